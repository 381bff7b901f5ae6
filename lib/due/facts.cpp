#include "due/facts.hpp"

namespace siyana::due {
namespace {

/// One table's rows in the order of its devices.
template <class Row>
class Cursor {
 public:
  Cursor(db::Database& database, const std::string& sql, Id first, Id last) : query_(database, sql, first, last) {
    step();
  }
  /// The rows of this device; those of earlier ones are passed over.
  void take(Id device, std::vector<Row>& rows) {
    rows.clear();
    while (more_ && row_.device.id < device) step();
    while (more_ && row_.device.id == device) {
      rows.push_back(row_);
      step();
    }
  }

 private:
  void step() {
    more_ = query_.next();
    if (more_) store::read(query_, row_);
  }
  db::Query query_;
  Row row_;
  bool more_ = false;
};

const std::string services_sql =
    store::select<work::Service>("WHERE device >= $1 AND device <= $2 AND live = 1 ORDER BY device, done_on, tick, id");
const std::string status_sql =
    store::select<device::Status>("WHERE device >= $1 AND device <= $2 AND live = 1 ORDER BY device, axis, since, id");
const std::string placement_sql =
    store::select<device::Placement>("WHERE device >= $1 AND device <= $2 AND live = 1 ORDER BY device, since, id");
const std::string suspension_sql =
    store::select<plan::Suspension>("WHERE device >= $1 AND device <= $2 AND live = 1 ORDER BY device, since, id");
const std::string first_due_sql =
    store::select<plan::FirstDue>("WHERE device >= $1 AND device <= $2 AND live = 1 ORDER BY device, since, id");
const std::string breakdown_sql =
    store::select<work::Breakdown>("WHERE device >= $1 AND device <= $2 AND live = 1 ORDER BY device, id");
const std::string plan_sql =
    store::select<plan::Plan>("WHERE device >= $1 AND device <= $2 AND live = 1 ORDER BY device, id");
constexpr std::string_view device_sql =
    "SELECT d.id, d.tag, d.tag_key, coalesce(t.root, 0), coalesce(m.root, 0), d.in_service_on, "
    "coalesce(d.department, 0) "
    "FROM device d LEFT JOIN type t ON t.id = d.type LEFT JOIN model m ON m.id = d.model "
    "WHERE d.id >= $1 AND d.id <= $2 AND d.live = 1 ORDER BY d.id";

/// The lifecycle, and of the rest the days.
void take_beside(const std::vector<device::Status>& statuses, const std::vector<work::Breakdown>& breakdowns,
                 DeviceFacts& facts) {
  facts.lifecycle.clear();
  facts.other_days.clear();
  for (const auto& status : statuses)
    if (status.axis == "lifecycle")
      facts.lifecycle.push_back(status);
    else
      facts.other_days.push_back(status.since);
  for (const auto& breakdown : breakdowns) {
    facts.other_days.push_back(date_of(breakdown.reported_at));
    if (breakdown.closed_at) facts.other_days.push_back(date_of(*breakdown.closed_at));
  }
}

}  // namespace

struct Facts::Cursors {
  Cursors(db::Database& db, Id first, Id last)
      : database(db),
        devices(db, device_sql, first, last),
        statuses(db, status_sql, first, last),
        placements(db, placement_sql, first, last),
        suspensions(db, suspension_sql, first, last),
        first_dues(db, first_due_sql, first, last),
        breakdowns(db, breakdown_sql, first, last),
        plans(db, plan_sql, first, last),
        services(db, services_sql, first, last) {}
  db::Database& database;
  db::Query devices;
  Cursor<device::Status> statuses;
  Cursor<device::Placement> placements;
  Cursor<plan::Suspension> suspensions;
  Cursor<plan::FirstDue> first_dues;
  Cursor<work::Breakdown> breakdowns;
  Cursor<plan::Plan> plans;
  Cursor<work::Service> services;
  std::vector<plan::Plan> own;
  std::vector<device::Status> all_axes;
  std::vector<work::Breakdown> broken;
};

Facts::Facts(db::Database& database, Id first, Id last) : cursors_(std::make_unique<Cursors>(database, first, last)) {
  db::Query merged(database, "SELECT id, root FROM department WHERE root <> id");
  while (merged.next()) merged_[merged.number(0)] = merged.number(1);
}
Facts::~Facts() = default;

Id Facts::root_of(Id department) const {
  const auto merged = merged_.find(department);
  return merged == merged_.end() ? department : merged->second;
}

bool Facts::next(DeviceFacts& facts) {
  auto& cursors = *cursors_;
  auto& devices = cursors.devices;
  if (!devices.next()) return false;
  facts.id = devices.number(0);
  facts.tag = devices.text(1);
  facts.tag_key = devices.text(2);
  facts.type = devices.number(3);
  facts.model = devices.number(4);
  facts.in_service_on = devices.get<std::optional<Date>>(5);
  facts.department = root_of(devices.number(6));
  cursors.statuses.take(facts.id, cursors.all_axes);
  cursors.breakdowns.take(facts.id, cursors.broken);
  take_beside(cursors.all_axes, cursors.broken, facts);
  cursors.placements.take(facts.id, facts.placements);
  if (!merged_.empty())
    for (auto& placement : facts.placements) placement.department = Ref{root_of(placement.department.id)};
  cursors.suspensions.take(facts.id, facts.suspensions);
  cursors.services.take(facts.id, facts.services);
  cursors.first_dues.take(facts.id, facts.first_dues);
  cursors.plans.take(facts.id, cursors.own);
  facts.plans.clear();
  for (const auto& plan : cursors.own) facts.plans.push_back({plan, plan::terms_of(cursors.database, plan.id)});
  return true;
}

Rules::Rules(db::Database& database) {
  for (const auto& plan : plan::rules(database)) rules_.push_back({plan, plan::terms_of(database, plan.id)});
}

std::vector<const PlanFacts*> Rules::of(Id type, Id model) const {
  std::vector<const PlanFacts*> found;
  for (const auto& rule : rules_)
    if (model != 0 && rule.plan.model.id == model) found.push_back(&rule);
  for (const auto& rule : rules_)
    if (type != 0 && rule.plan.type.id == type) found.push_back(&rule);
  return found;
}

Id department_on(const DeviceFacts& facts, Date on) {
  Id department = facts.department;
  for (const auto& placement : facts.placements)
    if (placement.since <= on) department = placement.department.id;
  return department;
}

}  // namespace siyana::due
