#include <algorithm>
#include <iterator>
#include <map>

#include "alert/seal.hpp"
#include "db/migrate.hpp"
#include "device/nomenclature.hpp"
#include "history/history.hpp"

namespace siyana::history {
namespace {

constexpr std::size_t most_differences = 100;

class Check {
 public:
  Check(db::Database& database, const std::function<void(std::int64_t)>& progress)
      : database_(database), sites_(database), progress_(progress) {}

  std::vector<Difference> run() {
    integrity();
    chain();
    return run_rows();
  }

  std::vector<Difference> run_rows() {
    schema();
    rows();
    caches();
    waiting_mail();
    return found_;
  }

 private:
  bool full() const { return found_.size() >= most_differences; }
  void found(std::string_view table, Id row, Sentence what) {
    if (!full()) found_.push_back({std::string(table), row, std::move(what)});
  }

  void integrity() {
    for (const auto& problem : database_.integrity_problems())
      found("", 0, say("the file is damaged: {problem}", {{"problem", problem}}));
  }

  /// What the schema is made of, against what the migrations make: a trigger that went lets the journal be changed.
  void schema() {
    for (const auto& name : db::changed_migrations(database_))
      found("schema_migration", 0, say("the migration {name} is not the one this siyana knows", {{"name", name}}));
    const auto fresh = db::open_scratch();
    db::migrate(*fresh, "never");
    const auto should = fresh->schema_objects(), is = database_.schema_objects();
    for (const auto& sql : missing_in(is, should)) found("", 0, say("the schema lacks this: {sql}", {{"sql", sql}}));
    for (const auto& sql : missing_in(should, is))
      found("", 0, say("the schema has what siyana did not make: {sql}", {{"sql", sql}}));
  }

  /// Both are sorted.
  static std::vector<std::string> missing_in(const std::vector<std::string>& in, const std::vector<std::string>& of) {
    std::vector<std::string> missing;
    std::set_difference(of.begin(), of.end(), in.begin(), in.end(), std::back_inserter(missing));
    return missing;
  }

  void chain() {
    for (auto& broken : store::verify(database_)) found("entry", broken.entry, std::move(broken.what));
  }

  /// Every thing that the journal made, against its row; and the rows that no entry made.
  void rows() {
    std::map<std::string, std::unique_ptr<store::TableWalk>, std::less<>> tables;
    for (const auto& kind : kinds()) tables.emplace(kind.name, kind.walk(database_, sites_));
    store::Things things(database_);
    for (std::int64_t done = 1; !full() && things.next(); ++done) {
      if (const auto table = tables.find(things.kind()); table != tables.end())
        compare(*table->second, table->first, things);
      if (done % 10000 == 0) progress_(done);
    }
    for (const auto& [kind, table] : tables) table->finish([this, name = kind](Id id) { stray(name, id); });
  }

  void compare(store::TableWalk& table, const std::string& kind, const store::Things& things) {
    const Id id = things.id();
    const auto tell = [&](std::string_view field) { differs(kind, id, field); };
    table.reach(id, [&](Id row) { stray(kind, row); });
    if (things.is_alone())
      table.compare(things, tell);
    else
      kind_named(kind)->compare(database_, sites_, id, tell);
    table.pass(id);
  }

  void stray(const std::string& kind, Id id) {
    found(kind, id,
          say("{kind} {row} is in its table and not in the journal", {{"kind", Term{kind}}, {"row", row(id)}}));
  }

  void differs(const std::string& kind, Id id, std::string_view field) {
    if (field == "id")
      found(kind, id,
            say("{kind} {row} is in the journal and not in its table", {{"kind", Term{kind}}, {"row", row(id)}}));
    else
      found(kind, id,
            say("{kind} {row}: {field} is not what the journal says",
                {{"kind", Term{kind}}, {"row", row(id)}, {"field", std::string(field)}}));
  }

  void waiting_mail() {
    alert::each_unsealed(database_, [&](std::string_view table, Id row) {
      found(table, row, say("what waits to be mailed is not as siyana left it: the next alert run makes it anew"));
    });
  }

  static std::string row(Id id) { return std::to_string(store::number_of(id)); }

  void caches() {
    db::Query settled(database_, "SELECT count(*), min(id), max(id) FROM due_settled");
    if (!settled.next() || settled.number(0) != 1 || settled.number(1) != 1)
      return found("due_settled", 0, say("the store does not say up to which day its due dates were worked out"));
    for (const Id id : device::stale_lists(database_)) stale("type, maker, model or department", id, "root");
    for (const auto& nomenclature : device::nomenclatures(database_))
      if (!device::are_whole(database_, nomenclature))
        found("nomenclature", nomenclature.id,
              say("nomenclature {system}: its terms are not those that were loaded: load it again",
                  {{"system", nomenclature.system}}));
    due::compare_cache(database_, [&](Id id, std::string_view what) { stale("device", id, what); });
    db::Query empty(
        database_,
        "SELECT id FROM device WHERE now_room = '' OR condition = '' OR usage = '' OR now_department = 0 OR "
        "open_breakdown = 0 LIMIT 100");
    while (empty.next())
      found("device", empty.number(0),
            say("{kind} {row} holds 0 or an empty text where nothing stood",
                {{"kind", Term{"device"}}, {"row", row(empty.number(0))}}));
    device::each_stale_words(database_, [&](Id id) { stale("device", id, "words"); });
    if (!database_.are_words_whole())
      found("device_find", 0, say("the index of words does not hold the words of the devices: find misses some"));
    db::Query strays(
        database_,
        "SELECT u.device FROM due u LEFT JOIN device d ON d.id = u.device AND d.live = 1 WHERE d.id IS NULL "
        "UNION SELECT c.device FROM due_change c LEFT JOIN device d ON d.id = c.device AND d.live = 1 "
        "WHERE d.id IS NULL LIMIT 100");
    while (strays.next()) stale("device", strays.number(0), "due");
  }

  void stale(const std::string& kind, Id id, std::string_view field) {
    found(kind, id,
          say("{kind} {row}: the cached {field} is not what the facts give",
              {{"kind", Term{kind}}, {"row", row(id)}, {"field", std::string(field)}}));
  }

  db::Database& database_;
  store::Sites sites_;
  const std::function<void(std::int64_t)>& progress_;
  std::vector<Difference> found_;
};

}  // namespace

void upgrade(db::Database& database, std::string_view at) {
  db::migrate(database, at, [&] {
    alert::seal_anew(database);
    // Caches are worked out as this siyana does.
    if (const auto on = due::settled_on(database)) due::settle_everything(database, *on);
  });
}

std::vector<Difference> check(db::Database& database, const std::function<void(std::int64_t)>& progress) {
  return Check(database, progress).run();
}

std::vector<Difference> check_rows(db::Database& database, const std::function<void(std::int64_t)>& progress) {
  return Check(database, progress).run_rows();
}

}  // namespace siyana::history
