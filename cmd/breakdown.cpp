// breakdown: from report to return to service; its daily verbs down and up; work show.
#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/filters.hpp"
#include "cmd/nouns.hpp"
#include "cmd/show.hpp"
#include "due/why.hpp"
#include "work/breakdown_line.hpp"

namespace siyana {

work::Breakdown breakdown_named(App& app, const std::string& text) {
  auto& database = app.database();
  if (auto found = work::maybe_breakdown(database, text)) return *found;
  const auto device = device::maybe_device(database, text);
  if (!device) return work::find_breakdown(database, text);
  const auto open = work::open_breakdowns(database, device->id);
  const bool works = device->operating == "working" || device->operating == "unknown";
  if (open.empty() && !works)  // so an import brought it, or device edit
    throw Error(Fault::conflict,
                "device {tag} has no open breakdown, and is {state} in the register: "
                "siyana device edit {tag} --operating working",
                {{"tag", device->tag}, {"state", Term{device->operating, "operating"}}});
  if (open.empty()) throw Error(Fault::conflict, "device {tag} has no open breakdown", {{"tag", device->tag}});
  if (open.size() > 1)
    throw Error(Fault::usage, "device {tag} has several open breakdowns: name {number} or another",
                {{"tag", device->tag}, {"number", open.front().number}});
  return open.front();
}

namespace {

void set_text(const Words& words, std::string_view option, std::string& member) {
  if (words.has(option)) member = trim(words.text(option));
}

/// What may be said of a breakdown at any time before it is closed.
void set(App& app, const Words& words, work::Breakdown& b) {
  const auto instant = [&](std::string_view option, std::optional<Instant>& member) {
    if (words.has(option))
      member = words.text(option).empty() ? std::optional<Instant>{} : app.maybe_instant(words, option);
  };
  set_text(words, "--symptom", b.symptom);
  set_text(words, "--effect", b.effect);
  set_text(words, "--reported-by", b.reported_by);
  set_text(words, "--note", b.note);
  if (const auto severity = app.maybe_number(words, "--severity")) b.severity = severity;
  instant("--failed", b.failed_at);
  instant("--acknowledged", b.acknowledged_at);
  instant("--arrived", b.arrived_at);
  instant("--started", b.started_at);
  instant("--completed", b.completed_at);
  instant("--verified", b.verified_at);
  instant("--returned", b.returned_at);
}

void open(App& app, const Words& words, const std::string& symptom) {
  auto& change = app.change(words);
  const auto device = app.device_named(words.operand("TAG"));
  work::Breakdown breakdown;
  breakdown.device = Ref{device.id};
  breakdown.reported_at = app.maybe_instant(words, "--at").value_or(app.now().at);
  set(app, words, breakdown);
  breakdown.symptom = symptom;
  const auto others = work::open_breakdowns(change.database(), device.id);
  if (device.lifecycle == "retired" || device.lifecycle == "disposed" || device.lifecycle == "lost")
    app.warn(
        say("device {tag} is {state}: is it the right tag?", {{"tag", device.tag}, {"state", Term{device.lifecycle}}}));
  breakdown = work::open(change, breakdown, app.now().at);
  for (const auto& other : others)
    app.warn(
        say("device {tag} has an open breakdown already: {number}", {{"tag", device.tag}, {"number", other.number}}));
  app.commit();
  app.print(breakdown.number + "\n");
}

void open_verb(App& app, const Words& words) { open(app, words, words.text("--symptom")); }
void down(App& app, const Words& words) { open(app, words, words.operand("TEXT")); }

void update(App& app, const Words& words) {
  auto& change = app.change(words);
  const auto before = breakdown_named(app, words.operand("NUMBER"));
  auto after = before;
  set(app, words, after);
  work::update(change, before, after, app.now().at);
  if (app.commit()) app.tell(say("{number} changed", {{"number", before.number}}));
}

void wait(App& app, const Words& words) {
  if (words.has("--for") == words.has("--over"))
    throw Error(Fault::usage, "say what is awaited: --for part|vendor|access, or --over");
  auto& change = app.change(words);
  const auto breakdown = breakdown_named(app, words.operand("NUMBER"));
  work::Waiting waiting;
  waiting.awaits = words.text("--for");
  waiting.since = app.maybe_instant(words, "--at").value_or(app.now().at);
  waiting.expected_on = app.maybe_date(words, "--until");
  waiting.note = trim(words.text("--note"));
  work::wait(change, breakdown, waiting, app.now().at);
  if (!app.commit()) return;
  if (words.has("--over"))
    app.tell(say("{number} waits no longer", {{"number", breakdown.number}}));
  else
    app.tell(say("{number} waits for {what}", {{"number", breakdown.number}, {"what", Term{waiting.awaits}}}));
}

/// The repair that was a whole inspection too is logged as one (domain.md 3.7).
void serve(App& app, store::Change& change, const work::Breakdown& breakdown, const device::Device& device,
           const std::string& plan_name) {
  const Date on = date_of(*breakdown.closed_at);
  const auto facts = due::facts_of(change.database(), device.id);
  const due::Rules rules(change.database());
  const auto plan = due::require_plan(due::plans_of(*facts, rules, on), *facts, plan_name);
  work::Service service;
  service.name = plan.name;
  service.kind = plan.kind;
  service.done_on = on;
  service.done_by = breakdown.done_by;
  service.breakdown = Ref{breakdown.id};
  work::log(change, device, service, app.now().at, false);
}

void close(App& app, const Words& words, const work::Breakdown& before, store::Change& change) {
  if (!words.has("--cause"))
    throw Error(Fault::usage, "say the cause: --cause NPF, BATT, ACC, NET, USE, ENV, TAMP, UPF, PPF, SIF, HF or PF");
  if (trim(words.text("--action")).empty()) throw Error(Fault::usage, "say what was done: --action TEXT");
  auto after = before;
  set(app, words, after);
  after.cause = words.text("--cause");
  after.action = trim(words.text("--action"));
  after.done_by = app.who(words).actor;
  if (const auto minutes = app.maybe_number(words, "--minutes")) after.minutes = minutes;
  if (const auto cost = app.maybe_money(words, "--cost")) after.cost = cost;
  after.serves = words.text("--serves");
  after.without_retest = trim(words.text("--without-retest"));
  after.closed_at = app.maybe_instant(words, "--at").value_or(app.now().at);
  const auto device = store::required<device::Device>(change.database(), before.device.id);
  if (!after.serves.empty()) serve(app, change, after, device, after.serves);
  work::close(change, before, after, app.now().at);
  app.commit();
  const auto others = work::open_breakdowns(app.database(), device.id);
  if (others.empty())
    app.tell(say("{number} closed: {tag} is back in service", {{"number", before.number}, {"tag", device.tag}}));
  else
    app.tell(say("{number} closed: {tag} still has {other}",
                 {{"number", before.number}, {"tag", device.tag}, {"other", others.front().number}}));
}

void close_verb(App& app, const Words& words) {
  auto& change = app.change(words);
  close(app, words, breakdown_named(app, words.operand("NUMBER")), change);
}

void list(App& app, const Words& words) {
  auto& database = app.reading();
  work::BreakdownFilter filter;
  filter.open = words.has("--open");
  filter.on = app.today();
  if (!words.operand("TAG").empty()) filter.device = app.device_named(words.operand("TAG")).id;
  const auto narrowed = device_filter(app, words);
  filter.facility = narrowed.facility;
  filter.departments = narrowed.departments;
  filter.limit = narrowed.limit;
  std::size_t rows = 0;
  app.list<work::BreakdownLine>([&](const auto& emit) {
    work::each_breakdown(database, filter, [&](const work::BreakdownLine& line) {
      emit(line);
      ++rows;
    });
  });
  app.list_ended(rows, say("no breakdown"));
}

constexpr Operand tag[] = {{"TAG", "the device"}};
constexpr Operand maybe_tag[] = {{"[TAG]", "of this device only"}};
constexpr Operand tag_text[] = {{"TAG", "the device"}, {"TEXT", "what is wrong"}};
constexpr Operand number[] = {{"NUMBER", "the breakdown, or the tag of the device that has one"}};
constexpr Option symptom{"--symptom", "TEXT", "what is wrong, in the reporter's words"};
constexpr Option severity{"--severity", "0|1|2|3|4|5", "harm it did or could do: 0 none to 5 death"};
constexpr Option effect{"--effect", "down|defect", "it cannot be used, or works with a defect (down)"};
constexpr Option reported_by{"--reported-by", "NAME", "who reported it"};
constexpr Option failed{"--failed", "INSTANT", "when it failed, if known"};
constexpr Option note{"--note", "TEXT", "anything worth keeping"};
constexpr Option acknowledged{"--acknowledged", "INSTANT", "when the report was taken up"};
constexpr Option arrived{"--arrived", "INSTANT", "when someone was at the device"};
constexpr Option started{"--started", "INSTANT", "when the repair began"};
constexpr Option completed{"--completed", "INSTANT", "when the repair was done"};
constexpr Option verified{"--verified", "INSTANT", "when it was tested"};
constexpr Option returned{"--returned", "INSTANT", "when it was back in use"};
constexpr Option cause{"--cause", "NPF|BATT|ACC|NET|USE|ENV|TAMP|UPF|PPF|SIF|HF|PF", "why it failed"};
constexpr Option action{"--action", "TEXT", "what was done"};
constexpr Option by{"--by", "NAME", "who did it"};
constexpr Option minutes{"--minutes", "N", "how long it took"};
constexpr Option cost{"--cost", "AMOUNT", "what it cost"};
constexpr Option serves{"--serves", "PLAN", "the repair was also a whole inspection of this plan"};
constexpr Option without_retest{"--without-retest", "REASON",
                                "close it although the failed inspection was not repeated"};
constexpr Option at_closed{"--at", "INSTANT", "when it was closed (now)"};
constexpr Option open_options[] = {symptom, severity,    effect, {"--at", "INSTANT", "when it was reported (now)"},
                                   failed,  reported_by, note};
constexpr Option down_options[] = {severity, effect,      {"--at", "INSTANT", "when it was reported (now)"},
                                   failed,   reported_by, note};
constexpr Option update_options[] = {symptom, severity, effect,    reported_by, failed,   acknowledged,
                                     arrived, started,  completed, verified,    returned, note};
constexpr Option wait_options[] = {{"--for", "part|vendor|access", "what is awaited"},
                                   {"--until", "DATE", "when it is expected"},
                                   {"--over", "", "the wait is over"},
                                   {"--at", "INSTANT", "since when (now)"},
                                   note};
constexpr Option close_options[] = {cause,   action,    at_closed, serves,       without_retest,
                                    by,      minutes,   cost,      acknowledged, arrived,
                                    started, completed, verified,  returned,     note};
constexpr Option list_options[] = {{"--open", "", "those that are not closed"},
                                   {"--facility", "FACILITY", "in this facility"},
                                   {"--department", "DEPARTMENT", "in this department"},
                                   {"--limit", "N", "at most so many"}};

const Verb verbs[] = {{"open", "report a breakdown; prints its number", tag, open_options,
                       "siyana breakdown open VENT-01 --symptom \"alarm: no pressure\" --severity 3", open_verb},
                      {"update", "say more of it: instants, severity, effect", number, update_options,
                       "siyana breakdown update MOS-000123 --arrived 09:10 --started 09:30", update},
                      {"wait", "it waits for a part, a vendor or access", number, wait_options,
                       "siyana breakdown wait MOS-000123 --for part --until 2026-08-01", wait},
                      {"close", "close it: cause, action, back in service", number, close_options,
                       "siyana breakdown close MOS-000123 --cause BATT --action \"battery replaced\"", close_verb},
                      {"list", "list breakdowns", maybe_tag, list_options, "siyana breakdown list --open", list}};
const Verb down_verbs[] = {{"", "report a breakdown; prints its number", tag_text, down_options,
                            "siyana down VENT-01 \"alarm: no pressure\"", down}};
const Verb up_verbs[] = {{"", "close the breakdown of a device", number, close_options,
                          "siyana up VENT-01 --cause BATT --action \"battery replaced\"", close_verb}};
const Verb work_verbs[] = {{"show", "show all of one breakdown", number, {}, "siyana work show MOS-000123", show_work}};

}  // namespace

const Noun breakdown_noun{"breakdown", "breakdowns, from report to return to service", verbs};
const Noun down_noun{"down", "report a breakdown", down_verbs};
const Noun up_noun{"up", "close the breakdown of a device", up_verbs};
const Noun work_noun{"work", "work orders", work_verbs};

}  // namespace siyana
