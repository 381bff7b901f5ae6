// The rules of due dates where something changes: storage, retirement, other terms, facts of later days.
#include <doctest/doctest.h>

#include "plan_facts.hpp"

using namespace siyana;
using namespace siyana::plan;
using namespace siyana::plan::facts;

TEST_CASE("occurrences inside storage are neither due nor missed") {
  const History stored = plan_of(half_yearly, {pass("2026-01-15")}, {pause("2026-07-15", "2027-01-15")});
  CHECK(state(stored, "2026-07-14") == "due");
  CHECK(state(stored, "2026-07-15") == "suspended");
  CHECK(state(stored, "2027-01-14") == "suspended");
  CHECK(due(stored, "2027-01-15") == "2027-01-15");
  CHECK(missed_on(stored, "2027-06-30") == "2027-01-15");
  const History open = plan_of(half_yearly, {}, {{day("2026-02-01"), std::nullopt, true}});
  CHECK(state(open, "2026-01-31") == "overdue");
  CHECK(state(open, "2030-01-01") == "suspended");
  CHECK(missed_on(open, "2030-01-01") == "2026-01-15");
}

TEST_CASE("what was overdue before storage is overdue after it") {
  const History stored = plan_of(half_yearly, {}, {pause("2026-02-01", "2026-09-01")});
  CHECK(due(stored, "2026-09-01") == "2026-01-15");
  CHECK(state(stored, "2026-09-01") == "overdue");
}

TEST_CASE("a floating due date inside storage becomes the day of return") {
  const Terms made = floating("6m", "2026-01-15");
  const History stored = plan_of(made, {pass("2026-01-20")}, {pause("2026-07-20", "2026-10-01")});
  CHECK(due(stored, "2026-10-01") == "2026-10-01");
  CHECK_FALSE(at(stored, "2026-10-01").anchored_by.has_value());
  const History chained =
      plan_of(made, {pass("2026-01-20")}, {pause("2026-07-01", "2026-10-01"), pause("2026-09-01", "2026-11-05")});
  CHECK(due(chained, "2026-11-05") == "2026-11-05");
  const History before = plan_of(made, {pass("2026-01-20")}, {pause("2026-05-01", "2026-07-20")});
  CHECK(due(before, "2026-07-20") == "2026-07-20");
  CHECK(at(before, "2026-07-20").anchored_by == 0U);
}

TEST_CASE("a return from storage is a retest unless a pass was logged while away") {
  const auto stored = [](std::vector<Service> services) {
    return plan_of(half_yearly, std::move(services), {storage("2026-02-01", "2026-03-01")});
  };
  CHECK(state(stored({pass("2026-01-15")}), "2026-02-28") == "suspended");
  CHECK(state(stored({pass("2026-01-15")}), "2026-03-01") == "retest");
  CHECK(due(stored({pass("2026-01-15")}), "2026-03-04") == "2026-03-01");
  CHECK_FALSE(at(stored({pass("2026-01-15")}), "2026-03-04").anchored_by.has_value());
  CHECK(state(stored({pass("2026-01-31")}), "2026-03-01") == "retest");
  CHECK(state(stored({pass("2026-02-01")}), "2026-03-01") == "retest");  // perhaps before it left
  CHECK(state(stored({pass("2026-01-15"), extra(pass("2026-02-20"))}), "2026-03-01") == "ok");
  CHECK(state(stored({pass("2026-01-15"), pass("2026-03-02")}), "2026-03-02") == "ok");
  CHECK(state(stored({pass("2026-01-15"), fail("2026-02-10")}), "2026-03-02") == "retest");
}

TEST_CASE("of a fail and a return the earlier day counts") {
  const auto stored = [](std::vector<Service> services) {
    return plan_of(half_yearly, std::move(services), {storage("2026-02-01", "2026-03-01")});
  };
  CHECK(due(stored({fail("2026-01-15")}), "2026-03-05") == "2026-01-15");
  CHECK(due(stored({pass("2026-01-15"), fail("2026-03-03")}), "2026-03-05") == "2026-03-01");
  CHECK(at(stored({fail("2026-01-15")}), "2026-03-05").anchored_by == 0U);
}

TEST_CASE("retirement and ended terms end the plan whatever else holds") {
  History retired = plan_of(half_yearly, {fail("2026-01-20")}, {{day("2026-02-01"), std::nullopt, true}});
  retired.retired = day("2026-03-01");
  CHECK(state(retired, "2026-02-28") == "suspended");
  CHECK(state(retired, "2026-03-01") == "ended");
  CHECK(at(retired, "2026-03-01").last_done == day("2026-01-20"));
  History over = plan_of(half_yearly);
  over.terms.push_back(ended("2026-03-01", half_yearly));
  CHECK(state(over, "2026-02-28") == "overdue");
  CHECK(state(over, "2026-03-01") == "ended");
  CHECK(missed_on(over, "2028-01-01") == "2026-01-15");
}

TEST_CASE("an entry made after the end of a plan serves nothing when the plan begins again") {
  History history = plan_of(half_yearly, {pass("2026-03-05")});
  history.terms.push_back(ended("2026-03-01", half_yearly));
  history.terms.push_back(from("2026-04-01", half_yearly));
  CHECK(due(history, "2026-04-01") == "2026-01-15");
}

TEST_CASE("of several returns without a test the first counts") {
  const History twice = plan_of(half_yearly, {pass("2026-01-15")},
                                {storage("2026-02-01", "2026-03-01"), storage("2026-04-01", "2026-05-01")});
  CHECK(due(twice, "2026-05-02") == "2026-03-01");
  const History tested = plan_of(half_yearly, {pass("2026-03-02")}, twice.pauses);
  CHECK(due(tested, "2026-05-02") == "2026-05-01");
}

TEST_CASE("the terms that end a plan need not say how often") {
  Terms bare;
  bare.since = day("2026-03-01");
  bare.ended = true;
  History history = plan_of(half_yearly, {pass("2026-01-15"), fail("2026-03-05")});
  history.terms.push_back(bare);
  CHECK(served_by(history, "2026-03-05") == "2026-01-15 -");
  CHECK(state(history, "2026-03-05") == "ended");
  CHECK(missed_on(history, "2027-03-05").empty());
}

TEST_CASE("a change of interval goes on from the last served occurrence") {
  History history = plan_of(half_yearly, {pass("2026-01-15"), pass("2026-07-15")});
  history.terms.push_back(from("2026-08-01", fixed("1y", "2026-01-15", 30)));
  CHECK(due(history, "2026-07-31") == "2027-01-15");
  CHECK(due(history, "2026-08-01") == "2027-01-15");
  history.services.pop_back();
  CHECK(due(history, "2026-07-31") == "2026-07-15");
  CHECK(due(history, "2026-08-01") == "2027-01-15");
  CHECK(missed_on(history, "2027-01-01") == "2026-07-15");
}

TEST_CASE("an entry is judged by the window of its own day") {
  History history = plan_of(half_yearly, {pass("2026-01-15"), pass("2026-06-28")});
  history.terms.push_back(from("2026-08-01", fixed("6m", "2026-01-15", 0)));
  CHECK(due(history, "2026-08-01") == "2027-01-15");
}

TEST_CASE("a plan made fixed goes on from what the floating one had served") {
  History history = plan_of(floating("6m", "2026-01-15", 20), {pass("2026-01-20"), pass("2026-07-10")});
  history.terms.push_back(from("2026-08-01", fixed("6m", "2026-01-15")));
  CHECK(served_by(history, "2026-08-01") == "2026-01-15 2026-07-20");
  CHECK(due(history, "2026-08-01") == "2027-01-15");
  History late_one = plan_of(floating("6m", "2026-01-15"), {pass("2026-07-16")});
  late_one.terms.push_back(from("2026-08-01", fixed("6m", "2026-01-15")));
  CHECK(due(late_one, "2026-08-01") == "2027-01-15");
}

TEST_CASE("an entry logged twice does not skip an occurrence when the plan is made fixed") {
  History history = plan_of(floating("6m", "2026-01-15", 20), {pass("2026-01-20"), pass("2026-01-20")});
  history.terms.push_back(from("2026-02-01", fixed("6m", "2026-01-15", 20)));
  CHECK(due(history, "2026-02-01") == "2026-07-15");
}

TEST_CASE("who plans anew is heard whatever was done before") {
  History history = plan_of(floating("6m", "2026-01-15"), {pass("2026-02-01")});
  history.terms.push_back(from("2026-02-10", floating("6m", "2026-04-01")));
  CHECK(due(history, "2026-02-09") == "2026-08-01");
  CHECK(due(history, "2026-02-10") == "2026-04-01");
  history.services.push_back(pass("2026-03-20"));
  CHECK(due(history, "2026-03-20") == "2026-09-20");
}

TEST_CASE("what may be counted for is an occurrence of the plan") {
  const History fixed_plan = plan_of(fixed("6m", "2026-01-31"), {});
  CHECK(is_occurrence(fixed_plan, *parse_iso("2026-02-01"), *parse_iso("2026-07-31")));
  CHECK(is_occurrence(fixed_plan, *parse_iso("2026-02-01"), *parse_iso("2026-01-31")));
  CHECK_FALSE(is_occurrence(fixed_plan, *parse_iso("2026-02-01"), *parse_iso("2026-07-30")));
  CHECK_FALSE(is_occurrence(fixed_plan, *parse_iso("2026-02-01"), *parse_iso("2025-07-31")));
  CHECK_FALSE(is_occurrence(fixed_plan, *parse_iso("2026-02-01"), *parse_iso("2062-07-31")));
  const History floating_plan = plan_of(floating("6m", "2026-01-15"), {pass("2026-01-20")});
  CHECK(is_occurrence(floating_plan, *parse_iso("2026-02-01"), *parse_iso("2026-07-20")));
  CHECK_FALSE(is_occurrence(floating_plan, *parse_iso("2026-02-01"), *parse_iso("2026-07-15")));
}

TEST_CASE("a new anchor makes history of entries the old one counted") {
  History history = plan_of(floating("6m", "2026-01-15"), {pass("2026-01-20")});
  history.terms.push_back(from("2026-02-01", floating("6m", "2026-06-01")));
  CHECK(due(history, "2026-01-31") == "2026-07-20");
  CHECK(due(history, "2026-02-01") == "2026-06-01");
  CHECK_FALSE(at(history, "2026-02-01").anchored_by.has_value());
  history.services.push_back(pass("2026-05-20"));
  CHECK(due(history, "2026-05-20") == "2026-11-20");
}

TEST_CASE("a new interval with the old anchor counts from the last entry") {
  History history = plan_of(floating("6m", "2026-01-15"), {pass("2026-01-20")});
  history.terms.push_back(from("2026-02-01", floating("3m", "2026-01-15")));
  CHECK(due(history, "2026-02-01") == "2026-04-20");
}

TEST_CASE("facts of the days after are passed over") {
  History history =
      plan_of(half_yearly, {pass("2026-01-15"), fail("2026-02-01")}, {storage("2026-03-01", "2026-04-01")});
  history.retired = day("2026-05-01");
  CHECK(state(history, "2026-01-31") == "ok");
  CHECK(at(history, "2026-01-31").last_done == day("2026-01-15"));
  CHECK(state(history, "2026-02-28") == "retest");
  CHECK_FALSE(at(history, "2026-01-14").last_done.has_value());
}

TEST_CASE("the next day on which facts change is the earliest one to come") {
  History history = plan_of(half_yearly, {pass("2026-01-15")}, {storage("2026-03-01", "2026-04-01")});
  history.terms.push_back(from("2026-03-20", half_yearly));
  history.retired = day("2026-05-01");
  std::string steps;
  std::optional<Date> next = day("2020-01-01");
  for (int most = 10; next && most > 0; --most, next = changes_after(history, *next)) steps += to_string(*next) + " ";
  CHECK(steps == "2020-01-01 2026-01-15 2026-03-01 2026-03-20 2026-04-01 2026-05-01 ");
}
