#include "exchange/import_log_row.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "exchange/import_words.hpp"
#include "work/result_words.hpp"

namespace siyana::exchange {
namespace {

using Member = std::optional<Instant> work::Breakdown::*;
struct Moment {
  std::string_view field;
  Member member;
};
constexpr std::array<Moment, 7> moments{Moment{"failed_at", &work::Breakdown::failed_at},
                                        Moment{"acknowledged_at", &work::Breakdown::acknowledged_at},
                                        Moment{"arrived_at", &work::Breakdown::arrived_at},
                                        Moment{"started_at", &work::Breakdown::started_at},
                                        Moment{"completed_at", &work::Breakdown::completed_at},
                                        Moment{"verified_at", &work::Breakdown::verified_at},
                                        Moment{"returned_at", &work::Breakdown::returned_at}};
constexpr std::string_view other_dates[] = {"done_on", "reported_at", "closed_at", "counts_for", "found_on"};

/// Two texts of one field of siyana's, where the file has a column for each.
std::string joined(std::string_view first, std::string_view second) {
  if (first.empty() || second.empty()) return std::string(first.empty() ? second : first);
  return std::string(first) + "; " + std::string(second);
}

bool is_cause(std::string_view text) {
  const auto causes = work::causes();
  return std::any_of(causes.begin(), causes.end(), [&](const auto& cause) { return cause.code == text; });
}

/// `09:30` at the end of a date.
std::optional<std::pair<int, int>> clock_in(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == text.npos || colon < 2) return std::nullopt;
  const auto gap = text.find_last_of(" T", colon);
  if (gap == text.npos) return std::nullopt;
  const auto hour = parse_number(text.substr(gap + 1, colon - gap - 1));
  const auto minute = parse_number(text.substr(colon + 1, 2));
  if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return std::nullopt;
  return std::pair{static_cast<int>(*hour), static_cast<int>(*minute)};
}

bool is_negative(std::string_view text) {
  const std::string number = plain(text);
  return number.size() > 1 && number.front() == '-' && number.find_first_of("0123456789") != number.npos;
}

}  // namespace

bool is_log_date(std::string_view field) {
  return std::any_of(moments.begin(), moments.end(), [&](const auto& moment) { return moment.field == field; }) ||
         std::find(std::begin(other_dates), std::end(other_dates), field) != std::end(other_dates);
}

Date LogRow::on() const {
  if (sort == Sort::attempt) return attempt.tried_on;
  return sort == Sort::breakdown ? date_of(breakdown.reported_at) : service.done_on;
}

LogReader::LogReader(const Sheet& sheet, const ImportOptions& options)
    : sheet_(sheet), options_(options), cells_(sheet, options) {}

void LogReader::look_at(const Record& record) {
  says_ends_ = says_ends_ || !text(record, "closed_at").empty() || !text(record, "returned_at").empty();
}

std::string_view LogReader::text(const Record& record, std::string_view field) const {
  return cells_.text(record, place(field));
}

void LogReader::fault(LogRow& row, std::string_view field, std::string_view value, std::string_view problem) const {
  add_fault(row.faults, place(field), value, of_value(problem, value));
}

void LogReader::read(const Record& record, LogRow& row) const {
  row = {};
  row.line = record.line;
  if (auto moved = record.stray_quote ? std::nullopt : moved_cells(record)) {
    row.faults.push_back(std::move(*moved));
    return;
  }
  cells_.require_width(record, row.faults);
  Cells::require_quotes(record, row.faults);
  cells_.require_values(record, row.faults);
  row.tag = text(record, "tag");
  row.maker = text(record, "manufacturer");
  row.model = text(record, "model");
  row.serial = text(record, "serial");
  row.plan = text(record, "plan");
  for (const std::string_view field : {"done_by", "reported_by"}) require_name(record, field, row);
  read_sort(record, row);
  if (row.sort == LogRow::Sort::inspection) read_service(record, row);
  if (row.sort == LogRow::Sort::attempt) read_attempt(record, row);
  if (row.sort == LogRow::Sort::breakdown) read_breakdown(record, row);
}

bool LogReader::reads_as(const Record& record, std::size_t at, std::string_view field) const {
  const std::string_view said = cells_.text(record, at);
  if (said.empty()) return false;
  if (is_log_date(field)) return cells_.maybe_date(record, at) || parse_instant(said);
  if (field == "result") return work::result_named(said).has_value();
  return is_repair(said) || !kind_named(said).empty();
}

/// A cell that cannot be its column's beside one that could: the row was moved by a column, and no cell of it can be
/// trusted.
std::optional<CellFault> LogReader::moved_cells(const Record& record) const {
  for (const std::string_view field : {"done_on", "reported_at", "result", "kind"}) {
    const std::size_t at = place(field);
    if (at == Sheet::nowhere || reads_as(record, at, field)) continue;
    if (!is_log_date(field) && cells_.text(record, at).empty()) continue;
    for (const std::size_t beside : {at - 1, at + 1}) {
      if (beside >= sheet_.columns().size()) continue;
      const auto& other = sheet_.columns()[beside].field;
      if ((is_log_date(field) && is_log_date(other)) || other == "note" || other == "state" ||
          !reads_as(record, beside, field))
        continue;
      if (other.empty() || other == "result" || other == "kind") continue;  // what is passed over may hold anything
      CellFault moved{Sheet::nowhere, std::string(cells_.text(record, beside)), {}};
      moved.problem =
          say("the cells seem moved by a column: {value} stands under {column} and would be right under {right}",
              {{"value", moved.value},
               {"column", sheet_.heading_of(beside, record.line)},
               {"right", sheet_.heading_of(at, record.line)}});
      return moved;
    }
  }
  return std::nullopt;
}

/// A name is no date and no number.
void LogReader::require_name(const Record& record, std::string_view field, LogRow& row) const {
  const std::string_view said = text(record, field);
  if (said.empty() || (!cells_.maybe_date(record, place(field)) && !parse_number(plain(said)))) return;
  fault(row, field, said, "{value} is no name: are the cells of the row moved by a column?");
}

void LogReader::read_sort(const Record& record, LogRow& row) const {
  const std::string_view kind = text(record, "kind");
  std::string known = options_.kind;
  if (is_repair(kind)) {
    row.sort = LogRow::Sort::breakdown;
  } else if (!kind.empty()) {
    known = kind_named(kind);
    if (known.empty())
      fault(row, "kind", kind, "no kind of work is called {value}: pm, safety, calibration, breakdown, …");
  } else if (!text(record, "symptom").empty() || !text(record, "reported_at").empty()) {
    row.sort = LogRow::Sort::breakdown;
  }
  row.service.kind = row.attempt.kind = known;
  const std::string_view said = text(record, "result");
  const auto word = work::result_named(trim(cell(record, place("result"))));  // `not available` is a result here
  if ((said.empty() && !word) || row.sort == LogRow::Sort::breakdown) return;
  if (!word) return fault(row, "result", said, "no result is called {value}: pass, minor, fail, not found, …");
  row.service.result = word->result;
  if (word->obstacle.empty()) return;
  row.sort = LogRow::Sort::attempt;
  row.attempt.because = word->obstacle;
}

std::optional<Date> LogReader::day(const Record& record, std::string_view field, LogRow& row) const {
  const auto found = cells_.date(record, place(field), false, row.faults);
  if (!found && row.faults.empty()) fault(row, field, text(record, field), "the row has no date");
  return found;
}

/// All that a row says in words, where siyana has one field for it.
std::string LogReader::remarks(const Record& record) const {
  std::string all;
  for (const std::string_view field : {"order_number", "symptom", "cause", "note", "action"})
    all = joined(all, text(record, field));
  return all;
}

void LogReader::read_service(const Record& record, LogRow& row) const {
  auto& service = row.service;
  if (const auto on = day(record, "done_on", row)) service.done_on = *on;
  service.done_by = text(record, "done_by");
  service.minutes = minutes(record, row);
  service.cost = cost(record, row);
  service.note = remarks(record);
  const std::string_view extra = text(record, "extra");
  service.extra = extra == "1" || extra == "true";
  service.counts_for = cells_.date(record, place("counts_for"), true, row.faults);
}

void LogReader::read_attempt(const Record& record, LogRow& row) const {
  auto& attempt = row.attempt;
  if (const auto on = day(record, "done_on", row)) attempt.tried_on = *on;
  attempt.done_by = text(record, "done_by");
  attempt.note = remarks(record);
}

std::optional<std::int64_t> LogReader::minutes(const Record& record, LogRow& row) const {
  const std::string_view said = text(record, "minutes");
  if (said.empty()) return std::nullopt;
  const auto found = minutes_in(said, sheet_.heading_of(place("minutes"), record.line));
  if (is_negative(said))
    fault(row, "minutes", said, "{value} is negative");
  else if (!found)
    fault(row, "minutes", said, "{value} is no length of time: write minutes, as 90, or 1h30");
  return found;
}

std::optional<Money> LogReader::cost(const Record& record, LogRow& row) const {
  const std::string_view said = text(record, "cost");
  if (said.empty()) return std::nullopt;
  const auto found = parse_money(said);
  if (is_negative(said))
    fault(row, "cost", said, "{value} is negative");
  else if (!found)
    fault(row, "cost", said, "{value} is not an amount, or could be two: write 1250.50");
  return found;
}

/// A day without a time is its noon, and of today no later than now.
std::optional<Instant> LogReader::moment(const Record& record, std::string_view field, LogRow& row) const {
  const std::string_view said = text(record, field);
  if (const auto instant = parse_instant(said); instant && date_of(*instant) >= earliest_likely) return instant;
  const auto on = cells_.date(record, place(field), false, row.faults);
  if (!on) return std::nullopt;
  const auto clock = clock_in(said);
  const Instant at = options_.local(*on, clock ? clock->first : 12, clock ? clock->second : 0);
  return clock || at <= options_.now ? at : options_.now;
}

void LogReader::read_breakdown(const Record& record, LogRow& row) const {
  auto& b = row.breakdown;
  const std::string_view note = text(record, "note"), symptom = text(record, "symptom"), cause = text(record, "cause");
  b.action = text(record, "action");
  b.symptom = !symptom.empty() ? symptom : !note.empty() ? note : std::string_view(b.action);
  if (!symptom.empty()) b.note = note;
  if (is_cause(cause))
    b.cause = cause;
  else
    b.note = joined(b.note, cause);  // why it failed in the technician's own words
  const std::string_view result = text(record, "result");
  if (b.action.empty() && repaired_by(result).value_or(false))
    b.action = result;
  else
    b.note = joined(b.note, result);
  b.note = joined(text(record, "order_number"), b.note);
  if (b.symptom.empty()) fault(row, "symptom", {}, "a breakdown wants what was wrong");
  b.reported_by = text(record, "reported_by");
  b.done_by = text(record, "done_by");
  b.minutes = minutes(record, row);
  b.cost = cost(record, row);
  b.without_retest = text(record, "without_retest");
  if (const auto effect = text(record, "effect"); !effect.empty()) b.effect = effect;
  if (const auto severity = text(record, "severity"); !severity.empty()) {
    b.severity = parse_number(severity);
    if (!b.severity) fault(row, "severity", severity, "{value} is no severity: 0 (no harm) to 5 (death)");
  }
  row.found_on = cells_.date(record, place("found_on"), false, row.faults);
  row.found_plan = text(record, "found_plan");
  read_moments(record, row);
  if (row.faults.empty()) read_order(row);
}

/// Where one column says when it was reported and another when the work was done, the work ends it. What was done, or
/// why it failed, says that it is over too; a result or a state that says otherwise is believed, and so is the empty
/// cell of a column that says of others when they came back into service.
void LogReader::read_moments(const Record& record, LogRow& row) const {
  auto& b = row.breakdown;
  const auto done = moment(record, "done_on", row), reported = moment(record, "reported_at", row);
  for (const auto& [field, member] : moments) b.*member = moment(record, field, row);
  b.closed_at = moment(record, "closed_at", row);
  const std::string_view state = text(record, "state");
  auto repaired = repaired_by(text(record, "result"));
  if (!repaired) repaired = awaited_by(state).empty() ? repaired_by(state) : false;
  if (!repaired && says_ends_ && !b.closed_at && !b.returned_at) repaired = false;
  const bool goes_on = repaired.has_value() && !*repaired;
  if (!b.closed_at && reported && done && !goes_on) b.closed_at = done;
  if (!reported && !done && row.faults.empty())
    fault(row, place("reported_at") == Sheet::nowhere ? "done_on" : "reported_at", {}, "the row has no date");
  b.reported_at = reported ? *reported : done.value_or(Instant{});
  const bool over = repaired.value_or(false) || b.returned_at || !b.action.empty() || !text(record, "cause").empty();
  if (!b.closed_at && over && !goes_on) b.closed_at = b.returned_at ? b.returned_at : b.reported_at;
  if (!b.closed_at) {
    row.awaits = awaited_by(state);
    return;
  }
  if (date_of(*b.closed_at) == date_of(b.reported_at)) b.closed_at = std::max(*b.closed_at, b.reported_at);
  if (!b.completed_at) b.completed_at = b.verified_at ? b.verified_at : b.closed_at;
  if (!b.returned_at) b.returned_at = b.closed_at;
}

/// What the domain refuses of a breakdown: instants out of order, a severity of 9.
void LogReader::read_order(LogRow& row) const {
  work::Breakdown checked = row.breakdown;
  if (row.found_on) checked.service = Ref{1};  // found by an inspection, whichever it is
  try {
    work::require_good(checked, options_.now);
  } catch (const Error& error) {
    row.faults.push_back({Sheet::nowhere, {}, error.sentence()});
  }
}

}  // namespace siyana::exchange
