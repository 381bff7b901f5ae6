#include <algorithm>
#include <cstdio>

#include "base/text.hpp"
#include "store/chain.hpp"
#include "work/work.hpp"

namespace siyana::work {
namespace {

constexpr std::array<Word, 12> all_causes{Word{"NPF", "no problem found"},
                                          Word{"BATT", "battery worn or depleted"},
                                          Word{"ACC", "accessory or consumable"},
                                          Word{"NET", "network, server or link"},
                                          Word{"USE", "handling, abuse, accident or setting"},
                                          Word{"ENV", "mains, water, gas, heat, humidity or pests"},
                                          Word{"TAMP", "tampering"},
                                          Word{"UPF", "failure that no maintenance prevents"},
                                          Word{"PPF", "failure that maintenance should have prevented"},
                                          Word{"SIF", "induced by service"},
                                          Word{"HF", "hidden failure, found by inspection"},
                                          Word{"PF", "potential failure, found by inspection"}};

void require_cause(const Breakdown& breakdown) {
  if (breakdown.cause.empty()) return;
  std::string listed;
  bool known = false;
  for (const auto& cause : all_causes) {
    known = known || cause.code == breakdown.cause;
    listed += (listed.empty() ? "" : ", ") + std::string(cause.code);
  }
  if (!known)
    throw Error(Fault::usage, "no cause {code}: it is one of {codes}", {{"code", breakdown.cause}, {"codes", listed}});
  // Hidden and potential failures are found by inspections; users report the others (domain.md 4.1).
  const bool found_by_inspection = breakdown.cause == "HF" || breakdown.cause == "PF";
  const bool reported = breakdown.cause == "NPF" || breakdown.cause == "USE" || breakdown.cause == "ACC";
  if (found_by_inspection && !breakdown.service)
    throw Error(Fault::usage, "the cause {code} is for what an inspection found", {{"code", breakdown.cause}});
  if (reported && breakdown.service)
    throw Error(Fault::usage, "the cause {code} is for what users report, not for what an inspection found",
                {{"code", breakdown.cause}});
}

struct Step {
  std::string_view name;
  std::optional<Instant> at;
};

/// failed <= reported <= acknowledged <= … <= closed, those that are known (domain.md 4.2); none after now.
void require_order(const Breakdown& b, const Instant& now) {
  const std::array<Step, 9> steps{
      Step{"failed", b.failed_at},     Step{"reported", b.reported_at}, Step{"acknowledged", b.acknowledged_at},
      Step{"arrived", b.arrived_at},   Step{"started", b.started_at},   Step{"completed", b.completed_at},
      Step{"verified", b.verified_at}, Step{"returned", b.returned_at}, Step{"closed", b.closed_at}};
  const Step* before = nullptr;
  for (const auto& step : steps) {
    if (!step.at) continue;
    if (*step.at > now)
      throw Error(Fault::usage, "{step} at {at} is after now",
                  {{"step", Term{std::string(step.name), "instant"}}, {"at", *step.at}});
    if (before != nullptr && *step.at < *before->at)
      throw Error(Fault::usage, "{step} at {at} is before {other} at {other_at}",
                  {{"step", Term{std::string(step.name), "instant"}},
                   {"at", *step.at},
                   {"other", Term{std::string(before->name), "instant"}},
                   {"other_at", *before->at}});
    before = &step;
  }
}

void require_open(const Breakdown& breakdown) {
  if (breakdown.closed_at)
    throw Error(Fault::conflict, "{number} was closed on {date}",
                {{"number", breakdown.number}, {"date", date_of(*breakdown.closed_at)}});
}

long long last_number(db::Database& database, Id site) {
  db::Query last(database, "SELECT number FROM breakdown WHERE id >= $1 AND id < $2 ORDER BY id DESC LIMIT 1",
                 site * store::numbers_per_site, (site + 1) * store::numbers_per_site);
  if (!last.next()) return 0;
  const auto text = last.text(0);
  return parse_number(text.substr(text.rfind('-') + 1)).value_or(0);
}

/// The site's code and a running number, voided ones included: a number is never given twice, nor after a restore,
/// which goes on under the same code.
std::string next_number(store::Change& change) {
  const auto& own = change.sites().own();
  long long number = 1;
  for (const auto& site : store::all_sites(change.database()))
    if (site.code == own.code) number = std::max(number, last_number(change.database(), site.id) + 1);
  std::array<char, 32> digits{};
  std::snprintf(digits.data(), digits.size(), "-%06lld", number);
  return own.code + digits.data();
}

}  // namespace

std::span<const Word> causes() { return all_causes; }

void require_good(const Breakdown& breakdown, const Instant& now) {
  if (trim(breakdown.symptom).empty()) throw Error(Fault::usage, "a breakdown wants its symptom: --symptom TEXT");
  if (breakdown.severity && (*breakdown.severity < 0 || *breakdown.severity > 5))
    throw Error(Fault::usage, "severity is 0 (no harm) to 5 (death)");
  if (breakdown.effect != "down" && breakdown.effect != "defect")
    throw Error(Fault::usage, "the effect is down or defect, not {effect}", {{"effect", breakdown.effect}});
  if (breakdown.minutes && *breakdown.minutes < 0) throw Error(Fault::usage, "minutes cannot be negative");
  require_cause(breakdown);
  require_order(breakdown, now);
}

void derive(Breakdown& breakdown) { breakdown.number_key = tag_key(breakdown.number); }

std::optional<Breakdown> maybe_breakdown(db::Database& database, std::string_view number) {
  static const std::string sql = store::select<Breakdown>("WHERE number_key = $1 AND live = 1 ORDER BY id LIMIT 1");
  return store::first<Breakdown>(database, sql, tag_key(number));
}

Breakdown find_breakdown(db::Database& database, std::string_view number) {
  if (auto found = maybe_breakdown(database, number)) return *found;
  throw Error(Fault::not_found, "no breakdown {number} (see siyana breakdown list)", {{"number", std::string(number)}});
}

std::vector<Breakdown> open_breakdowns(db::Database& database, Id device) {
  static const std::string sql =
      store::select<Breakdown>("WHERE device = $1 AND closed_at IS NULL AND live = 1 ORDER BY id");
  return store::all<Breakdown>(database, sql, device);
}

bool is_open_on(const Breakdown& breakdown, Date on) {
  return date_of(breakdown.reported_at) <= on && !(breakdown.closed_at && date_of(*breakdown.closed_at) <= on);
}

std::vector<Breakdown> open_breakdowns_on(db::Database& database, Id device, Date on) {
  static const std::string sql = store::select<Breakdown>("WHERE device = $1 AND live = 1 ORDER BY id");
  auto found = store::all<Breakdown>(database, sql, device);
  std::erase_if(found, [&](const Breakdown& breakdown) { return !is_open_on(breakdown, on); });
  return found;
}

std::vector<Waiting> waitings(db::Database& database, Id breakdown) {
  static const std::string sql = store::select<Waiting>("WHERE breakdown = $1 AND live = 1 ORDER BY id");
  return store::all<Waiting>(database, sql, breakdown);
}

Breakdown open(store::Change& change, Breakdown breakdown, const Instant& now) {
  breakdown.number = next_number(change);
  breakdown.symptom = trim(breakdown.symptom);
  require_good(breakdown, now);
  change.make(breakdown);
  return breakdown;
}

bool update(store::Change& change, const Breakdown& before, const Breakdown& after, const Instant& now) {
  require_open(before);
  require_good(after, now);
  return change.edit(before, after);
}

bool wait(store::Change& change, const Breakdown& breakdown, Waiting waiting, const Instant& now) {
  require_open(breakdown);
  if (waiting.since > now || waiting.since < breakdown.reported_at)
    throw Error(Fault::usage, "a wait begins between the report and now, not at {at}", {{"at", waiting.since}});
  bool changed = false;
  for (const auto& lasting : waitings(change.database(), breakdown.id)) {
    if (lasting.until) continue;
    Waiting ended = lasting;
    ended.until = std::max(waiting.since, lasting.since);
    changed = change.edit(lasting, ended) || changed;
  }
  if (waiting.awaits.empty()) return changed;
  waiting.breakdown = Ref{breakdown.id};
  change.make(waiting);
  return true;
}

bool retested(db::Database& database, const Breakdown& breakdown) {
  if (!breakdown.service) return true;
  return db::Query(database,
                   "SELECT 1 FROM service f JOIN service s ON s.device = f.device AND s.name_key = f.name_key "
                   "WHERE f.id = $1 AND s.live = 1 AND s.result <> 'fail' "
                   "AND (s.done_on > f.done_on OR (s.done_on = f.done_on AND s.tick > f.tick)) LIMIT 1",
                   breakdown.service)
      .next();
}

bool close(store::Change& change, const Breakdown& before, Breakdown after, const Instant& now) {
  require_open(before);
  if (!after.closed_at) after.closed_at = now;
  if (!after.completed_at) after.completed_at = after.verified_at ? after.verified_at : after.closed_at;
  if (!after.returned_at) after.returned_at = after.closed_at;
  require_good(after, now);
  if (after.without_retest.empty() && !retested(change.database(), after))
    throw Error(Fault::conflict,
                "{number} came from a failed inspection: log the passing retest first, or say --without-retest REASON",
                {{"number", before.number}});
  for (const auto& lasting : waitings(change.database(), before.id)) {
    if (lasting.until) continue;
    Waiting ended = lasting;
    ended.until = after.closed_at;
    change.edit(lasting, ended);
  }
  return change.edit(before, after);
}

}  // namespace siyana::work
