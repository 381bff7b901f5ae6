#include "history/salvage_fill.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/error.hpp"
#include "db/migrate.hpp"
#include "history/history.hpp"
#include "store/chain.hpp"
#include "store/row.hpp"

namespace siyana::history {
namespace {

constexpr Id numbers = store::numbers_per_site;
const std::string no_hash(32, '\0');
constexpr Id beyond = 10000;  // no table holds what is later than the journal by more

std::optional<Id> number(db::Database& database, std::string_view sql, Id from, Id to) {
  db::Query query(database, sql, from, to);
  if (!query.next() || query.absent(0)) return std::nullopt;
  return query.number(0);
}

bool is_there(db::Database& database, Id row) {
  return db::Query(database, "SELECT 1 FROM entry_row WHERE id = $1", row).next();
}

/// The entries of one site.
class LostEntries {
 public:
  LostEntries(db::Database& fresh, Id site, Id last_row, std::set<Id>& undone)
      : fresh_(fresh), from_(site * numbers), to_((site + 1) * numbers), end_(last_row + 1), undone_(undone) {}

  void fill() {
    store::Entry before;
    before.id = from_;
    before.first_row = from_ + 1;
    before.at = "1970-01-01T00:00:00Z";
    const auto there = store::all<store::Entry>(
        fresh_, store::select<store::Entry>("entry", "WHERE id >= $1 AND id < $2 ORDER BY id"), from_, to_);
    if (there.empty()) before.schema = db::latest_schema(fresh_.engine());
    if (!there.empty() && begins_a_chain(there.front())) before = ended_before(there.front());
    for (const auto& entry : there) {
      between(before, entry.id, entry.first_row, entry);
      before = entry;
    }
    const Id named =
        number(fresh_, "SELECT max(entry) FROM entry_row WHERE id >= $1 AND id < $2", from_, to_).value_or(0);
    const Id rows_end = store::end_row(before);
    if (named > before.id || end_ > rows_end)
      between(before, std::max(named, before.id + 1) + 1, std::max(end_, rows_end), before);
  }

 private:
  bool begins_a_chain(const store::Entry& entry) {
    return db::Query(fresh_, "SELECT 1 FROM entry_row WHERE id = $1 AND kind = 'site'", entry.first_row).next();
  }
  static store::Entry ended_before(const store::Entry& first) {
    store::Entry none = first;
    none.id = first.id - 1;
    none.rows = 0;
    return none;
  }

  /// Those after `before` and before the number `next`, whose rows begin at `next_row`, with the time of `like`.
  void between(const store::Entry& before, Id next, Id next_row, const store::Entry& like) {
    Id first = store::end_row(before);
    const auto ends = ends_between(first, next_row);
    for (Id id = before.id + 1; id < next; ++id) {
      const auto named = ends.find(id);
      Id end = named == ends.end() ? first : std::max(first, named->second);
      if (id + 1 == next) end = std::max(end, next_row);
      write(id, std::max(before.tick, std::int64_t{1}), like, first, end - first);
      first = end;
    }
  }

  /// Of each entry that rows in this part of the journal name, the end of these rows.
  std::map<Id, Id> ends_between(Id first, Id end) {
    std::map<Id, Id> ends;
    db::Query rows(fresh_, "SELECT entry, max(id) FROM entry_row WHERE id >= $1 AND id < $2 GROUP BY entry", first,
                   std::min(end, to_));
    while (rows.next()) ends[rows.number(0)] = rows.number(1) + 1;
    return ends;
  }

  void write(Id id, std::int64_t tick, const store::Entry& like, Id first_row, std::int64_t rows) {
    db::Query(fresh_,
              "INSERT INTO entry (id, tick, at, login, what, schema, first_row, rows, hash, voids) "
              "VALUES ($1, $2, $3, '?', 'lost', $4, $5, $6, $7, $8)",
              id, tick, like.at, like.schema, first_row, rows, Value::of_bytes(no_hash), undone_before(id))
        .run();
  }

  Ref undone_before(Id id) {
    const auto first = undone_.begin();
    if (first == undone_.end() || *first >= id) return {};
    const Ref undone{*first};
    undone_.erase(first);
    return undone;
  }

  db::Database& fresh_;
  Id from_, to_, end_;
  std::set<Id>& undone_;
};

class LostRows {
 public:
  LostRows(db::Database& fresh, const std::function<void()>& each)
      : fresh_(fresh),
        each_(each),
        sites_(fresh),
        insert_(fresh,
                "INSERT INTO entry_row (id, entry, kind, subject, after, mark) VALUES ($1, $2, $3, $4, $5, $6)") {
    for (db::Query all(fresh, "SELECT first_row, id FROM entry ORDER BY first_row, id"); all.next();)
      entries_.emplace_back(all.number(0), all.number(1));
  }

  std::int64_t fill() {
    for (const auto& kind : kinds()) rows_of(kind);
    return made_;
  }

 private:
  void rows_of(const store::Kind& kind) {
    const std::string name(kind.name);
    std::vector<std::pair<Id, Id>> rows;  // a row may go while the others are read
    for (db::Query all(fresh_, "SELECT id, last FROM " + name + " ORDER BY id"); all.next();)
      rows.emplace_back(all.number(0), all.number(1));
    for (const auto& [id, last] : rows) {
      each_();
      if (!keep(kind, id, last)) db::Query(fresh_, "DELETE FROM " + name + " WHERE id = $1", id).run();
    }
  }

  /// False for a row that is damaged.
  bool keep(const store::Kind& kind, Id id, Id last) try {
    if (!is_possible(id) || !is_possible(last) || store::site_of(id) > store::site_of(last)) return false;
    if (!is_there(fresh_, id))
      write(kind, id, id);
    else if (!is_made(kind, id))
      return false;
    if (!is_there(fresh_, last)) write(kind, id, last);
    return true;
  } catch (const Error&) {
    return false;
  }

  bool is_possible(Id row) const {
    return std::any_of(ends_.begin(), ends_.end(), [&](Id end) { return row / numbers == end / numbers && row < end; });
  }

  bool is_made(const store::Kind& kind, Id id) {
    return db::Query(fresh_, "SELECT 1 FROM entry_row WHERE id = $1 AND subject = $1 AND kind = $2", id, kind.name)
        .next();
  }

  void write(const store::Kind& kind, Id id, Id at) {
    store::EntryRow row;
    row.id = at;
    row.kind = kind.name;
    row.subject = Ref{id};
    row.after = kind.facts(fresh_, sites_, id);
    row.entry = entry_of(at);
    if (!row.entry) return;
    insert_.bind_all(row.id, row.entry, row.kind, row.subject, row.after);
    insert_.bind(6, Value::of_bytes(view(store::mark_of(sites_, row)))).run();
    ++made_;
  }

  /// The last entry of its site that begins no later.
  Ref entry_of(Id row) const {
    const auto after =
        std::upper_bound(entries_.begin(), entries_.end(), std::pair(row, std::numeric_limits<Id>::max()));
    if (after == entries_.begin()) return {};
    const Id entry = std::prev(after)->second;
    return entry / numbers == row / numbers ? Ref{entry} : Ref{};
  }

  db::Database& fresh_;
  const std::function<void()>& each_;
  store::Sites sites_;
  db::Query insert_;
  std::vector<std::pair<Id, Id>> entries_;  // with their first rows, by these
  std::vector<Id> ends_ = ends_of(fresh_);
  std::int64_t made_ = 0;

  static std::vector<Id> ends_of(db::Database& fresh) {
    std::vector<Id> ends;
    for (const auto& site : store::all_sites(fresh))
      if (const auto end = number(fresh, "SELECT max(first_row + rows) FROM entry WHERE id >= $1 AND id < $2",
                                  site.id * numbers, (site.id + 1) * numbers))
        ends.push_back(*end);
    return ends;
  }
};

/// The last row that the journal or a table knows.
Id last_known(db::Database& fresh, Id site) {
  const Id journal = store::last_row(fresh, site);
  Id last = journal;
  for (const auto& kind : kinds()) {
    const auto found =
        number(fresh, "SELECT max(last) FROM " + std::string(kind.name) + " WHERE last >= $1 AND last < $2", journal,
               std::min(journal + beyond, (site + 1) * numbers));
    last = std::max(last, found.value_or(0));
  }
  return last;
}

/// Entries whose things are void by their tables, and by no entry that is left: one of those that are lost undid them.
std::set<Id> undone_entries(db::Database& fresh) {
  std::set<Id> undone;
  for (const auto& kind : kinds()) {
    db::Query entries(fresh, "SELECT DISTINCT r.entry FROM " + std::string(kind.name) +
                                 " t JOIN entry_row r ON r.id = t.id WHERE t.live = 0 AND NOT EXISTS (SELECT 1 FROM "
                                 "entry e WHERE e.voids = r.entry) AND NOT EXISTS (SELECT 1 FROM entry_row v WHERE "
                                 "v.subject = t.id AND v.kind = 'void')");
    while (entries.next()) undone.insert(entries.number(0));
  }
  return undone;
}

}  // namespace

std::int64_t fill_journal(db::Database& fresh, const std::function<void()>& each) {
  auto undone = undone_entries(fresh);
  for (const auto& site : store::all_sites(fresh))
    LostEntries(fresh, site.id, last_known(fresh, site.id), undone).fill();
  return LostRows(fresh, each).fill();
}

}  // namespace siyana::history
