// All dated facts of devices, read device by device in step through each table's own index: the input of every due
// date.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "work/work.hpp"

namespace siyana::due {

struct PlanFacts {
  plan::Plan plan;
  std::vector<plan::TermsRow> terms;  // by since
};

/// The rules of types and models, few enough to be held in memory.
class Rules {
 public:
  explicit Rules(db::Database& database);
  /// Those that this device follows; the model's before the type's.
  std::vector<const PlanFacts*> of(Id type, Id model) const;
  bool empty() const { return rules_.empty(); }

 private:
  std::vector<PlanFacts> rules_;
};

struct DeviceFacts {
  Id id = 0;
  std::string tag, tag_key;
  Id type = 0, model = 0;  // merges followed
  std::optional<Date> in_service_on;
  Id department = 0;                          // where it was registered, merges followed
  std::string room;                           // there
  std::vector<device::Status> statuses;       // by axis, then since
  std::vector<device::Placement> placements;  // by since
  std::vector<plan::Suspension> suspensions;  // by since
  std::vector<plan::FirstDue> first_dues;     // by since
  std::vector<PlanFacts> plans;               // its own
  std::vector<work::Inspection> services;     // by date, ties as entered
  std::vector<work::Breakdown> breakdowns;    // by id
  device::Present present;                    // as the device's row has it, as of the last change
  work::Operating operating;                  // the same
};

/// What the device's facts come to on a day.
device::Present present_on(const DeviceFacts& facts, Date on);
work::Operating operating_on(db::Database& database, const DeviceFacts& facts, Date on);

/// Walks the live devices with ids from `first` to `last`.
class Facts {
 public:
  Facts(db::Database& database, Id first, Id last);
  ~Facts();
  bool next(DeviceFacts& facts);

 private:
  struct Cursors;
  Id root_of(Id name) const;
  std::unique_ptr<Cursors> cursors_;
  std::unordered_map<Id, Id> merged_;  // departments, types and models, with what they were merged into
};

/// Where a first due date comes from (design 5).
enum class Origin : std::uint8_t { given, spread, last_of_kind, in_service, added };

struct Anchor {
  Origin origin = Origin::given;
  Date on;
  bool is_given = true;                    // see plan::Terms
  const work::Inspection* last = nullptr;  // of its kind, that it is counted from
};

/// One plan that a device has, with everything its due date stands on.
struct DevicePlan {
  Id plan = 0;  // the one in force on that day: its own, or a rule
  bool is_rule = false;
  bool by_model = false;
  std::string name, name_key, kind;
  plan::History history;
  std::vector<Anchor> anchors;                    // beside history.terms
  std::vector<const work::Inspection*> services;  // beside history.services
};

/// The anchor of the terms in force.
const Anchor& anchor_on(const DevicePlan& plan, Date on);
/// Of the history alone, but that a plan which counts from work of its kind was done when that work was.
std::optional<plan::Standing> standing(const DevicePlan& plan, Date on);

/// The plans a device has on a day, by name. Its own plan of a name wins over the model's rule, that over the type's.
std::vector<DevicePlan> plans_of(const DeviceFacts& facts, const Rules& rules, Date on);

}  // namespace siyana::due
