// amend: corrects an inspection or an attempt of the log.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/nouns.hpp"
#include "cmd/pm.hpp"
#include "due/why.hpp"
#include "history/history.hpp"

namespace siyana {
namespace {

std::string number_of(const store::Entry& entry) { return std::to_string(store::number_of(entry.id)); }

[[noreturn]] void want_tag(const store::Entry& entry) {
  throw Error(Fault::usage, "entry {entry} is of several devices: say which, as siyana amend {entry} TAG",
              {{"entry", number_of(entry)}});
}

/// The one thing of a kind that an entry logged or corrected; of a device, where one is named.
template <class Row>
std::optional<Row> logged_by(db::Database& database, const store::Entry& entry, std::optional<device::Device> device) {
  std::optional<Row> found;
  for (const Id thing : store::things_of(database, entry, Fields<Row>::kind)) {
    const auto row = store::required<Row>(database, thing);
    if (device && row.device.id != device->id) continue;
    if (found && device)
      throw Error(Fault::usage, "entry {entry} logged {tag} several times: void it and log it again",
                  {{"entry", number_of(entry)}, {"tag", device->tag}});
    if (found) want_tag(entry);
    found = row;
  }
  return found;
}

work::Service amended(App& app, const Words& words, work::Service service) {
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
  return service;
}

work::Attempt amended(App& app, const Words& words, work::Attempt attempt) {
  if (words.has("--on")) attempt.tried_on = app.date(words.text("--on"));
  if (words.has("--because")) attempt.because = words.text("--because");
  if (words.has("--by")) attempt.done_by = words.text("--by");
  if (words.has("--note")) attempt.note = trim(words.text("--note"));
  return attempt;
}

/// Options that only an inspection has are refused for an attempt, not passed over.
void require_fits_attempt(const Words& words) {
  for (const std::string_view option :
       {"--result", "--minutes", "--cost", "--counts-for", "--extra", "--still-works", "--plan", "--kind"})
    if (words.has(option))
      throw Error(Fault::usage, "{option} is for inspections, and this entry is an attempt",
                  {{"option", std::string(option)}});
}

/// The entry that made an inspection and the breakdown it raised, and nothing else.
store::Entry require_alone(db::Database& database, const work::Service& service, const std::string& breakdown) {
  const auto entry = store::maker_of(database, service.id);
  for (const auto& row : store::rows_of(database, entry)) {
    const bool is_made = row.subject.id == row.id;
    if (is_made && (row.id == service.id || row.kind == "breakdown" || row.kind == "machine")) continue;
    throw Error(Fault::conflict,
                "entry {entry} raised {number}, and holds more besides: close {number}, and log again what was right",
                {{"entry", number_of(entry)}, {"number", breakdown}});
  }
  return entry;
}

/// The inspection is corrected where it stands, in its order within the day and beside whatever its entry holds. Only
/// where a breakdown goes with it, or moves, is its entry undone and it is logged anew.
void amend_service(App& app, const Words& words, store::Change& change, const work::Service& before) {
  auto& database = change.database();
  const auto device = store::required<device::Device>(database, before.device.id);
  const auto after = amended(app, words, before);
  const bool recounts = words.has("--counts-for") || words.has("--on") || words.has("--plan") || words.has("--kind");
  if (after.counts_for && recounts) require_countable(app, device, after, before.id);
  const bool still_works = words.has("--still-works");
  const std::string breakdown = work::breakdown_raised_by(database, before.id);
  const bool stands = after.result == before.result && after.done_on == before.done_on;
  if (breakdown.empty() || stands) return correct(app, change, device, before, after, still_works);
  history::undo(change, require_alone(database, before, breakdown));
  log_again(app, change, device, after, still_works);
}

void amend(App& app, const Words& words) {
  if (trim(words.text("--reason")).empty()) throw Error(Fault::usage, "say why: --reason TEXT");
  auto& change = app.change(words, words.text("--reason"));
  auto& database = change.database();
  const auto entry = store::find_entry(database, words.operand("ENTRY"));
  if (const auto by = store::voided_by(database, entry.id))
    throw Error(Fault::conflict, "entry {entry} was undone already by entry {by}",
                {{"entry", number_of(entry)}, {"by", std::to_string(store::number_of(*by))}});
  const std::string tag = words.operand("TAG");
  const auto device = tag.empty() ? std::nullopt : std::optional(app.device_named(tag));
  const auto service = logged_by<work::Service>(database, entry, device);
  const auto attempt = logged_by<work::Attempt>(database, entry, device);
  if (service && attempt) want_tag(entry);
  if (!service && !attempt)
    throw Error(Fault::usage, "entry {entry} ({what}) is no inspection and no attempt: void it and enter it again",
                {{"entry", number_of(entry)}, {"what", entry.what}});
  if (service) {
    if (words.has("--because")) throw Error(Fault::usage, "--because is for attempts, and this entry is an inspection");
    return amend_service(app, words, change, *service);
  }
  require_fits_attempt(words);
  work::correct(change, *attempt, amended(app, words, *attempt));
  if (app.commit()) app.tell(say("entry {entry} is corrected", {{"entry", number_of(entry)}}));
}

constexpr Operand entry_operand[] = {{"ENTRY", "the entry's number, or its name"},
                                     {"[TAG]", "the device, where the entry is of several"}};
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
const Verb verbs[] = {{"", "correct an inspection or an attempt; the journal keeps what was said before", entry_operand,
                       options, "siyana amend 12 --on 2026-07-13 --reason \"date misread\"", amend}};

}  // namespace

const Noun amend_noun{"amend", "correct an inspection or an attempt", verbs};

}  // namespace siyana
