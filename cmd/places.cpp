// facility and department: where devices are.
#include <algorithm>

#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/nouns.hpp"
#include "device/place_line.hpp"

namespace siyana {

namespace {

void require_name(std::string_view name) {
  if (fold(name).empty()) throw Error(Fault::usage, "a name wants at least one letter");
}

/// A code stands before a slash and the department's name.
void require_code(const std::string& code) {
  const bool printable = std::none_of(code.begin(), code.end(), [](char c) { return (c >= 0 && c < 32) || c == 127; });
  if (code.empty() || !printable || code.find('/') != std::string::npos)
    throw Error(Fault::usage, "the code {code} cannot be a facility's: letters, digits and dashes serve",
                {{"code", code}});
}

void set(const Words& words, std::string_view option, std::string& member) {
  if (words.has(option)) member = trim(words.text(option));
}

void facility_set(const Words& words, device::Facility& facility) {
  set(words, "--name", facility.name);
  if (words.has("--country")) facility.country = country_in(words);
  set(words, "--note", facility.note);
  require_name(facility.name);
}

void facility_add(App& app, const Words& words) {
  auto& change = app.change(words);
  device::Facility facility;
  facility.code = trim(words.operand("CODE"));
  require_code(facility.code);
  facility_set(words, facility);
  device::add_facility(change, facility);
  app.commit();
  app.tell(say("facility {code} added", {{"code", facility.code}}));
}

void facility_edit(App& app, const Words& words) {
  auto& change = app.change(words);
  const auto before = device::find_facility(change.database(), words.operand("CODE"));
  auto after = before;
  facility_set(words, after);
  change.edit(before, after);
  if (app.commit()) app.tell(say("facility {code} changed", {{"code", before.code}}));
}

void facility_list(App& app, const Words&) {
  auto& database = app.reading();
  std::size_t rows = 0;
  app.list<device::FacilityLine>([&](const auto& emit) {
    device::each_facility(database, [&](const device::FacilityLine& line) {
      emit(line);
      ++rows;
    });
  });
  app.list_ended(rows, say("no facility"));
}

void department_set(const Words& words, device::Department& department) {
  set(words, "--code", department.code);
  set(words, "--name", department.name);
  set(words, "--phone", department.phone);
  set(words, "--note", department.note);
  require_name(department.name);
}

Id facility_named(App& app, const Words& words) {
  if (words.has("--facility")) return device::find_facility(app.database(), words.text("--facility")).id;
  return 0;
}

void department_add(App& app, const Words& words) {
  auto& change = app.change(words);
  device::Department department;
  department.facility = Ref{facility_named(app, words)};
  if (!department.facility) {
    const auto only = device::only_facility(change.database());
    if (!only) throw Error(Fault::usage, "there are several facilities: say --facility CODE");
    department.facility = Ref{only->id};
  }
  department.name = trim(words.operand("NAME"));
  department_set(words, department);
  device::add_department(change, department);
  app.commit();
  app.tell(say("department {name} added", {{"name", department.name}}));
}

void department_edit(App& app, const Words& words) {
  auto& change = app.change(words);
  const auto before = device::find_department(change.database(), words.operand("NAME"), facility_named(app, words));
  auto after = before;
  department_set(words, after);
  change.edit(before, after);
  if (app.commit()) app.tell(say("department {name} changed", {{"name", after.name}}));
}

void department_list(App& app, const Words& words) {
  auto& database = app.reading();
  const Id facility = facility_named(app, words);
  std::size_t rows = 0;
  app.list<device::DepartmentLine>([&](const auto& emit) {
    device::each_department(database, facility, [&](const device::DepartmentLine& line) {
      emit(line);
      ++rows;
    });
  });
  app.list_ended(rows, say("no department"));
}

void department_merge(App& app, const Words& words) {
  if (!words.has("--into")) throw Error(Fault::usage, "merge wants the name that stays: --into NAME");
  auto& change = app.change(words);
  device::merge_departments(change, words.operand("NAME"), words.text("--into"), facility_named(app, words));
  if (app.commit())
    app.tell(say("{name} is now {into}", {{"name", words.operand("NAME")}, {"into", words.text("--into")}}));
}

constexpr Operand code[] = {{"CODE", "the facility's short code"}};
constexpr Operand name[] = {{"NAME", "the department's name or code, or FACILITY/NAME"}};
constexpr Option facility_options[] = {{"--name", "NAME", "its name"},
                                       {"--country", "CC", "two letters: DZ, MA, …"},
                                       {"--note", "TEXT", "anything worth keeping"}};
constexpr Option department_options[] = {{"--facility", "FACILITY", "the facility it belongs to"},
                                         {"--code", "CODE", "a short code for it"},
                                         {"--phone", "NUMBER", "where it is reached"},
                                         {"--note", "TEXT", "anything worth keeping"}};
constexpr Option department_edit_options[] = {{"--facility", "FACILITY", "the facility it belongs to"},
                                              {"--name", "NAME", "its new name"},
                                              {"--code", "CODE", "a short code for it"},
                                              {"--phone", "NUMBER", "where it is reached"},
                                              {"--note", "TEXT", "anything worth keeping"}};
constexpr Option department_merge_options[] = {{"--into", "NAME", "the one that stays"},
                                               {"--facility", "FACILITY", "the facility of both"}};
constexpr Option list_options[] = {{"--facility", "FACILITY", "of this facility only"}};
constexpr Verb facility_verbs[] = {{"add", "add a hospital or a clinic", code, facility_options,
                                    "siyana facility add BOU --name \"Clinique de Bouguirat\"", facility_add},
                                   {"list", "list the facilities", {}, {}, "siyana facility list", facility_list},
                                   {"edit", "change a facility", code, facility_options,
                                    "siyana facility edit BOU --name \"Polyclinique de Bouguirat\"", facility_edit}};
constexpr Verb department_verbs[] = {
    {"add", "add a department", name, department_options, "siyana department add Réanimation --code REA",
     department_add},
    {"list", "list the departments", {}, list_options, "siyana department list", department_list},
    {"edit", "change a department", name, department_edit_options, "siyana department edit REA --phone 2214",
     department_edit},
    {"merge", "make two departments of a facility one", name, department_merge_options,
     "siyana department merge \"Service de réanimation\" --into Réanimation", department_merge}};

}  // namespace

const Noun facility_noun{"facility", "hospitals and clinics", facility_verbs};
const Noun department_noun{"department", "departments of a facility", department_verbs};

}  // namespace siyana
