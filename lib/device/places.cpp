#include "device/places.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "device/merging.hpp"

namespace siyana::device {
namespace {

/// As they are written, merged ones too.
std::vector<Department> search(db::Database& database, const std::string& key, Id facility) {
  static const std::string any =
      store::select<Department>("WHERE (name_key = $1 OR code_key = $1) AND live = 1 ORDER BY facility, id");
  static const std::string within =
      store::select<Department>("WHERE facility = $2 AND (name_key = $1 OR code_key = $1) AND live = 1 ORDER BY id");
  return facility == 0 ? store::all<Department>(database, any, key)
                       : store::all<Department>(database, within, key, facility);
}

std::string nearest_department(db::Database& database, std::string_view text) {
  std::vector<std::string> names;
  db::Query query(database, "SELECT name_key FROM department WHERE live = 1");
  while (query.next()) names.emplace_back(query.text(0));
  const auto near = nearest(fold(text), names);
  if (!near) return {};
  const auto found = search(database, *near, 0);
  return found.empty() ? std::string{} : found.front().name;
}

/// As search, or `FACILITY/NAME`.
std::vector<Department> written(db::Database& database, std::string_view text, Id facility) {
  auto found = search(database, fold(text), facility);
  const auto slash = text.find('/');
  if (!found.empty() || slash == std::string_view::npos) return found;
  static const std::string sql = store::select<Facility>("WHERE code_key = $1 AND live = 1");
  const auto place = store::first<Facility>(database, sql, fold(text.substr(0, slash)));
  if (place) found = search(database, fold(text.substr(slash + 1)), place->id);
  return found;
}

[[noreturn]] void no_department(db::Database& database, std::string_view text) {
  const std::string near = nearest_department(database, text);
  if (near.empty())
    throw Error(Fault::not_found, "no department {name} (see siyana department list)", {{"name", std::string(text)}});
  throw Error(Fault::not_found, "no department {name}: did you mean {near}?",
              {{"name", std::string(text)}, {"near", near}});
}

}  // namespace

void derive(Facility& facility) {
  facility.code_key = fold(facility.code);
  facility.name_key = fold(facility.name);
}

void derive(Department& department) {
  department.code_key = fold(department.code);
  department.name_key = fold(department.name);
  department.root = Ref{department.id};
  department.shown = department.name;
}

Facility find_facility(db::Database& database, std::string_view text) {
  static const std::string sql =
      store::select<Facility>("WHERE (code_key = $1 OR name_key = $1) AND live = 1 ORDER BY id LIMIT 1");
  if (auto found = store::first<Facility>(database, sql, fold(text))) return *found;
  throw Error(Fault::not_found, "no facility {code} (see siyana facility list)", {{"code", std::string(text)}});
}

std::optional<Facility> only_facility(db::Database& database) {
  const auto found = store::all<Facility>(database, store::select<Facility>("WHERE live = 1 ORDER BY id LIMIT 2"));
  if (found.size() == 1) return found.front();
  return std::nullopt;
}

std::string country_of(db::Database& database, Id department) {
  db::Query query(database, "SELECT f.country FROM department p JOIN facility f ON f.id = p.facility WHERE p.id = $1",
                  department);
  return query.next() ? std::string(query.text(0)) : std::string{};
}

std::vector<Facility> all_facilities(db::Database& database) {
  return store::all<Facility>(database, store::select<Facility>("WHERE live = 1 ORDER BY id"));
}

std::vector<Department> all_departments(db::Database& database) {
  return store::all<Department>(database, store::select<Department>("WHERE live = 1 ORDER BY id"));
}

std::vector<Department> departments_named(db::Database& database, std::string_view text, Id facility) {
  std::vector<Department> roots;
  for (const auto& department : written(database, text, facility)) {
    const auto root =
        department.root.id == department.id ? department : store::required<Department>(database, department.root.id);
    const bool known = std::any_of(roots.begin(), roots.end(), [&](const auto& r) { return r.id == root.id; });
    if (!known) roots.push_back(root);
  }
  return roots;
}

std::vector<Id> require_departments(db::Database& database, std::string_view text, Id facility) {
  std::vector<Id> ids;
  for (const auto& department : departments_named(database, text, facility)) ids.push_back(department.id);
  if (ids.empty()) no_department(database, text);
  return ids;
}

Department find_department(db::Database& database, std::string_view text, Id facility) {
  const auto found = departments_named(database, text, facility);
  if (found.empty()) no_department(database, text);
  if (found.size() > 1)
    throw Error(Fault::conflict, "department {name} is in several facilities: say --facility CODE",
                {{"name", std::string(text)}});
  return found.front();
}

void merge_departments(store::Change& change, const Department& from, const Department& into) {
  if (from.facility != into.facility)
    throw Error(Fault::conflict, "departments {name} and {into} are of different facilities: they stay two",
                {{"name", from.name}, {"into", into.name}});
  merge(change, from, into, "department");
}

void merge_departments(store::Change& change, std::string_view name, std::string_view into, Id facility) {
  auto& database = change.database();
  const auto from = written(database, name, facility);
  const auto to = find_department(database, into, facility);
  if (from.empty()) no_department(database, name);
  for (const auto& department : from)
    if (department.facility == to.facility) return merge_departments(change, department, to);
  merge_departments(change, from.front(), to);
}

Id add_facility(store::Change& change, Facility& facility) {
  derive(facility);
  db::Query taken(change.database(), "SELECT 1 FROM facility WHERE code_key = $1 AND live = 1", facility.code_key);
  if (taken.next()) throw Error(Fault::conflict, "facility {code} is there already", {{"code", facility.code}});
  return change.make(facility);
}

Id add_department(store::Change& change, Department& department) {
  derive(department);
  for (const auto& key : {department.name_key, department.code_key})
    if (!key.empty() && !search(change.database(), key, department.facility.id).empty())
      throw Error(Fault::conflict, "department {name} is there already", {{"name", department.name}});
  return change.make(department);
}

}  // namespace siyana::device
