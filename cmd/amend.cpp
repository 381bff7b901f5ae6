// amend: corrects an entry of the log, undoing it and writing it anew in one.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/nouns.hpp"
#include "cmd/pm.hpp"
#include "due/why.hpp"
#include "history/history.hpp"
#include "store/chain.hpp"

namespace siyana {
namespace {

/// The one thing of a kind that an entry made.
template <class Row>
std::optional<Row> made_by(db::Database& database, const store::Entry& entry) {
  static const std::string sql = store::select<Row>("WHERE id >= $1 AND id < $2 ORDER BY id");
  const auto rows = store::all<Row>(database, sql, entry.first_row, store::end_row(entry));
  if (rows.size() > 1)
    throw Error(Fault::usage, "entry {entry} is of several devices: void it and log it again",
                {{"entry", std::to_string(store::number_of(entry.id))}});
  if (rows.empty()) return std::nullopt;
  return rows.front();
}

void amend_service(App& app, const Words& words, work::Service& service) {
  if (words.has("--plan") || words.has("--kind")) {
    const auto facts = due::facts_of(app.database(), service.device.id);
    const due::Rules rules(app.database());
    const auto plan = due::choose_plan(due::plans_of(*facts, rules, app.today()), *facts, words.text("--plan"),
                                       words.text("--kind"), app.today());
    service.name = plan ? plan->name : words.text("--kind");
    service.kind = plan ? plan->kind : words.text("--kind");
  }
  if (words.has("--on")) service.done_on = app.date(words.text("--on"));
  if (words.has("--result")) service.result = *named<plan::Result>(words.text("--result"));
  if (words.has("--by")) service.done_by = words.text("--by");
  if (words.has("--minutes")) service.minutes = app.maybe_number(words, "--minutes");
  if (words.has("--cost")) service.cost = app.maybe_money(words, "--cost");
  if (words.has("--note")) service.note = trim(words.text("--note"));
  if (words.has("--extra")) {
    service.extra = true;
    service.counts_for.reset();
  }
  if (words.has("--counts-for")) {
    service.extra = false;
    service.counts_for = app.maybe_date(words, "--counts-for");
  }
}

void amend_attempt(App& app, const Words& words, work::Attempt& attempt) {
  if (words.has("--on")) attempt.tried_on = app.date(words.text("--on"));
  if (words.has("--because")) attempt.because = words.text("--because");
  if (words.has("--by")) attempt.done_by = words.text("--by");
  if (words.has("--note")) attempt.note = trim(words.text("--note"));
}

/// Options that only an inspection has are refused for an attempt, not passed over.
void require_fits_attempt(const Words& words) {
  for (const std::string_view option :
       {"--result", "--minutes", "--cost", "--counts-for", "--extra", "--still-works", "--plan", "--kind"})
    if (words.has(option))
      throw Error(Fault::usage, "{option} is for inspections, and this entry is an attempt",
                  {{"option", std::string(option)}});
}

void amend(App& app, const Words& words) {
  if (trim(words.text("--reason")).empty()) throw Error(Fault::usage, "say why: --reason TEXT");
  auto& change = app.change(words, words.text("--reason"));
  auto& database = change.database();
  const auto entry = store::find_entry(database, words.operand("ENTRY"));
  auto service = made_by<work::Service>(database, entry);
  auto attempt = made_by<work::Attempt>(database, entry);
  if (!service && !attempt)
    throw Error(Fault::usage, "entry {entry} ({what}) is no inspection and no attempt: void it and enter it again",
                {{"entry", std::to_string(store::number_of(entry.id))}, {"what", entry.what}});
  history::undo(change, entry);
  if (attempt) {
    require_fits_attempt(words);
    amend_attempt(app, words, *attempt);
    work::attempt(change, store::required<device::Device>(database, attempt->device.id), *attempt);
    app.commit();
    return app.tell(say("entry {entry} is replaced", {{"entry", std::to_string(store::number_of(entry.id))}}));
  }
  if (words.has("--because")) throw Error(Fault::usage, "--because is for attempts, and this entry is an inspection");
  const auto device = store::required<device::Device>(database, service->device.id);
  amend_service(app, words, *service);
  log_again(app, change, device, *service, words.has("--still-works"));
}

constexpr Operand entry_operand[] = {{"ENTRY", "the entry's number, or its name"}};
constexpr Option more_options[] = {
    {"--reason", "TEXT", "why"},
    {"--because", "in-use|not-found|not-available|refused|no-part|device-down|vendor-no-show",
     "of an attempt: why it failed"}};

std::array<Option, 13> options_of() {
  std::array<Option, 13> all{};
  std::copy(std::begin(more_options), std::end(more_options), all.begin());
  std::copy(service_options().begin(), service_options().end(), all.begin() + std::size(more_options));
  return all;
}

const std::array<Option, 13> options = options_of();
const Verb verbs[] = {{"", "correct an inspection or an attempt: undo it and log it anew in one entry", entry_operand,
                       options, "siyana amend 12 --on 2026-07-13 --reason \"date misread\"", amend}};

}  // namespace

const Noun amend_noun{"amend", "correct an inspection or an attempt", verbs};

}  // namespace siyana
