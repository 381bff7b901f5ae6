#include "history/history.hpp"

namespace siyana::history {
namespace {

std::string entry_text(Id entry) { return std::to_string(store::number_of(entry)); }

/// The live entry of a row, other than `except`; 0 where there is none.
Id live_entry_of(db::Database& database, Id row, Id except) {
  db::Query query(database, "SELECT entry FROM entry_row WHERE id = $1", row);
  if (!query.next() || query.number(0) == except) return 0;
  const Id entry = query.number(0);
  return store::voided_by(database, entry) ? 0 : entry;
}

/// A live entry that edits the thing that this row made.
Id edited_by(db::Database& database, Id thing, Id except) {
  db::Query rows(database, "SELECT id FROM entry_row WHERE subject = $1 AND id <> $1 ORDER BY id", thing);
  while (rows.next())
    if (const Id entry = live_entry_of(database, rows.number(0), except)) return entry;
  return 0;
}

/// A live entry of which a thing names the thing that this row made.
Id named_by(db::Database& database, std::string_view kind, Id thing, Id except) {
  for (const auto& other : kinds()) {
    for (const auto& field : other.fields) {
      if (field.target != kind || field.role != Role::fact) continue;
      db::Query rows(database,
                     "SELECT id FROM " + std::string(other.name) + " WHERE " + std::string(field.name) +
                         " = $1 AND live = 1 ORDER BY id",
                     thing);
      while (rows.next())
        if (const Id entry = live_entry_of(database, rows.number(0), except)) return entry;
    }
  }
  return 0;
}

void require_undoable(db::Database& database, const store::Entry& entry) {
  const std::string number = entry_text(entry.id);
  if (entry.voids && entry.rows == 0)  // a correction that was wrong itself can be corrected
    throw Error(Fault::conflict, "entry {entry} undoes another: enter again what it undid", {{"entry", number}});
  if (entry.what == "init") throw Error(Fault::conflict, "entry {entry} began the store", {{"entry", number}});
  if (const auto by = store::voided_by(database, entry.id))
    throw Error(Fault::conflict, "entry {entry} was undone already by entry {by}",
                {{"entry", number}, {"by", entry_text(*by)}});
}

}  // namespace

void undo(store::Change& change, const store::Entry& entry) {
  auto& database = change.database();
  require_undoable(database, entry);
  const auto rows = store::rows_of(database, entry);
  for (const auto& row : rows) {
    if (row.subject.id != row.id) continue;  // an edit: what it made is a difference only
    Id later = edited_by(database, row.id, entry.id);
    if (later == 0) later = named_by(database, row.kind, row.id, entry.id);
    if (later != 0)
      throw Error(Fault::conflict, "entry {entry} made a {kind} that entry {later} builds on: void that one first",
                  {{"entry", entry_text(entry.id)}, {"kind", row.kind}, {"later", entry_text(later)}});
  }
  change.undo(entry.id);
}

void settle(db::Database& database, const store::Entry& entry, Date today) {
  if (entry.voids) {
    const store::Sites sites(database);
    const auto undone = store::entry_of(database, entry.voids.id);
    for (const auto& row : store::rows_of(database, *undone))
      if (const auto* kind = kind_named(row.kind)) kind->refold(database, sites, row.subject.id);
  }
  due::settle(database, entry, today);
}

}  // namespace siyana::history
