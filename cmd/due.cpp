// overdue, due, why, status: the answers that the rest is there for.
#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "alert/ledger.hpp"
#include "cmd/app.hpp"
#include "cmd/filters.hpp"
#include "cmd/monitoring.hpp"
#include "cmd/nouns.hpp"
#include "due/list.hpp"
#include "due/overview.hpp"
#include "due/why.hpp"
#include "history/history.hpp"

namespace siyana {

namespace {

struct StepLine {
  std::string tag, plan, step;
  std::optional<Date> on;
  std::string entry, text;
};

}  // namespace

template <>
struct Fields<StepLine> {
  using R = StepLine;
  static constexpr auto all =
      std::tuple{field("tag", &R::tag, "Tag"), field("plan", &R::plan, "Plan"),    word("step", &R::step, "Step"),
                 field("on", &R::on, "On"),    field("entry", &R::entry, "Entry"), field("text", &R::text, "Text")};
};

namespace {

constexpr int something_overdue = 10;

struct Listed {
  std::size_t rows = 0;
  std::int64_t never = 0;  // overdue, and never inspected as far as is known
};

/// What was overdue once, as it was known then.
class Before {
 public:
  Before(App& app, Instant end, Date day) {
    const auto tick = history::first_unknown(app.database(), end, app.now().at);
    const auto past = history::known_before(app.database(), tick, day);
    due::each(*past, {}, day, [&](const due::Line& line) { known_.emplace(line.device, line.plan, line.due_on); });
  }
  bool has(const due::Line& line) const { return known_.contains({line.device, line.plan, line.due_on}); }

 private:
  std::set<std::tuple<Id, std::string, std::optional<Date>>> known_;
};

/// The lines of a list, without those that were there before.
void each_line(App& app, due::Filter filter, const std::optional<Before>& before,
               const std::function<void(const due::Line&)>& f) {
  const auto most = before ? std::exchange(filter.limit, std::nullopt) : std::nullopt;
  std::int64_t rows = 0;
  due::each(app.database(), filter, app.as_of(), [&](const due::Line& line) {
    if (before && before->has(line)) return;
    if (!most || rows++ < *most) f(line);
  });
}

std::int64_t count(App& app, due::Filter filter, const std::optional<Before>& before) {
  filter.limit.reset();
  if (!before) return due::count(app.database(), filter, app.as_of());
  std::int64_t rows = 0;
  each_line(app, filter, before, [&](const due::Line&) { ++rows; });
  return rows;
}

Listed list(App& app, const due::Filter& filter, const std::optional<Before>& before = {}) {
  Listed listed;
  app.list<due::Line>([&](const auto& emit) {
    each_line(app, filter, before, [&](const due::Line& line) {
      emit(line);
      ++listed.rows;
      if (line.state == "overdue" && !line.last_done_on) ++listed.never;
    });
  });
  return listed;
}

/// "Nothing overdue" is never all that is said where some devices cannot become overdue.
void say_unknown(App& app, const due::Filter& filter) {
  const std::int64_t count = count_without_plan(app, filter);
  if (count > 0)
    app.tell(say_n(count, "{n} device has no plan: nothing will ever be due on it (siyana device list --without-plan)",
                   "{n} devices have no plan: nothing will ever be due on them (siyana device list --without-plan)"));
}

/// Never inspected is another thing than late, and without a plan another than in order.
void say_apart(App& app, const due::Filter& filter, const Listed& listed) {
  if (listed.never > 0)
    app.tell(say_n(listed.never, "{n} of them was never inspected (siyana plan spread gives first due dates)",
                   "{n} of them were never inspected (siyana plan spread gives first due dates)"));
  say_unknown(app, filter);
}

/// An option that would be passed over in silence is refused.
void require_format(const Words& words, std::initializer_list<std::string_view> options, std::string_view format) {
  for (const auto option : options)
    if (words.has(option))
      throw Error(Fault::usage, "{option} goes with --format {format}",
                  {{"option", std::string(option)}, {"format", std::string(format)}});
}

/// Every plan with its day, and what is over as cancelled, so that a department subscribes to its plan.
void calendar(App& app, due::Filter filter, bool todo, int alarm_days) {
  filter.which = due::Which::all;
  app.set_calendar(todo, alarm_days);
  const auto last = filter.within ? std::optional(app.as_of() + *filter.within) : std::nullopt;
  app.list<due::Line>([&](const auto& emit) {
    due::each(app.database(), filter, app.as_of(), [&](const due::Line& line) {
      if (!last || !line.due_on || *line.due_on <= *last) emit(line);
    });
  });
}

/// What was overdue at the end of the day, or at the last alert run, since which changes are asked for; nothing where
/// all there is has changed.
std::optional<Before> changed_since(App& app, const Words& words) {
  if (!words.has("--changed-since")) return std::nullopt;
  if (words.text("--changed-since") != "last") {
    const Date day = app.date(words.text("--changed-since"));
    return Before(app, app.local(day + 1, 0, 0), day);
  }
  const auto last = alert::last_run(app.database());
  if (!last) return std::nullopt;
  return Before(app, {last->at.seconds + 1, last->at.offset_minutes}, last->day);
}

void refuse_beside_nagios(const Words& words) {
  for (const std::string_view option : {"--changed-since", "--by-department"})
    if (words.has(option))
      throw Error(Fault::usage, "--format nagios tells of all that is overdue: leave {option} out",
                  {{"option", std::string(option)}});
}

/// How many in each department, those without any too.
void overdue_by_department(App& app, const Words& words, const due::Filter& filter) {
  for (const std::string_view option : {"--within", "--limit", "--changed-since", "--quiet-if-empty"})
    if (words.has(option))
      throw Error(Fault::usage, "{option} does not go with {other}",
                  {{"option", std::string(option)}, {"other", "--by-department"}});
  app.list<due::Place>([&](const auto& emit) { due::each_place(app.database(), filter, app.as_of(), emit); });
  if (app.is_table() || app.talks_to_terminal()) say_unknown(app, filter);
}

void list_overdue(App& app, const due::Filter& filter, const std::optional<Before>& before) {
  const Listed listed = list(app, filter, before);
  app.list_ended(listed.rows, say("nothing is overdue on {date}", {{"date", app.as_of()}}));
  if (app.is_table() || app.talks_to_terminal()) say_apart(app, filter, listed);
}

/// Nothing but what is overdue is told to a program that reads the list.
due::Wanted wanted(App& app, const Words& words) {
  if (app.setting("--format") == nagios || words.has("--within")) return due::Wanted::all;
  return app.is_table() || app.talks_to_terminal() ? due::Wanted::all : due::Wanted::late;
}

void overdue(App& app, const Words& words) {
  app.reading_due(wanted(app, words));
  auto filter = due_filter(app, words, due::Which::overdue);
  const auto before = changed_since(app, words);
  if (words.has("--quiet-if-empty") && count(app, filter, before) == 0) return;
  const auto warning = app.maybe_number(words, "--warning"), critical = app.maybe_number(words, "--critical");
  if (app.setting("--format") == nagios) refuse_beside_nagios(words);
  if (app.setting("--format") == nagios) return print_nagios(app, filter, warning.value_or(1), critical);
  require_format(words, {"--warning", "--critical"}, nagios);
  if (words.has("--by-department"))
    overdue_by_department(app, words, filter);
  else
    list_overdue(app, filter, before);
  if (!words.has("--exit-code")) return;
  filter.within.reset();
  if (count(app, filter, before) > 0) app.set_status(something_overdue);
}

void due_list(App& app, const Words& words) {
  app.reading_due();
  const auto filter = due_filter(app, words, due::Which::due);
  const int alarm_days = app.maybe_days(words, "--alarm").value_or(1);
  if (app.format().name == "ics") return calendar(app, filter, words.has("--todo"), alarm_days);
  require_format(words, {"--todo", "--alarm"}, "ics");
  const Listed listed = list(app, filter);
  app.list_ended(listed.rows, say("nothing is due on {date}", {{"date", app.as_of()}}));
  if (app.is_table() || app.talks_to_terminal()) say_apart(app, filter, listed);
}

/// For a person, with a type's name in his language.
std::string told(App& app, due::Step step) {
  for (auto& [name, part] : step.text.parts)
    if (step.names_type && name == "name") part = std::string(app.type_name(std::get<std::string>(part)));
  return app.text(step.text);
}

void why(App& app, const Words& words) {
  auto& database = app.reading_facts();
  const auto device = app.device_named(words.operand("TAG"));
  const auto facts = due::facts_of(database, device.id);
  const due::Rules rules(database);
  auto plans = due::plans_of(*facts, rules, app.as_of());
  if (!words.operand("PLAN").empty()) plans = {due::require_plan(plans, *facts, words.operand("PLAN"))};
  const bool table = app.is_table();
  std::vector<StepLine> lines;
  for (const auto& plan : plans)
    for (const auto& step : due::why(database, *facts, plan, app.as_of()))
      lines.push_back(
          {step.tag, step.plan, step.step, step.on, step.entry, table ? told(app, step) : english(step.text)});
  if (plans.empty() && !table)
    app.tell(say("{tag} has no plan: nothing will ever be due on it", {{"tag", device.tag}}));
  if (!table)
    return app.list<StepLine>([&](const auto& emit) {
      for (const auto& line : lines) emit(line);
    });
  if (plans.empty()) app.print_line(say("{tag} has no plan: nothing will ever be due on it", {{"tag", device.tag}}));
  std::string plan;
  for (const auto& line : lines) {
    if (line.plan != plan) app.print(app.shown(line.tag + "  " + line.plan) + "\n");
    plan = line.plan;
    app.print("  " + app.shown(line.text) + (line.entry.empty() ? "" : "  (#" + line.entry + ")") + "\n");
  }
}

/// One whole sentence a figure; `of` is what it is counted out of.
struct FigureSentence {
  std::string_view figure, text;
};

constexpr FigureSentence figure_sentences[] = {
    {"devices", "devices: {value}"},
    {"without_plan", "without a plan: {value} / {of}"},
    {"never_inspected", "with a plan, never inspected: {value} / {of}"},
    {"inspected_once", "inspected at least once: {value} / {of}"},
    {"overdue", "overdue: {value} / {of}"},
    {"overdue_never_inspected", "of them never inspected: {value} / {of}"},
    {"overdue_in", "in {place}: {value}"},
    {"broken_down", "broken down: {value} / {of}"},
    {"oldest_breakdown_days", "oldest open breakdown, days: {value}"},
    {"down_without_breakdown", "out of order, no breakdown reported: {value} / {of}"},
    {"last_entry", "last entry: {value}"},
    {"alert_recipients", "recipients of alerts: {value}"},
    {"alerts_waiting", "alerts not delivered: {value}"},
    {"last_alert_run_days", "last alert run, days ago: {value}"}};

std::string figure_text(App& app, const due::Figure& figure) {
  for (const auto& [name, text] : figure_sentences)
    if (name == figure.figure)
      return app.text(say(text, {{"value", figure.value}, {"of", figure.of.value_or(0)}, {"place", figure.place}}));
  return figure.figure + ": " + std::to_string(figure.value);
}

/// The detail of the last entry, and of the last alert run, begins with its instant.
std::string detail_text(App& app, const due::Figure& figure) {
  const auto blank = std::min(figure.detail.find(' '), figure.detail.size());
  const auto instant = parse_instant(figure.detail.substr(0, blank));
  return instant ? app.written(*instant) + figure.detail.substr(blank) : figure.detail;
}

void print_figure(App& app, const due::Figure& figure) {
  std::string line = (figure.figure.starts_with("overdue_") ? "    " : "  ") + figure_text(app, figure);
  if (figure.of == 0) line += " (" + app.text(say("n/a")) + ")";
  if (figure.figure == "inspected_once" && figure.of > 0)
    line += " (" + std::to_string(figure.value * 100 / *figure.of) + " %)";
  if (!figure.detail.empty()) line += "  " + detail_text(app, figure);
  app.print(app.shown(line) + "\n");
}

/// Of the alerts, where there is anybody to be told.
void alert_figures(App& app, const std::function<void(const due::Figure&)>& f) {
  auto& database = app.database();
  const auto recipients = alert::count_recipients(database);
  const auto run = alert::last_run(database);
  if (recipients == 0 && !run) return;
  const auto sentence = say("alert run was never run");
  const std::string never = app.is_table() ? app.text(sentence) : english(sentence);
  f({"alert_recipients", "", recipients, std::nullopt, run ? "" : never});
  f({"alerts_waiting", "", alert::count_waiting(database), std::nullopt, ""});
  if (run) f({"last_alert_run_days", "", app.today() - date_of(run->at), std::nullopt, to_string(run->at)});
}

void overview(App& app, const std::function<void(const due::Figure&)>& f) {
  due::overview(app.database(), app.as_of(), f);
  alert_figures(app, f);
}

void status(App& app, const Words&) {
  app.reading_due();
  if (app.setting("--format") == prometheus) return print_prometheus(app);
  if (!app.is_table()) return app.list<due::Figure>([&](const auto& emit) { overview(app, emit); });
  app.print_line(say("On {date}", {{"date", app.as_of()}}));
  overview(app, [&](const due::Figure& figure) { print_figure(app, figure); });
}

constexpr std::string_view kinds = "pm|safety|calibration|performance|statutory|user-check|inventory";
constexpr Option facility{"--facility", "FACILITY", "in this facility"};
constexpr Option department{"--department", "DEPARTMENT", "in this department"};
constexpr Option type{"--type", "TYPE", "of this type"};
constexpr Option kind{"--kind", kinds, "of this kind"};
constexpr Option limit{"--limit", "N", "at most so many"};
constexpr Option overdue_options[] = {
    {"--within", "DAYS", "also what is due within so many days"},
    facility,
    department,
    type,
    kind,
    limit,
    {"--by-department", "", "how many in each department, and how many of them were never inspected, instead of each"},
    {"--exit-code", "", "end with status 10 where something is overdue"},
    {"--changed-since", "DATE", "only what has become overdue since that day; last: since the last alert run"},
    {"--quiet-if-empty", "", "nothing at all where nothing is overdue, not even the heading"},
    {"--warning", "N", "with --format nagios: warn from so many overdue on (1)"},
    {"--critical", "N", "with --format nagios: critical from so many overdue on"}};
constexpr Option due_options[] = {{"--within", "DAYS", "what is due within so many days"},
                                  facility,
                                  department,
                                  type,
                                  kind,
                                  limit,
                                  {"--todo", "", "with --format ics: tasks instead of events"},
                                  {"--alarm", "DAYS", "with --format ics: remind so many days before (1)"}};
constexpr Operand why_operands[] = {{"TAG", "the device"}, {"[PLAN]", "one plan only"}};

const Verb overdue_verbs[] = {
    {"",
     "list what is overdue, most late first",
     {},
     overdue_options,
     "siyana overdue --department Réanimation\nsiyana overdue --format csv --output retard.csv\n"
     "siyana overdue --format nagios --critical 10",
     overdue}};
const Verb due_verbs[] = {{"",
                           "list what is to be done: overdue, due and soon due",
                           {},
                           due_options,
                           "siyana due --within 14d\nsiyana due --department REA --format ics --output rea.ics",
                           due_list}};
const Verb why_verbs[] = {
    {"", "prove a due date: which rule, counted from what", why_operands, {}, "siyana why VENT-01", why}};
const Verb status_verbs[] = {{"",
                              "the hospital at a glance",
                              {},
                              {},
                              "siyana status\nsiyana status --format prometheus --output siyana.prom",
                              status}};

}  // namespace

const Noun overdue_noun{"overdue", "what is overdue, most late first", overdue_verbs};
const Noun due_noun{"due", "what is to be done: overdue, due and soon due", due_verbs};
const Noun why_noun{"why", "prove a due date", why_verbs};
const Noun status_noun{"status", "the hospital at a glance", status_verbs};

}  // namespace siyana
