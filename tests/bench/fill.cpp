// Fills a store that `siyana init --facility F1` made: the devices of a CSV that `devices` wrote, a log of so many
// inspections a device, the last within 405 days and each half a year after the one before, and two rules for each
// type. The rows and their journal are written by the program's own library: one entry for the devices, one for each
// inspection, one for the rules; the caches are worked out once at the end.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>

#include "history/history.hpp"
#include "plan/plan.hpp"
#include "work/work.hpp"

namespace siyana {
namespace {

constexpr Date bench_day = date_of(2026, 7, 1);
constexpr int logged_days = 405;  // a tenth of the last inspections are older than the year of the rule
constexpr int days_between = 182;

void not_yet(db::Database&, const store::Entry&, Date) {}
void everything(db::Database& database, const store::Entry&, Date today) { due::settle_everything(database, today); }

store::Moment morning_of(Date day) {
  const auto at = *parse_instant(to_string(day) + "T08:00:00Z");
  return {at, at.seconds * 1000, day};
}

template <class F>
void in_one_entry(db::Database& database, Date day, const char* what, store::Settle settle, F&& f) {
  store::Change change(database, morning_of(day), {"bench", ""}, what, "", settle);
  f(change);
  change.commit();
}

using Names = std::map<std::string, Id, std::less<>>;

struct Lists {
  Names types, makers, models, facilities, departments;
};

template <class Row>
Id listed(store::Change& change, Names& known, std::string_view name, Id maker = 0) {
  const auto found = known.find(name);
  if (found != known.end()) return found->second;
  Row row;
  row.name = name;
  if constexpr (std::is_same_v<Row, device::Model>) row.maker = Ref{maker};
  return known[std::string(name)] = change.make(row);
}

Id facility(store::Change& change, Lists& lists, std::string_view code) {
  const auto known = lists.facilities.find(code);
  if (known != lists.facilities.end()) return known->second;
  device::Facility made;
  made.code = made.name = code;
  const Id id = code == "F1" ? device::find_facility(change.database(), code).id : device::add_facility(change, made);
  return lists.facilities[std::string(code)] = id;
}

Id department(store::Change& change, Lists& lists, std::string_view code, std::string_view name) {
  const auto known = lists.departments.find(name);
  if (known != lists.departments.end()) return known->second;
  device::Department made;
  made.facility = Ref{facility(change, lists, code)};
  made.name = name;
  return lists.departments[std::string(name)] = device::add_department(change, made);
}

using Cells = std::array<std::string_view, 8>;

Cells cells_of(std::string_view line) {
  Cells cells;
  for (auto& cell : cells) {
    cell = line.substr(0, line.find(','));
    line.remove_prefix(std::min(line.size(), cell.size() + 1));
  }
  return cells;
}

device::Device device_of(store::Change& change, Lists& lists, const Cells& cells) {
  device::Device device;
  device.tag = cells[0];
  device.type = Ref{listed<device::Type>(change, lists.types, cells[1])};
  device.maker = Ref{listed<device::Maker>(change, lists.makers, cells[2])};
  device.model = Ref{listed<device::Model>(change, lists.models, cells[3], device.maker.id)};
  device.serial = cells[4];
  device.department = Ref{department(change, lists, cells[5], cells[6])};
  device.in_service_on = parse_iso(cells[7]);
  return device;
}

std::vector<Id> register_devices(store::Change& change, std::FILE* file) {
  Lists lists;
  std::vector<Id> ids;
  char line[256];
  for (bool heading = true; std::fgets(line, sizeof line, file) != nullptr; heading = false) {
    if (heading) continue;
    auto device = device_of(change, lists, cells_of({line, std::strcspn(line, "\r\n")}));
    ids.push_back(device::add(change, device));
  }
  return ids;
}

void log_one(db::Database& database, Id device, Date day, std::size_t number) {
  in_one_entry(database, day, "pm log", not_yet, [&](store::Change& change) {
    work::Service service;
    service.device = Ref{device};
    service.name = service.kind = "pm";
    service.done_on = day;
    service.done_by = "Bench";
    service.minutes = 20 + static_cast<std::int64_t>(number % 40);
    change.make(service);
  });
}

/// Every 405th device, so that the days are spread over types and departments.
void log_day(db::Database& database, const std::vector<Id>& devices, int first, Date day) {
  for (auto i = static_cast<std::size_t>(first); i < devices.size(); i += logged_days)
    log_one(database, devices[i], day, i);
}

/// Day by day, as it was logged.
void log_all(db::Database& database, const std::vector<Id>& devices, int each) {
  for (int ago = logged_days + days_between * (each - 1); ago > 0; --ago)
    for (int round = 0; round < each; ++round)
      if (const int first = logged_days - (ago - days_between * round); first >= 0 && first < logged_days)
        log_day(database, devices, first, bench_day - ago);
}

void add_rule(store::Change& change, Id type, const char* kind, const char* every, Date since) {
  plan::Plan plan;
  plan.type = Ref{type};
  plan.name = plan.kind = kind;
  plan::Wish wish;
  wish.every = parse_interval(every);
  plan::add(change, plan, plan::new_terms(change.database(), wish, kind, since));
}

void add_rules(store::Change& change, Date since) {
  std::vector<Id> types;
  {
    db::Query query(change.database(), "SELECT id FROM type ORDER BY id");
    while (query.next()) types.push_back(query.number(0));
  }
  for (const Id type : types) {
    add_rule(change, type, "pm", "1y", since);
    add_rule(change, type, "calibration", "5y", since);
  }
}

void fill_store(const char* path, std::FILE* file, int each) {
  const auto database = db::open({path, db::Mode::write, 10});
  database->run_script(
      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; "
      "PRAGMA cache_size = -4000000");
  const Date first_day = bench_day - logged_days - days_between * each;
  std::vector<Id> devices;
  in_one_entry(*database, first_day, "import devices", not_yet,
               [&](store::Change& change) { devices = register_devices(change, file); });
  log_all(*database, devices, each);
  in_one_entry(*database, bench_day, "plan add", everything,
               [&](store::Change& change) { add_rules(change, first_day); });
}

}  // namespace
}  // namespace siyana

int main(int count, char** words) {
  std::FILE* file = count == 4 ? std::fopen(words[2], "r") : nullptr;
  if (file == nullptr) return std::fprintf(stderr, "usage: fill STORE CSV INSPECTIONS\n"), 2;
  try {
    siyana::fill_store(words[1], file, std::atoi(words[3]));
  } catch (const siyana::Error& error) {
    return std::fprintf(stderr, "fill: %s\n", error.what()), 1;
  }
}
