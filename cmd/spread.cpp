#include "cmd/spread.hpp"

#include "base/text.hpp"
#include "cmd/filters.hpp"
#include "due/baseline.hpp"

namespace siyana {
namespace {

due::BaselineWish wish_of(App& app, const Words& words) {
  const auto filter = due_filter(app, words, due::Which::all);
  due::BaselineWish wish;
  wish.departments = filter.departments;
  wish.facility = filter.facility;
  wish.type = filter.type;
  wish.kind = filter.kind;
  wish.name_key = fold(words.text("--plan-name"));
  wish.from = app.date(words.text("--from"));
  wish.to = app.maybe_date(words, "--to");
  wish.most = app.maybe_number(words, "--per-day");
  wish.again = words.has("--again");
  return wish;
}

void require_scope(App& app, const Words& words) {
  const bool narrowed = words.has("--type") || words.has("--department") || words.has("--facility");
  if (narrowed == words.has("--all"))
    throw Error(Fault::usage, "say which devices: --type, --department or --facility, or --all for the whole register");
  if (!words.has("--from")) throw Error(Fault::usage, "say from which day: --from DATE");
  if (app.date(words.text("--from")) < app.as_of())
    throw Error(Fault::usage, "a first due date before today would be overdue at once: give a later --from");
  if (const auto most = app.maybe_number(words, "--per-day"); most && *most < 1)
    throw Error(Fault::usage, "--per-day wants at least 1");
}

/// What was left as it is, and what the register does not know.
void say_limits(App& app, const due::Baseline& baseline) {
  for (const auto& country : baseline.unknown_countries)
    app.warn(country.empty()
                 ? say("the country is not known, so that no weekend is skipped: say it with siyana facility edit "
                       "--country, or the weekend with siyana policy set weekend fri,sat")
                 : say("the weekend of {country} is not known and none is skipped: say it with siyana policy set "
                       "weekend fri,sat",
                       {{"country", country}}));
  const auto kept = static_cast<std::int64_t>(baseline.kept);
  if (kept > 0)
    app.tell(say_n(kept, "{n} plan never served keeps the first due date it was given",
                   "{n} plans never served keep the first due date they were given"));
  const auto unjudged = static_cast<std::int64_t>(baseline.unjudged);
  if (unjudged > 0)
    app.tell(say_n(unjudged, "{n} device is of a type whose risk nobody said (siyana type edit --risk)",
                   "{n} devices are of types whose risk nobody said (siyana type edit --risk)"));
}

Sentence summary(const due::Baseline& baseline, std::string_view one, std::string_view many) {
  return say_n(static_cast<std::int64_t>(baseline.visits.size()), one, many,
               {{"first", *baseline.visits.front().due_on},
                {"last", *baseline.visits.back().due_on},
                {"days", std::to_string(baseline.days)},
                {"most", std::to_string(baseline.most)}});
}

void show(App& app, const due::Baseline& baseline) {
  app.list<due::FirstVisit>([&](const auto& emit) {
    for (const auto& visit : baseline.visits) emit(visit);
  });
  if (!baseline.visits.empty())
    app.tell(summary(baseline,
                     "would be: {n} device due from {first} to {last}, at most {most} a day (working days: {days})",
                     "would be: {n} devices due from {first} to {last}, at most {most} a day (working days: {days})"));
}

}  // namespace

void spread(App& app, const Words& words) {
  require_scope(app, words);
  const bool only_plan = words.has("--plan");
  store::Change* change = only_plan ? nullptr : &app.change(words);
  if (only_plan) app.reading_due();
  const auto baseline = due::plan_baseline(app.database(), app.as_of(), wish_of(app, words));
  say_limits(app, baseline);
  if (baseline.visits.empty()) return app.tell(say("no plan waits for a first due date"));
  if (only_plan) return show(app, baseline);
  due::set_baseline(*change, baseline);
  if (app.commit())
    app.tell(summary(baseline, "{n} device is due from {first} to {last}, at most {most} a day (working days: {days})",
                     "{n} devices are due from {first} to {last}, at most {most} a day (working days: {days})"));
}

void say_left_spread(App& app, const store::Entry& entry) {
  if (const auto count = due::count_left_spread(app.database(), entry); count > 0)
    app.warn(
        say_n(count,
              "{n} device keeps the first due date of its spread, not the rule's (siyana plan spread --again gives "
              "another)",
              "{n} devices keep the first due dates of their spread, not the rule's (siyana plan spread --again "
              "gives others)"));
}

std::span<const Option> spread_options() {
  static constexpr Option options[] = {
      {"--all", "", "the whole register"},
      {"--type", "TYPE", "devices of this type"},
      {"--department", "DEPARTMENT", "in this department"},
      {"--facility", "FACILITY", "in this facility"},
      {"--from", "DATE", "the first day"},
      {"--to", "DATE", "the last day"},
      {"--per-day", "N", "at most so many devices a day; without --to it says how long it takes"},
      {"--plan-name", "NAME", "the plans of this name only"},
      {"--kind", "pm|safety|calibration|performance|statutory|user-check|inventory", "the plans of this kind only"},
      {"--again", "", "also those that were spread before and are not served yet"},
      {"--plan", "", "show what would be, day by day, and write nothing"}};
  return options;
}

}  // namespace siyana
