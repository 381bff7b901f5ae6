// What to tell a recipient: each reason by itself, then a year of random days on which cron ran or did not.
#include "alert/rule.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <vector>

using namespace siyana;
using namespace siyana::alert;

namespace {

const Date day = date_of(2026, 7, 15);

Item item(int step, Date due_on = date_of(2026, 7, 1)) { return {1, "plan:pm", due_on, step, false}; }
Told told(Why why, int days_ago, int step = 1) {
  return {1, "plan:pm", why, day - days_ago, date_of(2026, 7, 1), step};
}

/// A thing of the year: overdue for some days, then done, then overdue again, sometimes snoozed.
struct Thing {
  std::vector<int> open_from;  // day 0 to 364: overdue from there
  std::vector<int> open_until;
  int snoozed_from = -1, snoozed_until = -1;

  /// The occurrence it is in on that day; -1 where it is in none.
  int occurrence(int on) const {
    for (std::size_t i = 0; i < open_from.size(); ++i)
      if (on >= open_from[i] && on < open_until[i]) return static_cast<int>(i);
    return -1;
  }
  bool is_snoozed(int on) const { return on >= snoozed_from && on < snoozed_until; }
};

struct Said {
  int on;
  Why why;
  int occurrence;
};

/// One recipient's year: what the rule said of each thing, on the days on which cron ran.
class Year {
 public:
  explicit Year(unsigned seed) : random_(seed) {
    repeat = static_cast<int>(pick(1, 20));
    for (int i = 0; i < 12; ++i) things.push_back(thing());
    for (int on = 0; on < 365; ++on) ran.push_back(pick(0, 99) < 60);
    ran[364] = true;
  }

  void live() {
    for (int on = 0; on < 365; ++on)
      for (int runs = ran[static_cast<std::size_t>(on)] ? 2 : 0; runs > 0; --runs) run(on);  // doubled crontabs happen
  }

  int repeat = 7;
  std::vector<Thing> things;
  std::vector<bool> ran;
  std::map<std::size_t, std::vector<Said>> said;

 private:
  long pick(long from, long to) { return std::uniform_int_distribution<long>(from, to)(random_); }

  Thing thing() {
    Thing made;
    for (int at = static_cast<int>(pick(0, 120)); at < 340;) {
      const int until = at + static_cast<int>(pick(1, 90));
      made.open_from.push_back(at);
      made.open_until.push_back(until);
      at = until + static_cast<int>(pick(1, 60));
    }
    if (pick(0, 2) == 0) {
      made.snoozed_from = static_cast<int>(pick(0, 300));
      made.snoozed_until = made.snoozed_from + static_cast<int>(pick(1, 60));
    }
    return made;
  }

  Item item_of(std::size_t i, int on) const {
    const auto occurrence = static_cast<std::size_t>(things[i].occurrence(on));
    const int late = on - things[i].open_from[occurrence];
    constexpr std::array steps{30, 60};
    return {static_cast<Id>(i), "plan:pm", date_of(2026, 1, 1) + things[i].open_from[occurrence],
            step_of(false, late, steps), things[i].is_snoozed(on)};
  }

  void run(int on) {
    std::vector<Item> now;
    for (std::size_t i = 0; i < things.size(); ++i)
      if (things[i].occurrence(on) >= 0) now.push_back(item_of(i, on));
    std::vector<Told> before;
    for (const auto& [id, last] : ledger_) before.push_back(last);
    const auto snoozed = [&](const Item& gone) { return things[static_cast<std::size_t>(gone.device)].is_snoozed(on); };
    for (const auto& saying : sayings(now, before, repeat, date_of(2026, 1, 1) + on, snoozed)) {
      const auto i = static_cast<std::size_t>(saying.item.device);
      said[i].push_back({on, saying.why, things[i].occurrence(on)});
      ledger_[saying.item.device] = {saying.item.device,       saying.item.name,   saying.why,
                                     date_of(2026, 1, 1) + on, saying.item.due_on, saying.item.step};
    }
  }

  std::mt19937 random_;
  std::map<Id, Told> ledger_;
};

bool is_told(const Said& said) { return said.why != Why::cleared; }

/// Every overdue thing is told on the first day on which cron ran, and again once its repeat interval has passed.
void check_none_is_silent(const Year& year, std::size_t i) {
  const auto& thing = year.things[i];
  int last = -1, occurrence = -1;
  std::size_t next = 0;
  const auto& said = year.said.count(i) != 0 ? year.said.at(i) : std::vector<Said>{};
  for (int on = 0; on < 365; ++on) {
    while (next < said.size() && said[next].on <= on) {
      if (is_told(said[next])) last = said[next].on, occurrence = said[next].occurrence;
      ++next;
    }
    const int now = thing.occurrence(on);
    if (now < 0 || !year.ran[static_cast<std::size_t>(on)] || thing.is_snoozed(on)) continue;
    CHECK(occurrence == now);
    CHECK(on - last < year.repeat);
  }
}

/// Not told again within the repeat interval, unless it became worse, was done in between, or is another occurrence.
void check_none_is_flooded(const Year& year, std::size_t i) {
  if (year.said.count(i) == 0) return;
  const auto& said = year.said.at(i);
  for (std::size_t n = 1; n < said.size(); ++n) {
    const auto &before = said[n - 1], &now = said[n];
    if (now.why == Why::still) CHECK(now.on - before.on >= year.repeat);
    if (now.why == Why::fresh) CHECK((before.why == Why::cleared || before.occurrence != now.occurrence));
    if (now.why == Why::worse) CHECK(before.occurrence == now.occurrence);
    CHECK(now.on > before.on);
  }
}

/// Nothing is cleared twice, nor what was not told; nothing that is over stays uncleared once cron runs.
void check_each_is_cleared_once(const Year& year, std::size_t i) {
  bool open = false;
  if (year.said.count(i) == 0) return;
  for (const auto& said : year.said.at(i)) {
    if (said.why == Why::cleared) CHECK(open);
    if (said.why == Why::cleared) CHECK(year.things[i].occurrence(said.on) < 0);
    open = is_told(said);
  }
  if (year.things[i].occurrence(364) < 0 && !year.things[i].is_snoozed(364)) CHECK_FALSE(open);
}

}  // namespace

TEST_CASE("what was never told is new") {
  const Item now = item(1);
  CHECK(why_tell(&now, nullptr, 7, day) == Why::fresh);
}

TEST_CASE("what was told is silent until its repeat interval has passed") {
  const Item now = item(1);
  for (const auto& [days, why] : {std::pair{6, std::optional<Why>{}}, {7, std::optional{Why::still}}}) {
    const Told before = told(Why::fresh, days);
    CHECK(why_tell(&now, &before, 7, day) == why);
  }
}

TEST_CASE("a step crossed is told at once") {
  const Item now = item(2);
  const Told before = told(Why::still, 1);
  CHECK(why_tell(&now, &before, 7, day) == Why::worse);
}

TEST_CASE("what is no more is cleared once") {
  const Told before = told(Why::still, 1), cleared = told(Why::cleared, 1);
  CHECK(why_tell(nullptr, &before, 7, day) == Why::cleared);
  CHECK_FALSE(why_tell(nullptr, &cleared, 7, day));
}

TEST_CASE("the next occurrence is new though nobody ran between the two") {
  const Item now = item(1, date_of(2026, 7, 8));
  const Told before = told(Why::fresh, 1);
  CHECK(why_tell(&now, &before, 7, day) == Why::fresh);
}

TEST_CASE("what was late and is done is cleared though its next occurrence is soon due already") {
  const std::vector<Item> now{item(0, date_of(2026, 8, 1))};
  const auto found = sayings(now, {told(Why::still, 1)}, 7, day, [](const Item&) { return false; });
  REQUIRE(found.size() == 1);
  CHECK(found[0].why == Why::cleared);
  CHECK(found[0].item.due_on == date_of(2026, 7, 1));
  Told cleared = told(Why::cleared, 1);
  CHECK(why_tell(&now[0], &cleared, 7, day) == Why::fresh);
}

TEST_CASE("what is due soon is told once and goes without a word") {
  const Item now = item(0);
  const Told before = told(Why::fresh, 60, 0);
  CHECK_FALSE(why_tell(&now, &before, 7, day));
  CHECK_FALSE(why_tell(nullptr, &before, 7, day));
  const Item late = item(1);
  CHECK(why_tell(&late, &before, 7, day) == Why::worse);
}

TEST_CASE("what is snoozed is not spoken of") {
  Item now = item(1);
  now.snoozed = true;
  CHECK_FALSE(why_tell(&now, nullptr, 7, day));
}

TEST_CASE("a run for an earlier day repeats nothing that a later day told") {
  const Item now = item(3);
  const Told before = told(Why::fresh, -1);
  CHECK_FALSE(why_tell(&now, &before, 7, day));
  CHECK_FALSE(why_tell(nullptr, &before, 7, day));
}

TEST_CASE("steps are crossed on their day") {
  constexpr std::array steps{30, 90};
  CHECK(step_of(true, -5, steps) == 0);
  CHECK(step_of(false, 1, steps) == 1);
  CHECK(step_of(false, 29, steps) == 1);
  CHECK(step_of(false, 30, steps) == 2);
  CHECK(step_of(false, 90, steps) == 3);
}

TEST_CASE("through years of failing crons nothing is silent nor flooded and each is cleared once") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Year year(seed);
    year.live();
    for (std::size_t i = 0; i < year.things.size(); ++i) {
      CAPTURE(i);
      check_none_is_silent(year, i);
      check_none_is_flooded(year, i);
      check_each_is_cleared_once(year, i);
    }
  }
}
