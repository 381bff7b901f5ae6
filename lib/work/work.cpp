#include "work/work.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace siyana::work {
namespace {

constexpr std::array<Word, 7> all_obstacles{Word{"in-use", "in use on a patient"},
                                            Word{"not-found", "not found"},
                                            Word{"not-available", "the place was closed"},
                                            Word{"refused", "the department refused"},
                                            Word{"no-part", "a part was lacking"},
                                            Word{"device-down", "the device is broken down"},
                                            Word{"vendor-no-show", "the vendor did not come"}};

void require_reason(std::string_view code) {
  std::string listed;
  for (const auto& word : all_obstacles) {
    if (word.code == code) return;
    listed += (listed.empty() ? "" : ", ") + std::string(word.code);
  }
  throw Error(Fault::usage, "no reason {code}: it is one of {codes}", {{"code", std::string(code)}, {"codes", listed}});
}

void require_positive(std::optional<std::int64_t> minutes) {
  if (minutes && *minutes < 0) throw Error(Fault::usage, "minutes cannot be negative");
}

void require_good(const Service& service, Date today) {
  require_not_after(service.done_on, today);
  require_positive(service.minutes);
  plan::require_kind(service.kind);
}

/// The breakdown that a failed inspection raises at the same moment (domain.md 3.6).
Breakdown raised_by(const Service& service, const Instant& at, bool still_works) {
  Breakdown breakdown;
  breakdown.device = service.device;
  breakdown.service = Ref{service.id};
  breakdown.symptom = service.note.empty() ? "failed " + service.name : service.note;
  breakdown.effect = still_works ? "defect" : "down";
  breakdown.reported_by = service.done_by;
  breakdown.reported_at = at;
  return breakdown;
}

/// Whether that is what the journal's row said which made the inspection.
bool was_logged_as(db::Database& database, Id id, const Service& service) {
  db::Query made(database, "SELECT after FROM entry_row WHERE id = $1", id);
  if (!made.next()) return false;
  std::string name, on, result;
  store::read_json(made.text(0), [&](std::string_view field, const Value& value) {
    if (field == "name") name = value.text;
    if (field == "done_on") on = value.text;
    if (field == "result") result = value.text;
  });
  return fold(name) == fold(service.name) && on == to_string(service.done_on) &&
         result == siyana::name_of(service.result);
}

/// Those of the device that were logged as this one says and have been corrected since, where they stand or by being
/// undone and logged anew.
std::vector<Service> corrected_from(db::Database& database, const Service& service) {
  static const std::string sql = store::select<Service>(
      "WHERE device = $1 AND (last <> id OR live = 0) AND (live = 1 OR EXISTS (SELECT 1 FROM entry_row r "
      "JOIN entry v ON v.voids = r.entry WHERE r.id = service.id AND v.what = 'amend' "
      "AND NOT EXISTS (SELECT 1 FROM entry w WHERE w.voids = v.id))) ORDER BY tick, id");
  auto found = store::all<Service>(database, sql, service.device);
  std::erase_if(found, [&](const Service& one) { return !was_logged_as(database, one.id, service); });
  return found;
}

}  // namespace

std::span<const Word> obstacles() { return all_obstacles; }

void derive(Service& service) { service.name_key = fold(service.name); }
void made_at(Service& service, std::int64_t tick) { service.tick = tick; }
void derive(Attempt& attempt) { attempt.name_key = fold(attempt.name); }

void require_not_after(Date date, Date today) {
  if (date > today)
    throw Error(Fault::usage, "{date} is after today ({today}): work cannot be dated ahead",
                {{"date", date}, {"today", today}});
}

Logged log(store::Change& change, const device::Device& device, Service service, const Instant& at, bool still_works) {
  require_good(service, change.today());
  service.device = Ref{device.id};
  change.make(service);
  if (service.result != plan::Result::fail) return {service, std::nullopt};
  return {service, open(change, raised_by(service, at, still_works), at)};
}

Logged correct(store::Change& change, const Service& before, const Service& after, const Instant& at,
               bool still_works) {
  require_good(after, change.today());
  change.edit(before, after);
  if (after.result != plan::Result::fail || before.result == plan::Result::fail) return {after, std::nullopt};
  return {after, open(change, raised_by(after, at, still_works), at)};
}

void correct(store::Change& change, const Attempt& before, const Attempt& after) {
  require_not_after(after.tried_on, change.today());
  require_reason(after.because);
  change.edit(before, after);
}

std::string breakdown_raised_by(db::Database& database, Id service) {
  db::Query query(database, "SELECT number FROM breakdown WHERE service = $1 AND live = 1", service);
  return query.next() ? std::string(query.text(0)) : "";
}

bool has_service(db::Database& database, Id device, std::string_view plan, Date on) {
  return db::Query(database, "SELECT 1 FROM service WHERE device = $1 AND done_on = $2 AND name_key = $3 AND live = 1",
                   device, on, fold(plan))
      .next();
}

std::vector<Service> services_like(db::Database& database, const Service& service) {
  static const std::string sql = store::select<Service>(
      "WHERE device = $1 AND done_on = $2 AND name_key = $3 AND result = $4 AND live = 1 ORDER BY tick, id");
  auto found = store::all<Service>(database, sql, service.device, service.done_on, fold(service.name), service.result);
  for (auto& corrected : corrected_from(database, service))
    if (std::none_of(found.begin(), found.end(), [&](const Service& one) { return one.id == corrected.id; }))
      found.push_back(std::move(corrected));
  return found;
}

std::vector<Attempt> attempts_like(db::Database& database, const Attempt& attempt) {
  static const std::string sql = store::select<Attempt>(
      "WHERE device = $1 AND tried_on = $2 AND name_key = $3 AND because = $4 AND live = 1 ORDER BY id");
  return store::all<Attempt>(database, sql, attempt.device, attempt.tried_on, fold(attempt.name), attempt.because);
}

std::vector<Breakdown> breakdowns_like(db::Database& database, const Breakdown& breakdown) {
  static const std::string sql = store::select<Breakdown>("WHERE device = $1 AND live = 1 ORDER BY id");
  auto found = store::all<Breakdown>(database, sql, breakdown.device);
  const std::string symptom = fold(breakdown.symptom);
  std::erase_if(found, [&](const Breakdown& known) {
    return date_of(known.reported_at) != date_of(breakdown.reported_at) || fold(known.symptom) != symptom;
  });
  return found;
}

Attempt attempt(store::Change& change, const device::Device& device, Attempt attempt) {
  require_not_after(attempt.tried_on, change.today());
  require_reason(attempt.because);
  attempt.device = Ref{device.id};
  change.make(attempt);
  return attempt;
}

}  // namespace siyana::work
