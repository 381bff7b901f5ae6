// Where devices are: facilities (hospitals, clinics) and their departments.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/change.hpp"

namespace siyana::device {

struct Facility {
  Id id = 0;
  std::string code, code_key;
  std::string name, name_key;
  std::string country;  // ISO 3166, two letters
  std::string note;
};
void derive(Facility& facility);

struct Department {
  Id id = 0;
  Ref facility;
  std::string code, code_key;
  std::string name, name_key;
  std::string phone;
  std::string note;
  Ref same_as;  // another of the facility, into which it was merged
  Ref root;
  std::string shown;
};
void derive(Department& department);

/// The facility of that code, or of that name. Error(not_found) where there is none.
Facility find_facility(db::Database& database, std::string_view text);
/// The only facility there is; nothing where there are several.
std::optional<Facility> only_facility(db::Database& database);

/// The country of the facility that a department belongs to; empty where none is known.
std::string country_of(db::Database& database, Id department);

std::vector<Facility> all_facilities(db::Database& database);
std::vector<Department> all_departments(db::Database& database);

/// The departments of that code or name (or `FACILITY/NAME`), in one facility where `facility` is not 0; of one that
/// was merged, what it was merged into.
std::vector<Department> departments_named(db::Database& database, std::string_view text, Id facility);
/// The same for filters: the ids, at least one. Error(not_found) with the nearest name where there is none.
std::vector<Id> require_departments(db::Database& database, std::string_view text, Id facility);
/// The one department meant. Error(not_found, conflict) where there is none or it could be several.
Department find_department(db::Database& database, std::string_view text, Id facility);

/// `merge "A" --into "B"`, within one facility. Error(not_found, conflict).
void merge_departments(store::Change& change, std::string_view name, std::string_view into, Id facility);
void merge_departments(store::Change& change, const Department& from, const Department& into);

/// Errors: conflict where the code or name is taken.
Id add_facility(store::Change& change, Facility& facility);
Id add_department(store::Change& change, Department& department);

}  // namespace siyana::device

namespace siyana {
template <>
struct Fields<device::Facility> {
  using R = device::Facility;
  static constexpr std::string_view kind = "facility";
  static constexpr auto all = std::tuple{field("code", &R::code, "Code"),          derived("code_key", &R::code_key),
                                         field("name", &R::name, "Name"),          derived("name_key", &R::name_key),
                                         field("country", &R::country, "Country"), field("note", &R::note, "Note")};
};
template <>
struct Fields<device::Department> {
  using R = device::Department;
  static constexpr std::string_view kind = "department";
  static constexpr auto all = std::tuple{ref("facility", &R::facility, "Facility", "facility"),
                                         field("code", &R::code, "Code"),
                                         derived("code_key", &R::code_key),
                                         field("name", &R::name, "Name"),
                                         derived("name_key", &R::name_key),
                                         field("phone", &R::phone, "Phone"),
                                         field("note", &R::note, "Note"),
                                         ref("same_as", &R::same_as, "Same as", "department"),
                                         cached("root", &R::root),
                                         cached("shown", &R::shown)};
};
}  // namespace siyana
