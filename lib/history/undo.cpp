#include <algorithm>
#include <unordered_map>

#include "history/history.hpp"
#include "store/chain.hpp"

namespace siyana::history {
namespace {

std::string entry_text(Id entry) { return std::to_string(store::number_of(entry)); }

/// Which live entries build on what an entry made: they edit it, or what they made or edited names it. An entry's
/// things have the ids of its rows, so that each table is asked once, not once a thing.
class Builders {
 public:
  Builders(db::Database& database, const store::Entry& entry)
      : database_(database), entry_(entry), end_(store::end_row(entry)) {}

  BuiltOn find(std::size_t most) {
    edits();
    db::Query made(database_,
                   "SELECT DISTINCT kind FROM entry_row WHERE id >= $1 AND id < $2 AND subject = id ORDER BY kind",
                   entry_.first_row, end_);
    while (made.next()) names(std::string(made.text(0)));
    spreads();
    std::vector<Builder> all;
    for (const auto& [id, builder] : found_) all.push_back(builder);
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.entry < b.entry; });
    const auto count = static_cast<std::int64_t>(all.size());
    all.resize(std::min(most, all.size()));
    return {std::move(all), count};
  }

 private:
  void edits() {
    db::Query rows(database_,
                   "SELECT entry, subject, kind FROM entry_row WHERE subject >= $1 AND subject < $2 "
                   "AND (id < $1 OR id >= $2) ORDER BY subject, id",
                   entry_.first_row, end_);
    while (rows.next()) add(rows.number(0), rows.number(1), rows.text(2));
  }

  void names(const std::string& kind) {
    for (const auto& other : kinds())
      for (const auto& field : other.fields)
        if (!other.witness && field.target == kind && field.role == Role::fact)
          named_in(other, std::string(field.name), kind);
  }

  void named_in(const store::Kind& other, const std::string& field, const std::string& kind) {
    db::Query rows(database_,
                   "SELECT id, " + field + " FROM " + std::string(other.name) + " WHERE " + field + " >= $1 AND " +
                       field + " < $2 AND live = 1 AND (id < $1 OR id >= $2) ORDER BY " + field + ", id",
                   entry_.first_row, end_);
    while (rows.next()) namer(rows.number(0), rows.number(1), kind);
  }

  /// A first due date names its device and the plan's name, not the plan.
  void spreads() {
    db::Query rows(database_,
                   "SELECT f.id, p.id FROM plan p JOIN first_due f ON f.device = p.device AND f.name_key = p.name_key "
                   "WHERE p.id >= $1 AND p.id < $2 AND f.live = 1 AND (f.id < $1 OR f.id >= $2) ORDER BY p.id, f.id",
                   entry_.first_row, end_);
    while (rows.next()) namer(rows.number(0), rows.number(1), "plan");
    spreads_over_rules();
  }

  /// The same of the devices to which the entry's rules give their plans.
  void spreads_over_rules() {
    db::Query rules(database_, "SELECT 1 FROM plan WHERE id >= $1 AND id < $2 AND device IS NULL LIMIT 1",
                    entry_.first_row, end_);
    if (!rules.next()) return;
    db::Query rows(database_,
                   "SELECT f.id, u.plan FROM first_due f JOIN due u ON u.device = f.device AND u.name_key = f.name_key "
                   "JOIN plan p ON p.id = u.plan WHERE u.plan >= $1 AND u.plan < $2 AND p.device IS NULL AND "
                   "f.live = 1 AND (f.id < $1 OR f.id >= $2) ORDER BY u.plan, f.id",
                   entry_.first_row, end_);
    while (rows.next()) namer(rows.number(0), rows.number(1), "plan");
  }

  /// Of what names the thing: the first entry about it that is later, since the thing could not be named before.
  void namer(Id other, Id thing, const std::string& kind) {
    db::Query rows(database_,
                   "SELECT r.entry FROM entry_row r JOIN entry e ON e.id = r.entry WHERE r.subject = $1 AND "
                   "e.tick > $2 ORDER BY e.tick, r.id",
                   other, entry_.tick);
    while (rows.next())
      if (add(rows.number(0), thing, kind)) return;
  }

  bool add(Id by, Id thing, std::string_view kind) {
    if (by == entry_.id) return false;
    const auto [known, is_new] = dead_.try_emplace(by, false);
    if (is_new) known->second = store::voided_by(database_, by).has_value();
    if (known->second) return false;
    auto& builder = found_.try_emplace(by, Builder{by, thing, std::string(kind), 0}).first->second;
    ++builder.things;
    return true;
  }

  db::Database& database_;
  const store::Entry& entry_;
  Id end_;
  std::unordered_map<Id, Builder> found_;
  std::unordered_map<Id, bool> dead_;  // entries that were undone themselves
};

/// It makes nothing of its own; a note of the machine is nothing of its own.
bool only_undoes(db::Database& database, const store::Entry& entry) {
  if (!entry.voids) return false;
  db::Query made(database, "SELECT 1 FROM entry_row WHERE id >= $1 AND id < $2 AND kind <> 'machine'", entry.first_row,
                 store::end_row(entry));
  return !made.next();
}

void require_undoable(db::Database& database, const store::Entry& entry) {
  const std::string number = entry_text(entry.id);
  if (only_undoes(database, entry))  // a correction that was wrong itself can be corrected
    throw Error(Fault::conflict, "entry {entry} undoes another: enter again what it undid", {{"entry", number}});
  if (entry.what == "init" || entry.what == "restore" || entry.what == "salvage")
    throw Error(Fault::conflict, "entry {entry} began the store", {{"entry", number}});
  if (const auto by = store::voided_by(database, entry.id))
    throw Error(Fault::conflict, "entry {entry} was undone already by entry {by}",
                {{"entry", number}, {"by", entry_text(*by)}});
}

/// What an entry made goes; what it edited is folded again from the rows that are left.
void unmake(db::Database& database, const store::Entry& entry) {
  const Id end = store::end_row(entry);
  for (const auto& kind : kinds())
    db::Query(database, "UPDATE " + std::string(kind.name) + " SET live = 0 WHERE id >= $1 AND id < $2",
              entry.first_row, end)
        .run();
  const store::Sites sites(database);
  db::Query edits(database, "SELECT DISTINCT kind, subject FROM entry_row WHERE id >= $1 AND id < $2 AND subject <> id",
                  entry.first_row, end);
  while (edits.next())
    if (const auto* kind = kind_named(edits.text(0))) kind->refold(database, sites, edits.number(1));
}

}  // namespace

BuiltOn built_on(db::Database& database, const store::Entry& entry, std::size_t most) {
  return Builders(database, entry).find(most);
}

void undo(store::Change& change, const store::Entry& entry) {
  auto& database = change.database();
  require_undoable(database, entry);
  if (const auto built = built_on(database, entry, 1); built.entries > 0)
    throw Error(Fault::conflict, "entry {entry} made a {kind} that entry {later} builds on: void that one first",
                {{"entry", entry_text(entry.id)},
                 {"kind", Term{built.first.front().kind}},
                 {"later", entry_text(built.first.front().entry)}});
  change.undo(entry.id);
}

std::string name_of_thing(db::Database& database, std::string_view kind, Id thing) {
  constexpr std::pair<std::string_view, std::string_view> queries[] = {
      {"facility", "SELECT name FROM facility WHERE id = $1"},
      {"department", "SELECT name FROM department WHERE id = $1"},
      {"type", "SELECT name FROM type WHERE id = $1"},
      {"maker", "SELECT name FROM maker WHERE id = $1"},
      {"model", "SELECT name FROM model WHERE id = $1"},
      {"device", "SELECT tag FROM device WHERE id = $1"},
      {"plan", "SELECT name FROM plan WHERE id = $1"},
      {"breakdown", "SELECT number FROM breakdown WHERE id = $1"},
      {"service", "SELECT d.tag FROM service s JOIN device d ON d.id = s.device WHERE s.id = $1"},
      {"attempt", "SELECT d.tag FROM attempt s JOIN device d ON d.id = s.device WHERE s.id = $1"},
      {"status", "SELECT d.tag FROM status s JOIN device d ON d.id = s.device WHERE s.id = $1"},
      {"placement", "SELECT d.tag FROM placement s JOIN device d ON d.id = s.device WHERE s.id = $1"},
      {"suspension", "SELECT d.tag FROM suspension s JOIN device d ON d.id = s.device WHERE s.id = $1"},
      {"recipient", "SELECT address FROM recipient WHERE id = $1"},
      {"message", "SELECT r.address FROM message m JOIN recipient r ON r.id = m.recipient WHERE m.id = $1"},
      {"told", "SELECT d.tag FROM told s JOIN device d ON d.id = s.device WHERE s.id = $1"},
      {"snooze", "SELECT d.tag FROM snooze s JOIN device d ON d.id = s.device WHERE s.id = $1"},
      {"terms", "SELECT p.name FROM terms s JOIN plan p ON p.id = s.plan WHERE s.id = $1"}};
  for (const auto& [name, sql] : queries)
    if (name == kind)
      if (db::Query query(database, sql, thing); query.next()) return std::string(query.text(0));
  return "#" + std::to_string(store::number_of(thing));
}

store::Settle settler(due::PutOff* put_off) {
  return [put_off](db::Database& database, const store::Entry& entry, Date today) {
    if (entry.voids)
      if (const auto undone = store::entry_of(database, entry.voids.id)) unmake(database, *undone);
    due::settle(database, entry, today, put_off);
  };
}

}  // namespace siyana::history
