#include "cmd/filters.hpp"

#include "base/text.hpp"

namespace siyana {
namespace {

constexpr Option device_options[] = {
    {"--facility", "FACILITY", "in this facility"},
    {"--department", "DEPARTMENT", "in this department"},
    {"--type", "TYPE", "of this type"},
    {"--manufacturer", "NAME", "of this manufacturer"},
    {"--model", "NAME", "of this model, its manufacturer before it where needed"},
    {"--lifecycle", "proposed|ordered|received|in_service|in_storage|on_loan_out|on_loan_in|retired|disposed|lost",
     "with this lifecycle"},
    {"--operating", "working|working_with_defect|down|awaiting_parts|unknown", "with this operating status"},
    {"--condition", "new|good|fair|poor|unserviceable", "in this condition"},
    {"--ownership", "owned|leased|rental|loan|demo|placed_with_reagents|donated|patient_owned|research", "held so"},
    {"--search", "WORDS", "with these words"},
    {"--without-plan", "", "for which nothing will ever be due"},
    {"--limit", "N", "at most so many"}};

Id facility_of(App& app, const Words& words) {
  return words.has("--facility") ? device::find_facility(app.database(), words.text("--facility")).id : 0;
}

std::vector<Id> departments_of(App& app, const Words& words, Id facility) {
  if (!words.has("--department")) return {};
  return device::require_departments(app.database(), words.text("--department"), facility);
}

}  // namespace

std::span<const Option> device_filter_options() { return device_options; }

device::Filter device_filter(App& app, const Words& words) {
  device::Filter filter;
  auto& database = app.database();
  filter.facility = facility_of(app, words);
  filter.departments = departments_of(app, words, filter.facility);
  if (words.has("--type")) filter.type = device::find_type(database, words.text("--type")).root.id;
  if (words.has("--manufacturer")) filter.maker = device::find_maker(database, words.text("--manufacturer")).root.id;
  if (words.has("--model")) filter.model = device::find_model(database, words.text("--model")).root.id;
  filter.lifecycle = words.text("--lifecycle");
  filter.operating = words.text("--operating");
  filter.condition = words.text("--condition");
  filter.ownership = words.text("--ownership");
  filter.words = siyana::words(words.text("--search"));
  filter.without_plan = words.has("--without-plan");
  filter.limit = app.maybe_number(words, "--limit");
  return filter;
}

due::Filter due_filter(App& app, const Words& words, due::Which which) {
  due::Filter filter;
  filter.which = which;
  filter.within = app.maybe_days(words, "--within");
  filter.facility = facility_of(app, words);
  filter.departments = departments_of(app, words, filter.facility);
  if (words.has("--type")) filter.type = device::find_type(app.database(), words.text("--type")).root.id;
  filter.kind = words.text("--kind");
  if (!filter.kind.empty()) plan::require_kind(filter.kind);
  filter.limit = app.maybe_number(words, "--limit");
  return filter;
}

std::int64_t count_without_plan(App& app, const due::Filter& filter) {
  if (!app.has_all_due()) throw Error(Fault::internal, "only what is overdue was asked for");
  device::Filter unplanned;
  unplanned.departments = filter.departments;
  unplanned.facility = filter.facility;
  unplanned.type = filter.type;
  unplanned.without_plan = true;
  std::int64_t count = 0;
  device::each(app.database(), unplanned, [&](const device::Line&) { ++count; });
  return count;
}

}  // namespace siyana
