// What nobody is to be told of for a while: it stays due, and lists show until when no mail goes.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "device/device.hpp"

namespace siyana::alert {

struct Snooze {
  Id id = 0;
  Ref device;
  std::string kind;  // of plans, or `breakdown`; empty: all
  Date until;        // the day on which mail goes again
  std::string reason;
};

/// A second snooze of the same device and kind moves the first.
bool snooze(store::Change& change, Snooze snooze);
/// Mail goes again from today on. Error(not_found) where nothing is snoozed.
bool unsnooze(store::Change& change, const device::Device& device, std::string_view kind);

/// All that is snoozed on a day.
class Snoozes {
 public:
  Snoozes(db::Database& database, Date day);
  bool silences(Id device, std::string_view kind) const;

 private:
  std::map<std::pair<Id, std::string>, Date> until_;
};

struct SnoozeLine {
  std::string tag, kind;
  std::optional<Date> until;
  std::string reason;
};
/// Those in force on that day, the first to end first.
void each_snooze(db::Database& database, Date day, const std::function<void(const SnoozeLine&)>& f);

}  // namespace siyana::alert

namespace siyana {
template <>
struct Fields<alert::Snooze> {
  using R = alert::Snooze;
  static constexpr std::string_view kind = "snooze";
  static constexpr auto all = std::tuple{ref("device", &R::device, "Device", "device"), word("kind", &R::kind, "Kind"),
                                         field("until", &R::until, "Until"), field("reason", &R::reason, "Reason")};
};
template <>
struct Fields<alert::SnoozeLine> {
  using R = alert::SnoozeLine;
  static constexpr auto all =
      std::tuple{as(Drawn::title, field("tag", &R::tag, "Tag")), as(Drawn::title, word("kind", &R::kind, "Kind")),
                 as(Drawn::day, field("until", &R::until, "Until")), field("reason", &R::reason, "Reason")};
};
}  // namespace siyana
