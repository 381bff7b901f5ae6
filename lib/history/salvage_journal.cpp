#include "history/salvage_journal.hpp"

#include <sys/stat.h>

#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "db/pages.hpp"
#include "store/chain.hpp"
#include "store/json.hpp"
#include "store/row.hpp"

namespace siyana::history {
namespace {

using Values = std::span<const Value>;
using Type = Value::Type;

bool is(const Value& value, Type type) { return value.type == type; }
/// 0 or an empty text where nothing stood would hash alike.
bool is_number_or_absent(const Value& value) {
  return value.absent() || (is(value, Type::number) && value.number != 0);
}
bool is_text_or_absent(const Value& value) { return value.absent() || (is(value, Type::text) && !value.text.empty()); }
bool is_hash(const Value& value) { return is(value, Type::bytes) && value.text.size() == 32; }

bool looks_like_site(Values v) {
  return v.size() == 4 && v[0].absent() && is(v[1], Type::bytes) && v[1].text.size() == 16 && is(v[2], Type::text) &&
         is(v[3], Type::number);
}

bool looks_like_entry(Values v) {
  return v.size() == 12 && v[0].absent() && is(v[1], Type::number) && is(v[2], Type::text) && is(v[3], Type::text) &&
         is_text_or_absent(v[4]) && is(v[5], Type::text) && is_text_or_absent(v[6]) && is_number_or_absent(v[7]) &&
         is(v[8], Type::number) && is(v[9], Type::number) && is(v[10], Type::number) && is_hash(v[11]);
}

bool looks_like_row(Values v) {
  return v.size() == 8 && v[0].absent() && is(v[1], Type::number) && is(v[2], Type::text) && is(v[3], Type::number) &&
         is_number_or_absent(v[4]) && is_text_or_absent(v[5]) && is(v[6], Type::text) && is_hash(v[7]);
}

store::EntryRow row_of(Id id, Values v) {
  return {id,
          Ref{v[1].number},
          std::string(v[2].text),
          Ref{v[3].number},
          Ref{v[4].number},
          std::string(v[5].text),
          std::string(v[6].text),
          std::string(v[7].text)};
}

/// The 16 bytes that 32 hexadecimal digits write; nothing for another text.
std::string bytes_of(std::string_view digits) {
  if (digits.size() != 32) return {};
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    constexpr std::string_view known = "0123456789abcdef";
    const auto high = known.find(digits[i]), low = known.find(digits[i + 1]);
    if (high == known.npos || low == known.npos) return {};
    bytes += static_cast<char>(high << 4 | low);
  }
  return bytes;
}

/// No store is written after the last day there is.
constexpr std::int64_t last_tick = std::chrono::milliseconds((latest_date + 1).day.time_since_epoch()).count() - 1;

/// So many entries or rows no file of this size can have held: each has 32 bytes of hash alone.
Id most_numbers(const std::string& file) {
  struct stat status {};
  return ::stat(file.c_str(), &status) == 0 ? status.st_size / 32 + 100000 : 0;
}

/// The sites, from their table and from the first row of each one's chain.
class FoundSites {
 public:
  void look_at(Id id, Values v) {
    if (looks_like_site(v) && can_be(id))
      sites_[id] = {std::string(v[1].text), std::string(v[2].text)};
    else if (looks_like_row(v) && v[2].text == "site")
      named(store::site_of(id), v[6].text);
  }

  /// The own site is the one that was made last.
  void write(db::Database& fresh) const {
    if (sites_.empty()) throw Error(Fault::damaged, "nothing of a journal was found: only a backup can help");
    std::set<std::string_view> uids;
    for (const auto& [id, site] : sites_)
      if (uids.insert(site.uid).second)
        db::Query(fresh, "INSERT INTO site (id, uid, code) VALUES ($1, $2, $3)", id, Value::of_bytes(site.uid),
                  site.code)
            .run();
    db::Query(fresh, "UPDATE site SET own = 1 WHERE id = (SELECT max(id) FROM site)").run();
  }

 private:
  struct Found {
    std::string uid, code;
  };

  bool can_be(Id id) const {
    return id > 0 && id <= store::last_site && (sites_.contains(id) || sites_.size() < store::most_sites - 1);
  }

  void named(Id id, std::string_view after) try {
    Found found;
    store::read_json(after, [&](std::string_view name, const Value& value) {
      if (name == "uid") found.uid = bytes_of(value.text);
      if (name == "code") found.code = value.text;
    });
    if (!found.uid.empty() && can_be(id)) sites_.try_emplace(id, std::move(found));
  } catch (const Error&) {
    // What is damaged names no site.
  }

  std::map<Id, Found> sites_;
};

class FoundRows {
 public:
  FoundRows(db::Database& fresh, Id most) : sites_(fresh), most_(most), entry_(fresh, entry_sql), row_(fresh, row_sql) {
    for (const auto& site : store::all_sites(fresh)) known_.insert(site.id);
  }

  void look_at(Id id, Values v) {
    if (!can_be(id)) return;
    if (looks_like_entry(v) && v[1].number > 0 && v[1].number <= last_tick && can_be(v[9].number) &&
        v[10].number >= 0 && v[10].number <= most_)
      write(entry_, id, v);
    else if (looks_like_row(v) && is_proven(id, v))
      write(row_, id, v);
  }

 private:
  static constexpr std::string_view entry_sql =
      "INSERT INTO entry SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 "
      "WHERE NOT EXISTS (SELECT 1 FROM entry WHERE id = $1)";
  static constexpr std::string_view row_sql =
      "INSERT INTO entry_row SELECT $1, $2, $3, $4, $5, $6, $7, $8 "
      "WHERE NOT EXISTS (SELECT 1 FROM entry_row WHERE id = $1)";

  bool can_be(Id id) const { return known_.contains(store::site_of(id)) && store::number_of(id) <= most_; }

  bool is_proven(Id id, Values v) const try {
    return can_be(v[1].number) && view(store::mark_of(sites_, row_of(id, v))) == v[7].text;
  } catch (const Error&) {
    return false;  // it names a site that there is not
  }

  static void write(db::Query& query, Id id, Values v) {
    query.bind(1, id);
    for (std::size_t i = 1; i < v.size(); ++i) query.bind(static_cast<int>(i + 1), v[i]);
    query.run();
  }

  store::Sites sites_;
  Id most_;
  std::set<Id> known_;
  db::Query entry_, row_;
};

/// Numbers in ascending order, written as ranges.
class Ranges {
 public:
  void add(std::int64_t first, std::int64_t last) {
    numbers_.count += last - first + 1;
    if (open_ && first == last_ + 1) {
      last_ = last;
      return;
    }
    close();
    std::tie(open_, first_, last_) = std::tuple(true, first, last);
  }
  Numbers numbers() {
    close();
    return numbers_;
  }

 private:
  void close() {
    if (!open_) return;
    open_ = false;
    if (++ranges_ > 41) return;
    numbers_.which += numbers_.which.empty() ? "" : " ";
    if (ranges_ == 41)
      numbers_.which += "…";
    else
      numbers_.which += std::to_string(first_) + (last_ > first_ ? "-" + std::to_string(last_) : "");
  }

  Numbers numbers_;
  int ranges_ = 0;
  bool open_ = false;
  std::int64_t first_ = 0, last_ = 0;
};

/// Gathers the numbers that are not among those it is told of in ascending order.
class Missing {
 public:
  /// Begins with the numbers of a site, whose first is this.
  void from(std::int64_t next) { next_ = next; }
  void seen(std::int64_t number) {
    if (number > next_) lacking_.add(next_, number - 1);
    next_ = std::max(next_, number + 1);
  }
  Numbers numbers() { return lacking_.numbers(); }

 private:
  std::int64_t next_ = 1;
  Ranges lacking_;
};

/// The first entry of a site and its first row: those after the last of the chain that it continues.
store::Entry first_of(db::Database& database, Id site) {
  auto first = store::first<store::Entry>(
      database, store::select<store::Entry>("entry", "WHERE id >= $1 AND id < $2 ORDER BY id LIMIT 1"),
      site * store::numbers_per_site, (site + 1) * store::numbers_per_site);
  const auto begins =
      first ? store::first<store::EntryRow>(database, store::select<store::EntryRow>("entry_row", "WHERE id = $1"),
                                            first->first_row)
            : std::nullopt;
  if (begins && begins->kind == "site") return *first;
  store::Entry one;
  one.id = site * store::numbers_per_site + 1;
  one.first_row = one.id;
  return one;
}

/// Nothing where rows are lost.
std::optional<Digest> marks_of(db::Database& database, const store::Entry& entry) {
  Hash marks;
  std::int64_t count = 0;
  db::Query rows(database, "SELECT mark FROM entry_row WHERE id >= $1 AND id < $2 ORDER BY id", entry.first_row,
                 store::end_row(entry));
  for (; rows.next(); ++count) marks.part(rows.text(0));
  if (count != entry.rows) return std::nullopt;
  return marks.digest();
}

}  // namespace

void salvage_journal(const std::string& file, db::Database& fresh, const std::function<void()>& each) {
  FoundSites sites;
  db::each_loose_row(file, [&](Id id, Values values) {
    sites.look_at(id, values);
    each();
  });
  sites.write(fresh);
  FoundRows rows(fresh, most_numbers(file));
  db::each_loose_row(file, [&](Id id, Values values) {
    rows.look_at(id, values);
    each();
  });
}

Numbers missing_entries(db::Database& database) {
  Missing missing;
  for (const auto& site : store::all_sites(database)) {
    const Id from = site.id * store::numbers_per_site, to = from + store::numbers_per_site;
    missing.from(store::number_of(first_of(database, site.id).id));
    db::Query ids(database, "SELECT id FROM entry WHERE id >= $1 AND id < $2 ORDER BY id", from, to);
    while (ids.next()) missing.seen(store::number_of(ids.number(0)));
    db::Query named(database, "SELECT max(entry) FROM entry_row WHERE id >= $1 AND id < $2", from, to);
    if (named.next() && !named.absent(0)) missing.seen(store::number_of(named.number(0)) + 1);
  }
  return missing.numbers();
}

Numbers missing_rows(db::Database& database) {
  Missing missing;
  for (const auto& site : store::all_sites(database)) {
    const Id from = site.id * store::numbers_per_site, to = from + store::numbers_per_site;
    missing.from(store::number_of(first_of(database, site.id).first_row));
    db::Query ids(database, "SELECT id FROM entry_row WHERE id >= $1 AND id < $2 ORDER BY id", from, to);
    while (ids.next()) missing.seen(store::number_of(ids.number(0)));
    db::Query end(database, "SELECT max(first_row + rows) FROM entry WHERE id >= $1 AND id < $2", from, to);
    if (end.next() && !end.absent(0)) missing.seen(store::number_of(end.number(0)));
  }
  return missing.numbers();
}

Numbers unproven_entries(db::Database& database, const std::function<void()>& each) {
  Ranges unproven;
  const store::Sites sites(database);
  for (const auto& site : store::all_sites(database)) {
    store::Entry before;
    before.id = first_of(database, site.id).id - 1;
    db::Query entries(database, store::select<store::Entry>("entry", "WHERE id >= $1 AND id < $2 ORDER BY id"),
                      site.id * store::numbers_per_site, (site.id + 1) * store::numbers_per_site);
    for (store::Entry entry; entries.next(); before = entry) {
      each();
      store::read(entries, entry);
      const auto marks = entry.id == before.id + 1 ? marks_of(database, entry) : std::nullopt;
      if (!marks || view(store::hash_of(sites, before.hash, entry, *marks)) != entry.hash)
        unproven.add(store::number_of(entry.id), store::number_of(entry.id));
    }
  }
  return unproven.numbers();
}

}  // namespace siyana::history
