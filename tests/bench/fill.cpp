// Fills a store that `siyana init --facility F1` made: the devices of a CSV that `devices` wrote, a log of one
// inspection a device over the last 405 days, and two rules for each type. The rows and their journal are written by
// the program's own library; one entry for the devices, one a day for the log, one for the rules; the caches are worked
// out once at the end.
#include <array>
#include <cstdio>
#include <cstring>
#include <map>
#include <string>

#include "history/history.hpp"
#include "plan/plan.hpp"
#include "work/work.hpp"

namespace siyana {
namespace {

constexpr Date bench_day = date_of(2026, 7, 1);
constexpr int logged_days = 405;  // a tenth of the inspections are older than the year of the rule

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

/// Every 405th device, so that the days are spread over types and departments.
void log_day(store::Change& change, const std::vector<Id>& devices, std::size_t first, Date day) {
  for (std::size_t i = first; i < devices.size(); i += logged_days) {
    work::Service service;
    service.device = Ref{devices[i]};
    service.name = service.kind = "pm";
    service.done_on = day;
    service.done_by = "Bench";
    service.minutes = 20 + static_cast<std::int64_t>(i % 40);
    change.make(service);
  }
}

void add_rule(store::Change& change, Id type, const char* kind, const char* every) {
  plan::Plan plan;
  plan.type = Ref{type};
  plan.name = plan.kind = kind;
  plan::Wish wish;
  wish.every = parse_interval(every);
  plan::add(change, plan, plan::new_terms(change.database(), wish, kind, bench_day));
}

void add_rules(store::Change& change) {
  std::vector<Id> types;
  {
    db::Query query(change.database(), "SELECT id FROM type ORDER BY id");
    while (query.next()) types.push_back(query.number(0));
  }
  for (const Id type : types) {
    add_rule(change, type, "pm", "1y");
    add_rule(change, type, "calibration", "5y");
  }
}

void fill_store(const char* path, std::FILE* file) {
  const auto database = db::open({path, db::Mode::write, 10});
  database->run_script("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA cache_size = -1000000");
  std::vector<Id> devices;
  in_one_entry(*database, bench_day - logged_days, "import devices", not_yet,
               [&](store::Change& change) { devices = register_devices(change, file); });
  for (int day = 0; day < logged_days; ++day)
    in_one_entry(*database, bench_day - logged_days + day, "pm log", not_yet, [&](store::Change& change) {
      log_day(change, devices, static_cast<std::size_t>(day), bench_day - logged_days + day);
    });
  in_one_entry(*database, bench_day, "plan add", everything, [](store::Change& change) { add_rules(change); });
}

}  // namespace
}  // namespace siyana

int main(int count, char** words) {
  std::FILE* file = count == 3 ? std::fopen(words[2], "r") : nullptr;
  if (file == nullptr) return std::fprintf(stderr, "usage: fill STORE CSV\n"), 2;
  try {
    siyana::fill_store(words[1], file);
  } catch (const siyana::Error& error) {
    return std::fprintf(stderr, "fill: %s\n", error.what()), 1;
  }
}
