#include "exchange/import_log.hpp"

#include <algorithm>
#include <cstring>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "exchange/import_words.hpp"
#include "exchange/lost_letters.hpp"
#include "exchange/values.hpp"

namespace siyana::exchange {
namespace {

using LogSort = LogRow::Sort;

constexpr std::uint64_t progress_every = 4096;

void require_columns(const Sheet& sheet) {
  const auto is_there = [&](std::string_view field) { return sheet.place_of(field) != Sheet::nowhere; };
  if (!is_there("tag") && !is_there("serial"))
    throw Error(Fault::invalid, "{file}: no column holds the tags or the serials; say which, as --map \"Header=tag\"",
                {{"file", sheet.name()}});
  if (!is_there("done_on") && !is_there("reported_at"))
    throw Error(Fault::invalid, "{file}: no column holds the dates of the work; say which, as --map \"Header=done_on\"",
                {{"file", sheet.name()}});
}

/// Eight bytes tell two rows apart well enough: one of a million rows would be taken for another once in ten million
/// such files.
std::uint64_t short_digest(Hash& hash) {
  const Digest digest = hash.digest();
  std::uint64_t number = 0;
  std::memcpy(&number, digest.data(), sizeof number);
  return number;
}

template <class Row>
void add_facts(Hash& hash, const Row& row) {
  for_each_field<Row>([&](const auto& f, std::size_t) {
    if (f.role != Role::fact) return;
    Scratch scratch;
    using T = std::remove_cvref_t<decltype(row.*(f.member))>;
    const Value value = Codec<T>::write(row.*(f.member), scratch);
    if (value.type == Value::Type::number || value.type == Value::Type::ref)
      hash.part(value.number);
    else if (value.absent())
      hash.none();
    else
      hash.part(value.text);
  });
}

/// True where the row says something that is not what is stored.
template <class Row>
bool differs(const Row& said, const Row& stored) {
  bool different = false;
  for_each_field<Row>([&](const auto& f, std::size_t) {
    using T = std::remove_cvref_t<decltype(said.*(f.member))>;
    Scratch scratch;
    if (f.role == Role::fact && !std::is_same_v<T, Ref> && f.name != "number" &&
        !Codec<T>::write(said.*(f.member), scratch).absent() && !(said.*(f.member) == stored.*(f.member)))
      different = true;
  });
  return different;
}

}  // namespace

LogImport::LogImport(Sheet& sheet, db::Database& database, const ImportOptions& options, const Progress& progress)
    : sheet_(sheet),
      database_(database),
      options_(options),
      reader_(sheet, options),
      dates_(sheet, options, is_log_date),
      letters_(sheet, options),
      matcher_(database) {
  require_columns(sheet);
  std::uint64_t rows = 0;
  while (const auto record = sheet.next()) {
    dates_.add(*record);
    letters_.add(*record);
    reader_.look_at(*record);
    if (++rows % progress_every == 0) progress(rows);
  }
  letters_.require();
  reader_.set_orders(dates_.orders());
  sheet.rewind();
}

bool LogImport::next(LogDecision& decision) {
  const auto record = sheet_.next();
  if (!record) return false;
  record_ = *record;
  decision = {};
  decision.line = record->line;
  reader_.read(record_, row_);
  decide(decision);
  decision.action = !decision.faults.empty() ? Action::refused : decision.action;
  if (!decision.faults.empty()) decision.warnings.clear();
  if (decision.action == Action::made && decision.sort == LogSort::breakdown && !decision.breakdown.closed_at)
    ++left_open_;
  return true;
}

std::vector<Sentence> LogImport::news() const {
  if (left_open_ == 0) return {};
  return {say_n(left_open_,
                "{n} breakdown of the file is open, as no column says that it was repaired (see siyana breakdown list "
                "--open)",
                "{n} breakdowns of the file are open, as no column says that they were repaired (see siyana breakdown "
                "list --open)")};
}

void LogImport::fault(LogDecision& decision, std::string_view field, std::string_view value, Sentence problem) {
  add_fault(decision.faults, reader_.place(field), value, std::move(problem));
}

void LogImport::warn(LogDecision& decision, ImportWarning::Sort sort, std::string_view id, const std::string& other) {
  decision.warnings.push_back(
      {sort,
       say(id, {{"line", sheet_.line_name(row_.line)}, {"tag", decision.tag}, {"date", row_.on()}, {"other", other}})});
}

void LogImport::decide(LogDecision& decision) {
  decision.tag = std::string(row_.tag);
  const bool readable = row_.faults.empty() || row_.faults.front().column != Sheet::nowhere;
  auto device = readable ? matcher_.find(reader_, row_) : std::nullopt;
  decision.faults.swap(row_.faults);
  if (!device) return;
  decision.device = std::move(*device);
  decision.tag = decision.device.tag;
  decision.sort = row_.sort;
  if (!decision.faults.empty()) return;
  require_life(decision);
  aim(decision);
  if (decision.faults.empty()) compare(decision);
  letters_.warn(record_, decision.warnings);
}

/// Work before the device was there, or after it had gone.
void LogImport::require_life(LogDecision& decision) {
  const auto& device = decision.device;
  const Date on = row_.on();
  if (auto problem = device::came_after(device, device.tag, on))
    fault(decision, reader_.place("done_on") == Sheet::nowhere ? "reported_at" : "done_on", to_string(on),
          std::move(*problem));
  if (device.lifecycle != "retired" && device.lifecycle != "disposed") return;
  const auto life = device::lifecycle_of(database_, device.id);
  if (!life.empty() && life.back().since < on)
    warn(decision, ImportWarning::Sort::away, "line {line}: {tag} was {other} before {date}: is it the right tag?",
         device.lifecycle);
}

void LogImport::aim(LogDecision& decision) {
  const Ref device{decision.device.id};
  if (decision.sort == LogSort::breakdown) {
    decision.breakdown = row_.breakdown;
    decision.breakdown.device = device;
    decision.awaits = row_.awaits;
    return link_inspection(decision);
  }
  if (decision.sort == LogSort::inspection) {
    decision.service = row_.service;
    decision.service.device = device;
    choose_plan(decision, decision.service.name, decision.service.kind);
  } else {
    decision.attempt = row_.attempt;
    decision.attempt.device = device;
    choose_plan(decision, decision.attempt.name, decision.attempt.kind);
  }
}

/// The plan that is named; else the only one of that kind; else none, and the work is kept as history of its kind.
void LogImport::choose_plan(LogDecision& decision, std::string& name, std::string& kind) {
  const auto plans = due::plan_names(database_, decision.device.id);
  const std::string key = fold(row_.plan);
  name = kind;
  if (!key.empty()) {
    for (const auto& plan : plans)
      if (plan.name_key == key) {
        name = plan.name;
        kind = plan.kind;
        return;
      }
    if (const auto meant = kind_named(row_.plan); !meant.empty()) {
      name = kind = meant;
    } else {
      name = trim(row_.plan);
      return warn(decision, ImportWarning::Sort::plan,
                  "line {line}: {tag} has no plan {other}: kept as history of that name", name);
    }
  }
  std::vector<const due::PlanName*> found;
  for (const auto& plan : plans) {
    if (plan.kind != kind || plan.ended) continue;
    if (plan.name_key == fold(kind)) {
      name = plan.name;
      return;
    }
    found.push_back(&plan);
  }
  if (found.size() > 1)
    return fault(decision, "plan", row_.plan,
                 say("device {tag} has several plans of that kind, {first} and {second}: say which in a column plan",
                     {{"tag", decision.tag}, {"first", found[0]->name}, {"second", found[1]->name}}));
  if (!found.empty()) name = found.front()->name;
}

/// The failed inspection that raised the breakdown, where the file says its day.
void LogImport::link_inspection(LogDecision& decision) {
  if (!row_.found_on) return;
  work::Service failed;
  failed.device = Ref{decision.device.id};
  failed.done_on = *row_.found_on;
  failed.name = row_.found_plan.empty() ? "pm" : row_.found_plan;
  failed.result = plan::Result::fail;
  const auto found = work::services_like(database_, failed);
  if (!found.empty())
    decision.breakdown.service = Ref{found.front().id};
  else
    fault(decision, "found_on", to_string(failed.done_on),
          say("{tag} has no failed {plan} of {date}: import the inspections first",
              {{"tag", decision.tag}, {"plan", failed.name}, {"date", failed.done_on}}));
}

/// What makes two facts one: the device, the day, the plan and the result; of a breakdown its symptom.
std::uint64_t LogImport::key_of(const LogDecision& decision) const {
  Hash hash;
  hash.part(decision.device.id).part(to_string(row_.on())).part(static_cast<std::int64_t>(decision.sort));
  if (decision.sort == LogSort::breakdown)
    hash.part(fold(decision.breakdown.symptom));
  else if (decision.sort == LogSort::attempt)
    hash.part(fold(decision.attempt.name)).part(decision.attempt.because);
  else
    hash.part(fold(decision.service.name)).part(siyana::name_of(decision.service.result));
  return short_digest(hash);
}

std::uint64_t LogImport::details_of(const LogDecision& decision) const {
  Hash hash;
  hash.part(static_cast<std::int64_t>(decision.sort));
  if (decision.sort == LogSort::breakdown)
    add_facts(hash, decision.breakdown);
  else if (decision.sort == LogSort::attempt)
    add_facts(hash, decision.attempt);
  else
    add_facts(hash, decision.service);
  return short_digest(hash);
}

/// How many such facts are stored.
std::size_t LogImport::known(LogDecision& decision) const {
  if (decision.sort == LogSort::breakdown) return work::breakdowns_like(database_, decision.breakdown).size();
  if (decision.sort == LogSort::attempt) return work::attempts_like(database_, decision.attempt).size();
  return work::services_like(database_, decision.service).size();
}

/// The line of the row that said the same; null where it is the first to say it, and its own line is remembered.
const std::uint64_t* LogImport::line_that_says(Alike& alike, std::uint64_t details) {
  if (alike.rows == 0) {
    alike.line = row_.line;
    alike.details = details;
    return nullptr;
  }
  if (alike.details == details) return &alike.line;
  const auto [found, is_new] = more_.try_emplace(details, row_.line);
  return is_new ? nullptr : &found->second;
}

/// The first row of a key is the first such fact, the second the second; a row that says all the same again is the same
/// row written twice, and taken once.
void LogImport::compare(LogDecision& decision) {
  auto& alike = alike_[key_of(decision)];
  if (const auto* line = line_that_says(alike, details_of(decision))) {
    decision.action = Action::unchanged;
    return warn(decision, ImportWarning::Sort::same_row, "line {line} says the same as line {other}: it is taken once",
                sheet_.line_name(*line));
  }
  if (alike.rows == 0)
    alike.known = static_cast<std::uint32_t>(known(decision));
  else if (alike.rows >= alike.known)
    warn(decision, ImportWarning::Sort::same_day,
         "line {line}: {tag} has such work of {date} on line {other} too: void one of them if it was the same",
         sheet_.line_name(alike.line));
  const std::size_t place = alike.rows++;
  decision.action = place < alike.known ? Action::unchanged : Action::made;
  if (place < alike.known) compare_closing(decision, place);
}

/// A breakdown that is open is closed by a file that knows its end; any other difference is only said, since a log is
/// corrected by amend.
void LogImport::compare_closing(LogDecision& decision, std::size_t place) {
  bool different = false;
  if (decision.sort == LogSort::inspection)
    different = differs(decision.service, work::services_like(database_, decision.service)[place]);
  else if (decision.sort == LogSort::attempt)
    different = differs(decision.attempt, work::attempts_like(database_, decision.attempt)[place]);
  else {
    const auto stored = work::breakdowns_like(database_, decision.breakdown)[place];
    if (!stored.closed_at && decision.breakdown.closed_at) {
      if (!work::retested(database_, stored) && decision.breakdown.without_retest.empty())
        return fault(decision, "closed_at", to_string(*decision.breakdown.closed_at),
                     say("{number} came from a failed inspection: import the passing retest first",
                         {{"number", stored.number}}));
      decision.breakdown.service = stored.service;
      decision.before = stored;
      decision.action = Action::changed;
      decision.changes.push_back({"closed_at", {}, to_string(*decision.breakdown.closed_at)});
      return;
    }
    different = differs(decision.breakdown, stored);
  }
  if (different)
    warn(decision, ImportWarning::Sort::details,
         "line {line}: the work of {date} on {tag} is known with other details, which stay as they are");
}

void LogImport::write(store::Change& change, LogDecision& decision) {
  if (decision.before) {
    auto after = decision.breakdown;
    after.id = decision.before->id;
    after.number = decision.before->number;
    after.reported_at = decision.before->reported_at;
    if (after.symptom != decision.before->symptom) after.symptom = decision.before->symptom;
    work::close(change, *decision.before, after, options_.now);
  } else if (decision.sort == LogSort::breakdown) {
    const auto opened = work::open(change, decision.breakdown, options_.now);
    if (decision.awaits.empty()) return;
    work::Waiting waiting;
    waiting.awaits = decision.awaits;
    waiting.since = options_.now;  // since when, no column says
    work::wait(change, opened, std::move(waiting), options_.now);
  } else if (decision.sort == LogSort::attempt) {
    work::attempt(change, decision.device, decision.attempt);
  } else {
    change.make(decision.service);  // a failure of the past raises no breakdown: a row of its own tells of one
  }
}

}  // namespace siyana::exchange
