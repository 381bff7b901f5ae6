#include <doctest/doctest.h>

#include "history_world.hpp"

using namespace siyana;
using world::answers;
using world::World;

namespace {

std::string problems(db::Database& database) {
  std::string text;
  for (const auto& difference : history::check(database, [](std::int64_t) {})) text += english(difference.what) + "\n";
  return text;
}

void run(world::Random& random, int commands) {
  for (int i = 0; i < commands; ++i) {
    random.pass_time();
    random.step();
  }
}

}  // namespace

TEST_CASE("after any commands the tables and the cached dates are what the journal says") {
  for (unsigned seed = 0; seed < 40; ++seed) {
    World world;
    world::Random random(world, seed);
    run(random, 60);
    CAPTURE(seed);
    CHECK(problems(*world.database) == "");
  }
}

TEST_CASE("a day on which known terms take effect is answered as if they had been entered then") {
  for (unsigned seed = 100; seed < 130; ++seed) {
    World world;
    world::Random random(world, seed);
    run(random, 50);
    // Terms to come are known: the cache must not hide them from a reader who asks before the next command.
    const Date later = world.today + 70;
    due::answer_for(*world.database, later);
    due::Filter all;
    all.which = due::Which::all;
    std::string shown;
    due::each(*world.database, all, later, [&](const due::Line& line) { shown += world::text_of(line) + "\n"; });
    std::string made;
    const auto past = history::known_before(*world.database, world.last_tick() + 1, later);
    due::each(*past, all, later, [&](const due::Line& line) { made += world::text_of(line) + "\n"; });
    CAPTURE(seed);
    CHECK(shown == made);
  }
}

TEST_CASE("undoing a command restores every answer") {
  int undone = 0;
  for (unsigned seed = 200; seed < 300; ++seed) {
    World world;
    world::Random random(world, seed);
    for (int i = 0; i < 40; ++i) {
      random.pass_time();
      const Date day = world.today;
      const std::string before = answers(*world.database, day);
      if (!random.step()) continue;
      const auto entry = *store::entry_of(*world.database, world.last_entry());
      if (!world.change("void", [&](store::Change& change) { history::undo(change, entry); })) continue;
      ++undone;
      CAPTURE(seed);
      CAPTURE(entry.what);
      CHECK(answers(*world.database, day) == before);
      CHECK(problems(*world.database) == "");
      CHECK_FALSE(world.change("void", [&](store::Change& change) { history::undo(change, entry); }));
    }
  }
  CHECK(undone > 200);
}

TEST_CASE("what was known on an earlier day gives the very answers of that day") {
  for (unsigned seed = 300; seed < 315; ++seed) {
    World world;
    world::Random random(world, seed);
    std::vector<std::tuple<std::int64_t, Date, std::string>> shown;
    for (int i = 0; i < 40; ++i) {
      random.pass_time();
      random.step();
      shown.emplace_back(world.last_tick() + 1, world.today, answers(*world.database, world.today));
    }
    for (std::size_t i = 0; i < shown.size(); i += 7) {
      const auto& [tick, day, text] = shown[i];
      const auto past = history::known_before(*world.database, tick, day);
      CAPTURE(seed);
      CHECK(answers(*past, day) == text);
    }
  }
}

TEST_CASE("the order in which inspections are entered does not matter") {
  for (unsigned seed = 400; seed < 430; ++seed) {
    std::mt19937 random(seed);
    std::vector<std::pair<Date, plan::Result>> services;
    for (int i = 0; i < 8; ++i)  // one a day: within a day the order of entry does matter
      services.emplace_back(world::first_day - static_cast<int>(random() % 40) * 8 - i,
                            static_cast<plan::Result>(random() % 3));
    std::string first;
    for (int order = 0; order < 4; ++order) {
      World world;
      world.change("device add", [](store::Change& change) {
        device::Device device;
        device.tag = "A";
        device::add(change, device);
      });
      world.change("plan add", [&](store::Change& change) {
        plan::Plan plan;
        plan.device = Ref{world.device("A").id};
        plan.name = plan.kind = "pm";
        plan::Wish wish;
        wish.every = Interval{3, Interval::Unit::month};
        wish.due = world::first_day - 100;
        wish.basis = seed % 2 == 0 ? plan::Basis::fixed : plan::Basis::floating;
        plan::add(change, plan, plan::new_terms(*world.database, wish, "pm", world::first_day - 300));
      });
      for (const auto& [on, result] : services)
        world.change("pm log", [&](store::Change& change) {
          work::Service service;
          service.name = service.kind = "pm";
          service.done_on = on;
          service.result = result;
          work::log(change, world.device("A"), service, world.now(), false);
        });
      std::string lines;
      due::Filter all;
      all.which = due::Which::all;
      due::each(*world.database, all, world.today, [&](const due::Line& line) {
        lines += line.state + " " + to_string(line.due_on.value_or(Date{})) + " " + to_string(*line.last_done_on);
      });
      if (order == 0) first = lines;
      CAPTURE(seed);
      CHECK(lines == first);
      std::shuffle(services.begin(), services.end(), random);
    }
  }
}

TEST_CASE("a change to any cell of any table is found") {
  World world;
  world::Random random(world, 7);
  run(random, 200);
  auto& database = *world.database;
  REQUIRE(problems(database) == "");
  int tried = 0;
  for (const auto& kind : history::kinds()) {
    const std::string table(kind.name);
    for (const auto& field : kind.fields) {
      if (!field.target.empty()) continue;  // references are held by foreign keys
      const std::string column(field.name);
      db::Query rows(database, "SELECT id, typeof(" + column + ") FROM " + table + " WHERE live = 1 AND " + column +
                                   " IS NOT NULL LIMIT 1");
      if (!rows.next()) continue;
      const Id id = rows.number(0);
      database.begin();
      const bool number = rows.text(1) == "integer";
      rows.again();
      const bool date = column.ends_with("_on") || column == "since" || column == "anchor";
      const bool word = column == "basis" || column == "result" || column == "every" || column.ends_with("_at");
      if (word) {
        database.rollback();
        continue;  // a word that is none of the known ones is refused when it is read
      }
      const std::string value = number ? "1 - " + column : date ? "'1999-12-31'" : column + " || 'x'";
      db::Query(database, "UPDATE " + table + " SET " + column + " = " + value + " WHERE id = $1", id).run();
      CAPTURE(table);
      CAPTURE(column);
      CHECK(problems(database) != "");
      database.rollback();
      ++tried;
    }
  }
  CHECK(tried > 40);
  CHECK(problems(database) == "");
}

TEST_CASE("a change to the journal is found") {
  World world;
  world::Random random(world, 11);
  run(random, 60);
  auto& database = *world.database;
  REQUIRE(store::verify(database).empty());
  const char* forgeries[] = {
      "UPDATE entry_row SET after = replace(after, '1', '2') WHERE id = (SELECT max(id) FROM entry_row WHERE after "
      "LIKE '%1%')",
      "UPDATE entry SET reason = 'another' WHERE id = (SELECT max(id) FROM entry)",
      "UPDATE entry SET at = '2020-01-01T00:00:00Z' WHERE id = (SELECT min(id) + 3 FROM entry)",
      "UPDATE entry SET tick = tick + 1 WHERE id = (SELECT min(id) + 3 FROM entry)",
      "UPDATE entry SET login = 'someone' WHERE id = (SELECT min(id) + 3 FROM entry)",
      "UPDATE entry SET actor = '' WHERE id = (SELECT min(id) + 3 FROM entry)",
      "UPDATE entry SET voids = 4294967298 WHERE id = (SELECT max(id) FROM entry)",
      "DELETE FROM entry WHERE id = (SELECT min(id) + 5 FROM entry)",
      "DELETE FROM entry_row WHERE id = (SELECT min(id) + 5 FROM entry_row)",
      "INSERT INTO entry_row SELECT (SELECT max(id) + 1 FROM entry_row), entry, kind, subject, prior, also, after, "
      "mark "
      "FROM entry_row WHERE id = (SELECT max(id) FROM entry_row)",
      "UPDATE entry_row SET subject = subject + 1 WHERE id = (SELECT max(id) FROM entry_row)",
      "UPDATE entry_row SET kind = 'status' WHERE id = (SELECT max(id) FROM entry_row)",
      "UPDATE site SET uid = x'00112233445566778899aabbccddeeff'"};
  database.run_script(
      "DROP TRIGGER entry_stays; DROP TRIGGER entry_kept; DROP TRIGGER entry_row_stays; DROP TRIGGER entry_row_kept");
  for (const char* forgery : forgeries) {
    database.begin();
    database.run_script(forgery);
    CAPTURE(std::string(forgery));
    CHECK_FALSE(store::verify(database).empty());
    database.rollback();
  }
  CHECK(store::verify(database).empty());
}

TEST_CASE("the journal is append-only for every SQL tool") {
  World world;
  auto& database = *world.database;
  for (const char* sql : {"UPDATE entry SET reason = 'x'", "DELETE FROM entry", "UPDATE entry_row SET after = '{}'",
                          "DELETE FROM entry_row", "INSERT OR REPLACE INTO entry SELECT * FROM entry",
                          "INSERT OR REPLACE INTO entry_row SELECT * FROM entry_row"}) {
    CAPTURE(sql);
    CHECK_THROWS_AS(database.run_script(sql), Error);
  }
  CHECK(store::verify(database).empty());
}

TEST_CASE("the byte form of marks and hashes never changes") {
  World world;
  const store::Sites sites(*world.database);
  store::EntryRow row;
  row.id = store::numbers_per_site + 5;
  row.kind = "device";
  row.subject = Ref{row.id};
  row.after = R"({"tag":"VENT-01"})";
  CHECK(hex(view(store::mark_of(sites, row))) == "e7b1d5896132980e3e60500a437e39e5318769bab8a4cd4d0f46ad62bfcf0778");
  store::Entry entry;
  entry.id = store::numbers_per_site + 2;
  entry.tick = 1767225600001;
  entry.at = "2026-01-01T00:00:00Z";
  entry.login = "tester";
  entry.what = "device add";
  entry.schema = 5;
  entry.first_row = row.id;
  entry.rows = 1;
  CHECK(hex(view(store::hash_of(sites, "", entry, store::mark_of(sites, row)))) ==
        "e4159fadbdd0d750ec617a898ce8f35def233a0842086b5b4bb4d07ca2813d22");
  entry.reason = "x";
  const auto with_reason = store::hash_of(sites, "", entry, store::mark_of(sites, row));
  std::swap(entry.actor, entry.reason);
  CHECK(store::hash_of(sites, "", entry, store::mark_of(sites, row)) != with_reason);
}
