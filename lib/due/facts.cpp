#include "due/facts.hpp"

namespace siyana::due {
namespace {

/// One table's rows in the order of its devices.
template <class Row>
class Cursor {
 public:
  Cursor(db::Database& database, const std::string& sql, Id first, Id last)
      : query_(database, sql, first, last), more_(query_.next()) {}
  /// The rows of this device; those of earlier ones are passed over.
  void take(Id device, std::vector<Row>& rows) {
    rows.clear();
    for (; more_ && device_of_row() <= device; more_ = query_.next())
      if (device_of_row() == device) store::read(query_, rows.emplace_back());
  }

 private:
  static constexpr int device_column = [] {
    int column = 0;
    for_each_field<Row>([&](const auto& f, std::size_t i) {
      if (f.name == "device") column = static_cast<int>(i) + 1;
    });
    return column;
  }();
  Id device_of_row() const { return query_.number(device_column); }

  db::Query query_;
  bool more_;
};

const std::string services_sql = store::select<work::Inspection>(
    "WHERE device >= $1 AND device <= $2 AND live = 1 ORDER BY device, done_on, tick, id");
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
    "SELECT id, tag, tag_key, type, model, in_service_on, department, room, now_department, now_room, lifecycle, "
    "condition, usage, operating, open_breakdown FROM device WHERE id >= $1 AND id <= $2 AND live = 1 ORDER BY id";

/// What the device's own row holds.
void read_device(const db::Query& row, DeviceFacts& facts) {
  facts.id = row.number(0);
  facts.tag = row.text(1);
  facts.tag_key = row.text(2);
  facts.type = row.number(3);
  facts.model = row.number(4);
  facts.in_service_on = row.get<std::optional<Date>>(5);
  facts.department = row.number(6);
  facts.room = row.text(7);
  facts.present.department = row.get<Ref>(8);
  facts.present.room = row.text(9);
  facts.present.lifecycle = row.text(10);
  facts.present.condition = row.text(11);
  facts.present.usage = row.text(12);
  facts.operating.value = row.text(13);
  facts.operating.breakdown = row.get<Ref>(14);
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
  Cursor<work::Inspection> services;
  std::vector<plan::Plan> own;
};

Facts::Facts(db::Database& database, Id first, Id last) : cursors_(std::make_unique<Cursors>(database, first, last)) {
  db::Query merged(database,
                   "SELECT id, root FROM department WHERE root <> id UNION ALL "
                   "SELECT id, root FROM type WHERE root <> id UNION ALL SELECT id, root FROM model WHERE root <> id");
  while (merged.next()) merged_[merged.number(0)] = merged.number(1);
}
Facts::~Facts() = default;

Id Facts::root_of(Id name) const {
  if (merged_.empty()) return name;
  const auto merged = merged_.find(name);
  return merged == merged_.end() ? name : merged->second;
}

bool Facts::next(DeviceFacts& facts) {
  auto& cursors = *cursors_;
  auto& devices = cursors.devices;
  if (!devices.next()) return false;
  read_device(devices, facts);
  facts.type = root_of(facts.type);
  facts.model = root_of(facts.model);
  facts.department = root_of(facts.department);
  cursors.statuses.take(facts.id, facts.statuses);
  cursors.breakdowns.take(facts.id, facts.breakdowns);
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

device::Present present_on(const DeviceFacts& facts, Date on) {
  return device::present_on(on, Ref{facts.department}, facts.room, facts.placements, facts.statuses);
}

work::Operating operating_on(db::Database& database, const DeviceFacts& facts, Date on) {
  std::optional<Date> passed_on;
  for (const auto& service : facts.services)
    if (service.done_on <= on && service.result != plan::Result::fail) passed_on = service.done_on;
  return work::operating_on(database, on, facts.breakdowns, facts.statuses, passed_on);
}

}  // namespace siyana::due
