// The rules of due dates under terms that do not change, each with a case that breaks it.
#include <doctest/doctest.h>

#include "plan_facts.hpp"

using namespace siyana;
using namespace siyana::plan;
using namespace siyana::plan::facts;

TEST_CASE("a fixed plan done late keeps its grid") {
  const History late_once = plan_of(half_yearly, {pass("2026-01-20")});
  CHECK(served_by(late_once, "2026-01-20") == "2026-01-15");
  CHECK(due(late_once, "2026-01-20") == "2026-07-15");
}

TEST_CASE("a fixed plan done inside the open window serves the coming occurrence") {
  const History twice = plan_of(half_yearly, {pass("2026-01-20"), pass("2026-06-28")});
  CHECK(served_by(twice, "2026-06-28") == "2026-01-15 2026-07-15");
  CHECK(due(twice, "2026-06-28") == "2027-01-15");
}

TEST_CASE("the window opens before days before the due date and not a day sooner") {
  CHECK(due(plan_of(half_yearly, {pass("2026-01-20"), pass("2026-06-25")}), "2026-06-25") == "2027-01-15");
  CHECK(due(plan_of(half_yearly, {pass("2026-01-20"), pass("2026-06-24")}), "2026-06-25") == "2026-07-15");
}

TEST_CASE("a fixed plan done before the window opens is extra and serves nothing") {
  const History early = plan_of(half_yearly, {pass("2026-01-20"), pass("2026-06-01")});
  CHECK(served_by(early, "2026-06-01") == "2026-01-15 -");
  CHECK(due(early, "2026-06-01") == "2026-07-15");
  CHECK(at(early, "2026-06-01").last_done == day("2026-06-01"));
}

TEST_CASE("a fixed plan never done until its second window serves the second occurrence and the first was missed") {
  const History never = plan_of(half_yearly);
  CHECK(due(never, "2026-07-13") == "2026-01-15");
  CHECK(late(never, "2026-07-13") == 179);
  const History once = plan_of(half_yearly, {pass("2026-07-13")});
  CHECK(served_by(once, "2026-07-13") == "2026-07-15");
  CHECK(missed_on(once, "2026-07-13") == "2026-01-15");
  CHECK(due(once, "2026-07-13") == "2027-01-15");
}

TEST_CASE("a second entry never serves an occurrence that was passed over") {
  const History twice = plan_of(half_yearly, {pass("2026-07-13"), pass("2026-07-14")});
  CHECK(served_by(twice, "2026-07-14") == "2026-07-15 -");
  CHECK(due(twice, "2026-07-14") == "2027-01-15");
}

TEST_CASE("an entry before the first window of a fixed plan is extra") {
  const History early = plan_of(half_yearly, {pass("2025-12-25")});
  CHECK(served_by(early, "2025-12-25") == "-");
  CHECK(due(early, "2025-12-25") == "2026-01-15");
}

TEST_CASE("a floating plan is due an interval after the last entry") {
  const Terms made = floating("6m", "2026-01-15");
  CHECK(due(plan_of(made), "2026-01-01") == "2026-01-15");
  CHECK(due(plan_of(made, {pass("2026-01-20")}), "2026-01-20") == "2026-07-20");
  CHECK(due(plan_of(made, {pass("2026-08-31")}), "2026-08-31") == "2027-02-28");
  CHECK(due(plan_of(made, {pass("2026-01-20"), pass("2026-02-01")}), "2026-02-01") == "2026-08-01");
}

TEST_CASE("an entry nearer to the anchor less an interval is history for a floating plan") {
  const Terms made = floating("6m", "2026-01-15");  // 15 July to 15 January is 184 days, the middle 15 October
  CHECK(due(plan_of(made, {pass("2025-10-14")}), "2025-11-01") == "2026-01-15");
  CHECK(served_by(plan_of(made, {pass("2025-10-14")}), "2025-11-01") == "-");
  CHECK(due(plan_of(made, {pass("2025-10-15")}), "2025-11-01") == "2026-04-15");
  CHECK(due(plan_of(made, {pass("2025-10-16")}), "2025-11-01") == "2026-04-16");
  CHECK(served_by(plan_of(made, {pass("2025-10-16")}), "2025-11-01") == "2026-01-15");
}

TEST_CASE("an anchor that was worked out is moved by any entry") {
  Terms made = floating("6m", "2026-01-15");
  made.anchor_given = false;
  CHECK(due(plan_of(made, {pass("2025-08-01")}), "2025-08-01") == "2026-02-01");
}

TEST_CASE("an old entry that names what it counts for moves a given anchor") {
  const History history = plan_of(floating("6m", "2026-01-15"), {named("2025-09-01", "2026-01-15")});
  CHECK(served_by(history, "2025-09-01") == "2026-01-15");
  CHECK(due(history, "2025-09-01") == "2026-03-01");
}

TEST_CASE("month ends are counted from the anchor and do not drift") {
  History history = plan_of(fixed("1m", "2026-01-31", 5));
  CHECK(due(history, "2026-01-01") == "2026-01-31");
  history.services.push_back(pass("2026-01-31"));
  CHECK(due(history, "2026-02-01") == "2026-02-28");
  history.services.push_back(pass("2026-02-28"));
  CHECK(due(history, "2026-03-01") == "2026-03-31");
  history.services.push_back(pass("2026-03-30"));
  CHECK(due(history, "2026-04-01") == "2026-04-30");
  CHECK(due(plan_of(fixed("1y", "2024-02-29"), {pass("2027-03-01")}), "2027-03-01") == "2028-02-29");
}

TEST_CASE("the state follows the window day by day") {
  Terms made = fixed("6m", "2026-07-15", 20);
  made.after = 10;
  const History history = plan_of(made);
  CHECK(state(history, "2026-05-25") == "ok");
  CHECK(state(history, "2026-05-26") == "soon");
  CHECK(state(history, "2026-06-24") == "soon");
  CHECK(state(history, "2026-06-25") == "due");
  CHECK(state(history, "2026-07-25") == "due");
  CHECK(late(history, "2026-07-25") == 0);
  CHECK(state(history, "2026-07-26") == "overdue");
  CHECK(late(history, "2026-07-26") == 1);
  CHECK(to_string(at(history, "2026-07-26").opens) == "2026-06-25");
  CHECK(to_string(at(history, "2026-07-26").closes) == "2026-07-25");
  CHECK(to_string(at(history, "2026-07-26").soon) == "2026-05-26");
}

TEST_CASE("a plan is not overdue on its due day and is on the next") {
  CHECK(state(plan_of(half_yearly), "2026-01-15") == "due");
  CHECK(state(plan_of(half_yearly), "2026-01-16") == "overdue");
}

TEST_CASE("a plan with no terms yet has no standing") {
  CHECK_FALSE(standing(plan_of(half_yearly), day("2019-12-31")).has_value());
  CHECK(standing(plan_of(half_yearly), day("2020-01-01")).has_value());
  CHECK(missed(plan_of(fixed("1m", "2019-01-01")), day("2019-12-31")).empty());
}

TEST_CASE("a fail serves and leaves a retest until a later pass") {
  const History failed = plan_of(half_yearly, {fail("2026-01-10")});
  CHECK(served_by(failed, "2026-01-10") == "2026-01-15");
  CHECK(state(failed, "2026-01-10") == "retest");
  CHECK(late(failed, "2026-01-10") == 0);
  const Standing standing = at(failed, "2026-01-13");
  CHECK(to_string(standing.due) == "2026-01-10");
  CHECK((standing.opens == standing.due && standing.closes == standing.due && standing.soon == standing.due));
  CHECK(standing.days_late(day("2026-01-13")) == 3);
  CHECK(standing.anchored_by == 0U);
  Service minor = pass("2026-02-01");
  minor.result = Result::minor;
  const History answered = plan_of(half_yearly, {fail("2026-01-10"), minor});
  CHECK(state(answered, "2026-01-31") == "retest");
  CHECK(state(answered, "2026-02-01") == "ok");
  CHECK(due(answered, "2026-02-01") == "2026-07-15");
}

TEST_CASE("several fails stand on the first until a pass") {
  const History failed = plan_of(half_yearly, {fail("2026-01-10"), fail("2026-01-20")});
  CHECK(due(failed, "2026-02-01") == "2026-01-10");
  const History again = plan_of(half_yearly, {fail("2026-01-10"), pass("2026-01-12"), fail("2026-01-20")});
  CHECK(due(again, "2026-02-01") == "2026-01-20");
}

TEST_CASE("on one day the order of entry decides whether a fail was answered") {
  CHECK(state(plan_of(half_yearly, {fail("2026-01-10"), pass("2026-01-10")}), "2026-01-10") == "ok");
  CHECK(state(plan_of(half_yearly, {pass("2026-01-10"), fail("2026-01-10")}), "2026-01-10") == "retest");
}

TEST_CASE("extra entries serve nothing but leave and answer retests") {
  const History failed = plan_of(half_yearly, {extra(fail("2026-01-10"))});
  CHECK(served_by(failed, "2026-01-11") == "-");
  CHECK(state(failed, "2026-01-11") == "retest");
  const History answered = plan_of(half_yearly, {fail("2026-01-10"), extra(pass("2026-01-11"))});
  CHECK(due(answered, "2026-01-11") == "2026-07-15");
  CHECK(due(plan_of(floating("6m", "2026-01-15"), {extra(pass("2026-01-15"))}), "2026-01-15") == "2026-01-15");
}

TEST_CASE("a named occurrence is served early or late but only after the last served one") {
  const History early = plan_of(half_yearly, {pass("2026-01-15"), named("2026-05-01", "2026-07-15")});
  CHECK(due(early, "2026-05-01") == "2027-01-15");
  const History late_one = plan_of(half_yearly, {named("2026-07-13", "2026-01-15")});
  CHECK(due(late_one, "2026-07-13") == "2026-07-15");
  const History too_late = plan_of(half_yearly, {pass("2026-07-13"), named("2026-07-14", "2026-01-15")});
  CHECK(served_by(too_late, "2026-07-14") == "2026-07-15 -");
  CHECK(missed_on(too_late, "2026-07-14") == "2026-01-15");
  const History moved = plan_of(floating("6m", "2026-01-15"), {pass("2026-01-20"), named("2026-02-20", "2026-01-15")});
  CHECK(due(moved, "2026-02-20") == "2026-07-20");
}

TEST_CASE("what a due date stands on is named") {
  CHECK_FALSE(at(plan_of(half_yearly), "2026-01-01").anchored_by.has_value());
  const History extra_last = plan_of(half_yearly, {pass("2026-01-10"), pass("2026-03-01")});
  CHECK(at(extra_last, "2026-03-01").anchored_by == 0U);
  const History moving = plan_of(floating("6m", "2026-01-15"), {pass("2026-01-10"), extra(pass("2026-03-01"))});
  CHECK(at(moving, "2026-03-01").anchored_by == 0U);
  History planned_again = plan_of(half_yearly, {pass("2026-01-10")});
  planned_again.terms.push_back(from("2026-02-01", fixed("6m", "2026-05-01")));
  CHECK(due(planned_again, "2026-02-01") == "2026-05-01");
  CHECK_FALSE(at(planned_again, "2026-02-01").anchored_by.has_value());
}

TEST_CASE("an occurrence is missed from the day its successor opens") {
  CHECK(missed_on(plan_of(half_yearly), "2026-06-24").empty());
  CHECK(missed_on(plan_of(half_yearly), "2026-06-25") == "2026-01-15");
  CHECK(missed_on(plan_of(half_yearly), "2027-06-25") == "2026-01-15 2026-07-15 2027-01-15");
  CHECK(missed_on(plan_of(floating("6m", "2026-01-15")), "2030-01-01").empty());
}

TEST_CASE("the calendar's last day is met without going round for ever") {
  Terms made = fixed("1d", "1000-01-01");
  made.since = made.anchor;
  CHECK(due(plan_of(made, {pass("2026-01-15")}), "2026-01-15") == "2026-01-16");
  made.anchor = day("9999-12-30");
  CHECK(missed_on(plan_of(made), "9999-12-31") == "9999-12-30");
  CHECK(due(plan_of(made, {named("2026-01-15", "9999-12-31")}), "2026-01-15") == "9999-12-31");
}

TEST_CASE("a rule's first due date comes from the last entry then the rule then service then the rule's day") {
  const Interval year = parse_interval("1y").value();
  const Date last = day("2025-02-28"), rule = day("2026-05-01"), service = day("2024-02-29"), added = day("2026-01-01");
  CHECK(to_string(first_due(year, last, rule, service, added)) == "2026-02-28");
  CHECK(to_string(first_due(year, std::nullopt, rule, service, added)) == "2026-05-01");
  CHECK(to_string(first_due(year, std::nullopt, std::nullopt, service, added)) == "2025-02-28");
  CHECK(to_string(first_due(year, std::nullopt, std::nullopt, std::nullopt, added)) == "2026-01-01");
}

TEST_CASE("the window before is chosen by the interval's length") {
  const auto before = [](std::string_view every) { return default_before(parse_interval(every).value()); };
  for (const char* every : {"1y", "2y", "12m", "18m", "24m", "52w", "365d"}) CHECK(before(every) == 30);
  for (const char* every : {"6m", "11m", "26w", "180d", "363d"}) CHECK(before(every) == 20);
  for (const char* every : {"3m", "4m", "5m", "13w", "90d", "179d"}) CHECK(before(every) == 10);
  for (const char* every : {"1m", "2m", "5w", "30d", "89d"}) CHECK(before(every) == 5);
  for (const char* every : {"1w", "2w", "4w", "7d", "29d"}) CHECK(before(every) == 1);
  for (const char* every : {"1d", "6d"}) CHECK(before(every) == 0);
}

TEST_CASE("every state has its name") {
  CHECK(name_of(State::overdue) == "overdue");
  CHECK(name_of(State::due) == "due");
  CHECK(name_of(State::ended) == "ended");
}
