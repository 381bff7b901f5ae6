#include "history/salvage.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <map>
#include <memory>
#include <optional>

#include "alert/seal.hpp"
#include "base/part_file.hpp"
#include "db/migrate.hpp"
#include "db/network.hpp"
#include "db/store_file.hpp"
#include "device/nomenclature.hpp"
#include "history/history.hpp"
#include "history/salvage_fill.hpp"
#include "history/salvage_journal.hpp"
#include "store/begin.hpp"
#include "store/chain.hpp"

namespace siyana::history {
namespace {

/// So many ids are tried beyond the last that is known, where the end of a table is damaged.
constexpr Id beyond = 10000;

/// A table without an id.
struct Keyed {
  std::string_view table, from_its_beginning, from_its_end;
};
constexpr Keyed keyed_tables[] = {
    {"nomenclature_term", "ORDER BY nomenclature, code", "ORDER BY nomenclature DESC, code DESC"},
    {"outgoing_item", "ORDER BY outgoing, device, item", "ORDER BY outgoing DESC, device DESC, item DESC"}};

bool is_keyed(std::string_view table) {
  return std::any_of(std::begin(keyed_tables), std::end(keyed_tables),
                     [&](const Keyed& k) { return k.table == table; });
}

bool is_journal(std::string_view table) { return table == "site" || table == "entry" || table == "entry_row"; }

/// Worked out from the others, or this program's own.
bool is_derived(std::string_view table) {
  return table.starts_with("due") || table.starts_with("device_find") || table == "device_text" ||
         table == "schema_migration" || table == "alert_seal";
}

std::string insert_sql(const std::string& table, const db::Statement& columns) {
  std::string names, values;
  for (int i = 0; i < columns.columns(); ++i) {
    std::string name(columns.column_name(i));  // of a damaged file: quoted
    for (auto at = name.find('"'); at != name.npos; at = name.find('"', at + 2)) name.insert(at, 1, '"');
    names += (i == 0 ? "\"" : ", \"") + name + "\"";
    values += (i == 0 ? "$" : ", $") + std::to_string(i + 1);
  }
  return "INSERT INTO " + table + " (" + names + ") VALUES (" + values + ")";
}

/// Takes the rows of one question into the table of the new store.
class Rows {
 public:
  Rows(db::Database& source, db::Database& fresh, const std::string& table, const std::string& which,
       const std::function<void()>& each)
      : each_(each),
        rows_(source, "SELECT * FROM " + table + " " + which),
        insert_(fresh, insert_sql(table, rows_.statement())) {}

  db::Query& query() { return rows_; }

  void write() try {
    each_();
    for (int i = 0; i < rows_.statement().columns(); ++i) insert_.bind(i + 1, rows_.value(i));
    insert_.run();
  } catch (const Error&) {
    insert_.again();  // no such row can be, and it is damaged; or it is there already
  }

 private:
  const std::function<void()>& each_;
  db::Query rows_, insert_;
};

/// From its beginning and from its end, as far as SQLite can reach.
void copy_keyed(db::Database& source, db::Database& fresh, const Keyed& keyed, const std::function<void()>& each) {
  for (const auto& order : {keyed.from_its_beginning, keyed.from_its_end}) try {
      Rows rows(source, fresh, std::string(keyed.table), std::string(order), each);
      while (rows.query().next()) rows.write();
      return;
    } catch (const Error&) {
      // the damage is reached
    }
}

/// The rows of one table, by their id, as far as SQLite can reach them.
class Table {
 public:
  Table(db::Database& source, db::Database& fresh, const std::string& name, const std::vector<Id>& ends,
        const std::function<void()>& each)
      : ends_(ends),
        each_(each),
        rows_(source, fresh, name, "WHERE id >= $1 ORDER BY id", each),
        known_(fresh, "SELECT id, subject = id AND kind = $3 FROM entry_row WHERE id >= $1 AND id < $2 ORDER BY id"),
        name_(name) {}

  void copy() {
    for (Id from = 0; from >= 0;) from = copy_from(from);
  }

 private:
  /// -1 at the end, else the next id that can be read.
  Id copy_from(Id from) {
    try {
      rows_.query().again().bind(1, from);
      while (rows_.query().next()) {
        rows_.write();
        from = store::after(rows_.query().number(0));
      }
      return -1;
    } catch (const Error&) {
      return next_readable(store::after(from));
    }
  }

  /// What the journal knows as something else is no row of this table, and not tried.
  Id next_readable(Id from) {
    for (const Id end : ends_) {
      from = std::max(from, end / store::numbers_per_site * store::numbers_per_site);
      known_.again().bind_all(from, end, name_);
      while (known_.next()) {
        const Id known = known_.number(0);
        if (const auto found = readable(from, known_.number(1) != 0 ? known + 1 : known)) return *found;
        from = known + 1;
      }
      if (const auto found = readable(from, end)) return *found;
    }
    return -1;
  }

  std::optional<Id> readable(Id from, Id end) {
    for (; from < end; ++from) {
      if (can_read(from)) return from;
      each_();
    }
    return std::nullopt;
  }

  bool can_read(Id id) try {
    rows_.query().again().bind(1, id);
    rows_.query().next();
    return true;
  } catch (const Error&) {
    return false;
  }

  const std::vector<Id>& ends_;  // of the ids of each site, ascending
  const std::function<void()>& each_;
  Rows rows_;
  db::Query known_;
  std::string name_;
};

class Salvage {
 public:
  Salvage(const Salvaging& salvaging, Date today) : salvaging_(salvaging), today_(today), fresh_(db::open_scratch()) {
    salvaging_.works_on(fresh_.get());
  }
  ~Salvage() { salvaging_.works_on(nullptr); }
  Salvage(const Salvage&) = delete;
  Salvage& operator=(const Salvage&) = delete;

  void copy_to(const std::string& path) {
    db::migrate(*fresh_, "never");
    fresh_->begin();
    open_source();  // first: it takes back what a dead writer left half done
    salvage_journal(salvaging_.file, *fresh_, each_);
    missing_entries_ = missing_entries(*fresh_);
    unproven_entries_ = unproven_entries(*fresh_, each_);
    tables();
    remade_["entry_row"] = fill_journal(*fresh_, each_);
    missing_rows_ = missing_rows(*fresh_);
    things();
    due::settle_everything(*fresh_, today_);
    alert::seal_anew(*fresh_);
    fresh_->commit();
    fresh_->copy_to(path, [&] { salvaging_.progress(rows_); });
  }

  /// Of the new store as it is at last.
  std::vector<Salvaged> report(db::Database& made) const {
    std::vector<Salvaged> lines;
    for (const auto& [table, rows] : made.row_counts()) {
      if (is_derived(table)) continue;
      Salvaged line;
      line.table = table;
      line.rows = rows;
      if (const auto found = remade_.find(table); found != remade_.end()) line.remade = found->second;
      if (table == "entry") {
        std::tie(line.missing, line.which) = std::tie(missing_entries_.count, missing_entries_.which);
        std::tie(line.unproven, line.doubtful) = std::tie(unproven_entries_.count, unproven_entries_.which);
      }
      if (table == "entry_row") std::tie(line.missing, line.which) = std::tie(missing_rows_.count, missing_rows_.which);
      if (table == "nomenclature_term") std::tie(line.missing, line.which) = lost_terms(made);
      if (line.rows != 0 || line.missing != 0) lines.push_back(std::move(line));
    }
    return lines;
  }

 private:
  /// The journal has no copy of them. How many, and the systems that must be loaded again.
  static std::pair<std::int64_t, std::string> lost_terms(db::Database& made) {
    std::pair<std::int64_t, std::string> lost{0, ""};
    for (const auto& nomenclature : device::nomenclatures(made)) {
      if (device::are_whole(made, nomenclature)) continue;
      db::Query terms(made, "SELECT count(*) FROM nomenclature_term WHERE nomenclature = $1", nomenclature.id);
      terms.next();
      lost.first += std::max<std::int64_t>(1, nomenclature.terms - terms.number(0));
      lost.second += (lost.second.empty() ? "" : " ") + nomenclature.system;
    }
    return lost;
  }

  /// Null where SQLite cannot open the file: the journal must do.
  void open_source() try {
    source_ = db::open({salvaging_.file, db::Mode::read, salvaging_.busy_seconds});
  } catch (const Error& error) {
    if (error.fault() == Fault::busy) throw;
  }

  /// All that SQLite can still reach.
  void tables() {
    if (!source_) return;
    require_known_schema(*source_);
    const auto ends = ends_of_sites();
    for (const auto& [name, rows] : fresh_->row_counts()) {
      if (is_journal(name) || is_derived(name) || is_keyed(name)) continue;
      try {
        Table(*source_, *fresh_, name, ends, each_).copy();
      } catch (const Error&) {
        // Its definition cannot be read: what the journal holds of it is made again.
      }
    }
    for (const auto& keyed : keyed_tables) copy_keyed(*source_, *fresh_, keyed, each_);
  }

  /// A newer siyana's tables have what this one would lose. One damaged number is not believed.
  void require_known_schema(db::Database& source) const {
    db::Query written_by(*fresh_, "SELECT max(schema) FROM entry");
    written_by.next();
    if (written_by.number(0) <= db::latest_schema(fresh_->engine())) return;
    try {
      db::schema_of(source);
    } catch (const Error&) {
      return;
    }
    db::require_known(source);
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
        each_();
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
  std::unique_ptr<db::Database> fresh_, source_;
  std::int64_t rows_ = 0;
  const std::function<void()> each_ = [this] {
    if (++rows_ % 4096 == 0) salvaging_.progress(rows_);
  };
  Numbers missing_entries_, unproven_entries_, missing_rows_;
  std::map<std::string, std::int64_t, std::less<>> remade_;
};

void require_free(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) == 0)
    throw Error(Fault::conflict, "{path} is there already: name another (--into)", {{"path", path}});
}

[[noreturn]] void cannot_make(const std::string& path) {
  throw Error(Fault::internal, "cannot make {path}: {why}", {{"path", path}, {"why", std::strerror(errno)}});
}

}  // namespace

std::vector<Salvaged> salvage(const Salvaging& salvaging, const store::Moment& moment, const store::Who& who) {
  require_free(salvaging.target);
  db::require_local(salvaging.target);
  PartFile part(salvaging.target);
  Salvage work(salvaging, moment.today);
  work.copy_to(part.path());
  const auto made = db::open({part.path(), db::Mode::write, salvaging.busy_seconds});
  store::continue_chain(*made, salvaging.uid, store::Continued::salvage, moment, who, settler());
  auto lines = work.report(*made);
  if (::fchmod(part.descriptor(), db::rights_in(folder_of(salvaging.target))) != 0) cannot_make(salvaging.target);
  part.put_in_place();
  return lines;
}

}  // namespace siyana::history
