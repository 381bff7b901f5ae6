#include "history/salvage.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <memory>

#include "base/part_file.hpp"
#include "db/migrate.hpp"
#include "db/network.hpp"
#include "history/history.hpp"
#include "history/salvage_fill.hpp"
#include "history/salvage_journal.hpp"
#include "store/begin.hpp"
#include "store/chain.hpp"

namespace siyana::history {
namespace {

/// So many ids are tried beyond the last that is known, where the end of a table is damaged.
constexpr Id beyond = 10000;

bool is_journal(std::string_view table) { return table == "site" || table == "entry" || table == "entry_row"; }

/// Worked out from the others, or this program's own.
bool is_derived(std::string_view table) {
  return table.starts_with("due") || table.starts_with("device_find") || table == "device_text" ||
         table == "schema_migration";
}

/// The rows of one table, by their key, as far as SQLite can reach them.
class Table {
 public:
  Table(db::Database& source, db::Database& fresh, const std::string& name, const std::vector<Id>& ends)
      : ends_(ends),
        by_key_(source, "SELECT * FROM " + name + " WHERE id >= $1 ORDER BY id"),
        insert_(fresh, insert_sql(name, by_key_.statement())) {}

  void copy() {
    for (Id from = 0; from >= 0;) from = copy_from(from);
  }

 private:
  static std::string insert_sql(const std::string& name, const db::Statement& columns) {
    std::string names, values;
    for (int i = 0; i < columns.columns(); ++i) {
      names += (i == 0 ? "" : ", ") + std::string(columns.column_name(i));
      values += (i == 0 ? "$" : ", $") + std::to_string(i + 1);
    }
    return "INSERT INTO " + name + " (" + names + ") VALUES (" + values + ")";
  }

  /// -1 at the end, else the next id that can be read.
  Id copy_from(Id from) {
    try {
      by_key_.again().bind(1, from);
      while (by_key_.next()) {
        write();
        from = by_key_.number(0) + 1;
      }
      return -1;
    } catch (const Error&) {
      return next_readable(from);
    }
  }

  Id next_readable(Id from) {
    for (const Id end : ends_)
      for (from = std::max(from + 1, end / store::numbers_per_site * store::numbers_per_site); from < end; ++from)
        if (can_read(from)) return from;
    return -1;
  }

  bool can_read(Id id) try {
    by_key_.again().bind(1, id);
    by_key_.next();
    return true;
  } catch (const Error&) {
    return false;
  }

  void write() try {
    for (int i = 0; i < by_key_.statement().columns(); ++i) insert_.bind(i + 1, by_key_.value(i));
    insert_.run();
  } catch (const Error&) {
    insert_.again();  // no such row can be: it is damaged
  }

  const std::vector<Id>& ends_;  // of the ids of each site, ascending
  db::Query by_key_, insert_;
};

class Salvage {
 public:
  Salvage(const Salvaging& salvaging, Date today, const std::function<void()>& between)
      : salvaging_(salvaging), today_(today), between_(between), fresh_(db::open_scratch()) {}

  std::unique_ptr<db::Database> run() {
    db::migrate(*fresh_, "never");
    fresh_->begin();
    salvage_journal(salvaging_.file, *fresh_, between_);
    entries_ = missing_entries(*fresh_);
    tables();
    remade_["entry_row"] = fill_journal(*fresh_);
    rows_ = missing_rows(*fresh_);
    things();
    due::settle_everything(*fresh_, today_);
    fresh_->commit();
    return std::move(fresh_);
  }

  /// Of the new store as it is at last.
  std::vector<Salvaged> report(db::Database& made) const {
    std::vector<Salvaged> lines;
    for (const auto& [table, rows] : made.row_counts()) {
      if (is_derived(table)) continue;
      Salvaged line{table, rows, 0, 0, {}};
      if (const auto found = remade_.find(table); found != remade_.end()) line.remade = found->second;
      if (table == "entry") std::tie(line.missing, line.which) = std::tie(entries_.count, entries_.which);
      if (table == "entry_row") std::tie(line.missing, line.which) = std::tie(rows_.count, rows_.which);
      if (line.rows != 0 || line.missing != 0) lines.push_back(std::move(line));
    }
    return lines;
  }

 private:
  /// All that SQLite can still reach; where it cannot open the file, the journal must do.
  void tables() {
    std::unique_ptr<db::Database> source;
    try {
      source = db::open({salvaging_.file, db::Mode::read, salvaging_.busy_seconds});
    } catch (const Error& error) {
      if (error.fault() == Fault::busy) throw;
      return;
    }
    const auto ends = ends_of_sites();
    for (const auto& [name, rows] : fresh_->row_counts()) {
      between_();
      if (is_journal(name) || is_derived(name)) continue;
      try {
        Table(*source, *fresh_, name, ends).copy();
      } catch (const Error&) {
        // Its definition cannot be read: what the journal holds of it is made again.
      }
    }
  }

  std::vector<Id> ends_of_sites() const {
    std::vector<Id> ends{beyond};  // tables that are no part of the journal number their rows from 1
    for (const auto& site : store::all_sites(*fresh_)) ends.push_back(store::last_row(*fresh_, site.id) + beyond);
    std::sort(ends.begin(), ends.end());
    return ends;
  }

  /// Each thing is what the journal says now.
  void things() {
    const store::Sites sites(*fresh_);
    for (const auto& kind : kinds()) {
      const std::string name(kind.name);
      db::Query things(*fresh_, "SELECT id FROM entry_row WHERE subject = id AND kind = $1 ORDER BY id", name);
      while (things.next()) {
        const Id id = things.number(0);
        bool differs = false;
        kind.compare(*fresh_, sites, id, [&](std::string_view) { differs = true; });
        if (!differs) continue;
        kind.refold(*fresh_, sites, id);
        ++remade_[name];
      }
    }
  }

  const Salvaging& salvaging_;
  Date today_;
  const std::function<void()>& between_;
  std::unique_ptr<db::Database> fresh_;
  Gaps entries_, rows_;
  std::map<std::string, std::int64_t, std::less<>> remade_;
};

void require_free(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) == 0)
    throw Error(Fault::conflict, "{path} is there already: name another (--into)", {{"path", path}});
}

}  // namespace

std::vector<Salvaged> salvage(const Salvaging& salvaging, const store::Moment& moment, const store::Who& who,
                              const std::function<void()>& between) {
  require_free(salvaging.target);
  db::require_local(salvaging.target);
  PartFile part(salvaging.target);
  Salvage work(salvaging, moment.today, between);
  work.run()->copy_to(part.path(), between);
  const auto made = db::open({part.path(), db::Mode::write, salvaging.busy_seconds});
  store::continue_chain(*made, salvaging.uid, store::Continued::salvage, moment, who, settle);
  auto lines = work.report(*made);
  part.put_in_place();
  return lines;
}

}  // namespace siyana::history
