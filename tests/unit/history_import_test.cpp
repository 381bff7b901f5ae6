// An import is taken back whole, and leaves every answer as it was.
#include <doctest/doctest.h>

#include "exchange/import_log.hpp"
#include "exchange_file.hpp"
#include "history_world.hpp"
#include "work/log_line.hpp"

using namespace siyana;
using world::World;

namespace {

std::string problems(db::Database& database) {
  std::string text;
  for (const auto& difference : history::check(database, [](std::int64_t) {})) text += english(difference.what) + "\n";
  return text;
}

std::string log_of(db::Database& database) {
  std::string text = "tag,plan,kind,done_on,result,done_by,minutes,cost,note,extra,counts_for\n";
  work::each_log(database, {}, [&](const work::LogLine& line) {
    text += line.tag + "," + line.plan + "," + line.kind + "," + to_string(line.done_on) + "," + line.result + "," +
            line.done_by + ",,," + line.note + "," + (line.extra ? "1" : "0") + ",\n";
  });
  return text;
}

/// Imports a log into the world; how many rows were made.
int import_log(World& world, const std::string& text) {
  int made = 0;
  const exchange::MemoryFile file(text);
  exchange::ImportOptions options;
  options.known = &exchange::log_vocabulary();
  options.today = world.today;
  options.now = world.now();
  options.local = [](Date date, int hour, int minute) {
    return Instant{date.day.time_since_epoch().count() * 86400LL + hour * 3600 + minute * 60, 0};
  };
  exchange::Sheet sheet(file.descriptor(), "log", options);
  world.change("import log", [&](store::Change& change) {
    exchange::LogImport import(sheet, *world.database, options, [](std::uint64_t) {});
    exchange::LogDecision decision;
    while (import.next(decision))
      if (decision.action == exchange::Action::made) {
        import.write(change, decision);
        ++made;
      }
  });
  return made;
}

}  // namespace

TEST_CASE("a log that is imported again changes nothing and taken back leaves every answer as it was") {
  int imported = 0;
  for (unsigned seed = 500; seed < 520; ++seed) {
    World world;
    world::Random random(world, seed);
    for (int i = 0; i < 60; ++i) {
      random.pass_time();
      random.step();
    }
    std::string rows = "tag,done_on,result,kind\n";
    for (int i = 0; i < 12; ++i)
      rows += "D-" + std::to_string(random.below(5)) + "," +
              to_string(world.today - static_cast<int>(random.below(300))) +
              (random.below(3) == 0 ? ",fail" : ",pass") + (random.below(2) == 0 ? ",pm\n" : ",safety\n");
    const std::string before = world::answers(*world.database, world.today), log = log_of(*world.database);
    const int made = import_log(world, rows);
    if (made == 0) continue;
    ++imported;
    CAPTURE(seed);
    CHECK(problems(*world.database) == "");
    const auto entry = *store::entry_of(*world.database, world.last_entry());
    CHECK(import_log(world, rows) == 0);
    CHECK(import_log(world, log_of(*world.database)) == 0);  // what is exported is known
    CHECK(world.change("undo", [&](store::Change& change) { history::undo(change, entry); }));
    CHECK(world::answers(*world.database, world.today) == before);
    CHECK(log_of(*world.database) == log);
    CHECK(problems(*world.database) == "");
  }
  CHECK(imported > 10);
}
