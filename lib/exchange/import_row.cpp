#include "exchange/import_row.hpp"

#include <algorithm>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "device/extra.hpp"
#include "exchange/values.hpp"

namespace siyana::exchange {
namespace {

struct TextField {
  std::string_view name;
  std::string device::Device::*member;
};
constexpr TextField text_fields[] = {{"description", &device::Device::description},
                                     {"serial", &device::Device::serial},
                                     {"room", &device::Device::room},
                                     {"supplier", &device::Device::supplier},
                                     {"contract", &device::Device::contract},
                                     {"service_needs", &device::Device::service_needs},
                                     {"electrical_class", &device::Device::electrical_class},
                                     {"applied_part", &device::Device::applied_part},
                                     {"criticality", &device::Device::criticality},
                                     {"provider", &device::Device::provider},
                                     {"funder", &device::Device::funder},
                                     {"donor", &device::Device::donor},
                                     {"udi", &device::Device::udi},
                                     {"lot", &device::Device::lot},
                                     {"software", &device::Device::software},
                                     {"power", &device::Device::power},
                                     {"import_ref", &device::Device::import_ref},
                                     {"note", &device::Device::note}};

struct DayField {
  std::string_view name;
  std::optional<Date> device::Device::*member;
  bool may_be_ahead;
};
constexpr DayField day_fields[] = {{"in_service_on", &device::Device::in_service_on, false},
                                   {"purchased_on", &device::Device::purchased_on, false},
                                   {"manufactured_on", &device::Device::manufactured_on, false},
                                   {"seen_on", &device::Device::seen_on, false},
                                   {"support_until", &device::Device::support_until, true},
                                   {"warranty_until", &device::Device::warranty_until, true}};
constexpr std::string_view other_days[] = {"retired_on", "last_done_on", "next_due_on"};

/// What stays the same in the life of a device without a number, so that its row is known again.
constexpr std::string_view identity_fields[] = {
    "type",        "manufacturer", "model", "serial",        "facility",        "department", "room",
    "description", "supplier",     "code",  "in_service_on", "manufactured_on", "lot",        "udi"};

constexpr std::size_t longest_tag = 64;
constexpr std::size_t longest_code = 200;
constexpr std::size_t longest_extra = 8000;

void fault(ImportRow& row, std::size_t column, std::string_view value, Sentence problem) {
  add_fault(row.faults, column, value, std::move(problem));
}

/// The year of a date, and its day and month with the smaller first: so 12/03/2024 is the 2024-03-12 that a spreadsheet
/// makes of it, before the column's order is known.
std::string day_however_written(std::string_view text) {
  text = trim(text);
  for (const auto order : {DateOrder::dmy, DateOrder::mdy, DateOrder::ymd})
    if (const auto date = parse_date(text, order)) {
      std::string iso = to_string(*date);
      if (const auto day = iso.substr(8); day < iso.substr(5, 2)) iso = iso.substr(0, 5) + day + "-" + iso.substr(5, 2);
      return iso;
    }
  return {};
}

/// Says what an Error of the domain says, of a cell.
template <class F>
void guarded(ImportRow& row, std::size_t column, std::string_view value, F&& f) {
  try {
    f();
  } catch (const Error& error) {
    fault(row, column, value, error.sentence());
  }
}

}  // namespace

bool is_date_field(std::string_view field) {
  return std::any_of(std::begin(day_fields), std::end(day_fields),
                     [&](const auto& day) { return day.name == field; }) ||
         std::find(std::begin(other_days), std::end(other_days), field) != std::end(other_days);
}

bool is_weak_serial(std::string_view serial) {
  return serial.empty() || damaged_serial(serial) || numbered_placeholder(serial);
}

void ImportRow::clear(std::uint64_t at) {
  line = at;
  siyana::clear(said);
  type = maker = model = department = facility = {};
  currency_said = false;
  status.clear();
  retired_on.reset();
  last_done_on.reset();
  next_due_on.reset();
  every.reset();
  kind.clear();
  faults.clear();
}

RowReader::RowReader(const Sheet& sheet, const ImportOptions& options)
    : sheet_(sheet),
      options_(options),
      cells_(sheet, options),
      tag_(place("tag")),
      serial_(place("serial")),
      import_ref_(place("import_ref")),
      type_(place("type")),
      maker_(place("manufacturer")),
      model_(place("model")),
      department_(place("department")),
      facility_(place("facility")),
      cost_(place("cost")),
      currency_(place("currency")),
      ownership_(place("ownership")),
      code_(place("code")),
      status_(place("status")),
      condition_(place("condition")),
      operating_(place("operating")),
      retired_(place("retired_on")),
      last_done_(place("last_done_on")),
      next_due_(place("next_due_on")),
      interval_(place("interval")),
      kind_(place("plan_kind")),
      extra_(place("extra")) {
  for (const auto& [name, member] : text_fields)
    if (place(name) != Sheet::nowhere) texts_.push_back({place(name), member});
  for (const auto& [name, member, may_be_ahead] : day_fields)
    if (place(name) != Sheet::nowhere) days_.push_back({place(name), member, may_be_ahead});
  for (std::size_t i = 0; i < sheet.columns().size() && options.keep_columns.value_or(false); ++i)
    if (sheet.columns()[i].match == Column::Match::none && !sheet.columns()[i].header.empty()) kept_.push_back(i);
  for (const auto name : identity_fields)
    if (place(name) != Sheet::nowhere) identity_.push_back({name, place(name)});
}

void RowReader::read(const Record& record, ImportRow& row) const {
  row.clear(record.line);
  Cells::require_quotes(record, row.faults);
  cells_.require_width(record, row.faults);
  cells_.require_values(record, row.faults);
  read_tag(record, row);
  row.type = said_in(cell(record, type_));
  row.maker = said_in(cell(record, maker_));
  row.model = said_in(cell(record, model_));
  row.department = said_in(cell(record, department_));
  row.facility = said_in(cell(record, facility_));
  read_texts(record, row);
  read_dates(record, row);
  read_cost(record, row);
  read_ownership(record, row);
  read_codes(record, row);
  read_status(record, status_, row);
  read_status(record, condition_, row);
  read_status(record, operating_, row);
  read_extra(record, row);
  read_plan(record, row);
  require_order(row);
}

void RowReader::read_tag(const Record& record, ImportRow& row) const {
  const std::string_view text = tag(record);
  if (text.empty()) return;
  if (text.size() > longest_tag)
    return fault(row, tag_, text, of_value("the tag {value} is longer than 64 bytes", text));
  row.said.tag = text;
  if (damaged_serial(text) && text.find('+') != text.npos)
    return fault(row, tag_, text,
                 of_value("the tag {value} was damaged by a spreadsheet: read it on the device", text));
  guarded(row, tag_, text, [&] { device::require_good_tag(text); });
}

void RowReader::read_texts(const Record& record, ImportRow& row) const {
  for (const auto& [at, member] : texts_) row.said.*member = said_in(cell(record, at));
}

std::optional<Date> RowReader::date_in(const Record& record, std::size_t at, bool may_be_ahead, ImportRow& row) const {
  return cells_.date(record, at, may_be_ahead, row.faults);
}

void RowReader::read_dates(const Record& record, ImportRow& row) const {
  for (const auto& [at, member, may_be_ahead] : days_) row.said.*member = date_in(record, at, may_be_ahead, row);
  row.retired_on = date_in(record, retired_, false, row);
}

void RowReader::read_cost(const Record& record, ImportRow& row) const {
  const std::string_view text = said_in(cell(record, cost_));
  if (text.empty()) return;
  row.said.cost = parse_money(text);
  if (!row.said.cost)
    return fault(row, cost_, text, of_value("{value} is not an amount, or could be two: write 1250.50", text));
  const std::string_view said = said_in(cell(record, currency_));
  const std::string heading = sheet_.heading_of(cost_, record.line);
  for (const std::string_view place : {said, text, std::string_view(heading)})
    if (row.said.currency.empty()) row.said.currency = currency_in(place);
  row.currency_said = !row.said.currency.empty();
  if (!said.empty() && currency_in(said).empty()) fault(row, currency_, said, of_value("no currency {value}", said));
}

void RowReader::read_ownership(const Record& record, ImportRow& row) const {
  const std::string_view text = said_in(cell(record, ownership_));
  if (text.empty()) return;
  row.said.ownership = ownership_named(text);
  if (row.said.ownership.empty())
    fault(row, ownership_, text,
          of_value("no way of holding a device is {value}: owned, donated, loan, rental, …", text));
}

/// A code without its system takes that of the heading; where no heading names one, the hospital's own.
void RowReader::read_codes(const Record& record, ImportRow& row) const {
  const std::string_view text = said_in(cell(record, code_));
  if (text.empty()) return;
  if (text.size() <= longest_code && text.find(':') != std::string_view::npos) {
    row.said.codes = text;
    return guarded(row, code_, text, [&] { device::require_known_words(row.said); });
  }
  if (text.size() > longest_code || text.find_first_of(" \t\r\n") != std::string_view::npos)
    return fault(row, code_, text, of_value("{value} is not a code: a code has no blank", text));
  const std::string_view system = code_system_in(sheet_.heading_of(code_, record.line));
  row.said.codes = std::string(system.empty() ? "local" : system) + ":" + std::string(text);
}

void RowReader::read_status(const Record& record, std::size_t at, ImportRow& row) const {
  const std::string_view text = said_in(cell(record, at));
  if (text.empty()) return;
  const auto word = status_named(text);
  if (!word)
    return fault(row, at, text,
                 of_value("no status is called {value}: in service, down, in storage, retired, …", text));
  for (const auto& other : row.status)
    if (other.axis == word->axis && other.value != word->value)
      return fault(row, at, text, of_value("{value} is not what the other column of status says", text));
  row.status.push_back(*word);
}

/// An extra field of an exported list, and columns without a field, which say what they say to the last sign.
void RowReader::read_extra(const Record& record, ImportRow& row) const {
  std::string& extra = row.said.extra;
  const auto exported = said_in(cell(record, extra_));
  if (exported.size() > longest_extra) return fault(row, extra_, exported, say("the text is longer than 8000 bytes"));
  if (!exported.empty()) extra = device::extra_over({}, exported);
  for (const auto at : kept_) {
    const auto text = trim(cell(record, at));
    if (text.size() > longest_extra) return fault(row, at, text, say("the text is longer than 8000 bytes"));
    if (!text.empty()) device::set_extra(extra, sheet_.columns()[at].header, text);
  }
}

void RowReader::read_plan(const Record& record, ImportRow& row) const {
  row.last_done_on = date_in(record, last_done_, false, row);
  row.next_due_on = date_in(record, next_due_, true, row);
  row.kind = options_.kind;
  if (const auto text = said_in(cell(record, kind_)); !text.empty()) {
    row.kind = kind_named(text);
    if (row.kind.empty())
      fault(row, kind_, text, of_value("no kind of maintenance is called {value}: pm, safety, calibration, …", text));
  }
  if (const auto text = said_in(cell(record, interval_)); !text.empty()) {
    row.every = interval_in(text, unit_in(sheet_.heading_of(interval_, record.line)));
    if (!row.every) fault(row, interval_, text, of_value("{value} is not an interval: write 6m, 1y, 90d", text));
  } else if (row.next_due_on) {
    fault(row, next_due_, cell(record, next_due_),
          say("a next due date wants an interval, as 6m, in a column of its own"));
  }
}

/// A device that is over has a day on which it ended, and the other way round nothing else.
void RowReader::require_order(ImportRow& row) const {
  if (!row.retired_on) return;
  for (const auto& word : row.status)
    if (word.axis == "lifecycle" && word.value != "retired" && word.value != "disposed")
      fault(row, retired_, to_string(*row.retired_on),
            say("it was retired on {date}, and its status says {status}",
                {{"date", *row.retired_on}, {"status", std::string(word.value)}}));
}

Digest RowReader::identity(const Record& record) const {
  Hash hash;
  std::string folded;
  for (const auto& [name, at] : identity_) {
    folded = is_date_field(name) ? day_however_written(cell(record, at)) : std::string{};
    if (folded.empty()) fold_into(cell(record, at), folded);
    if (!folded.empty()) hash.part(name).part(folded);  // a column more, with nothing in it, changes nothing
  }
  return hash.digest();
}

}  // namespace siyana::exchange
