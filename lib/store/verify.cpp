#include "store/journal.hpp"
#include "store/row.hpp"

namespace siyana::store {
namespace {

constexpr std::size_t most_breaks = 100;

/// Walks one site's chain from its first entry to its last, its rows beside it.
class Walk {
 public:
  Walk(db::Database& database, const Sites& sites, Id site, std::vector<Break>& breaks)
      : sites_(sites),
        breaks_(breaks),
        entries_(database, select<Entry>("entry", "WHERE id >= $1 AND id < $2 ORDER BY id"), site * numbers_per_site,
                 (site + 1) * numbers_per_site),
        rows_(database, select<EntryRow>("entry_row", "WHERE id >= $1 AND id < $2 ORDER BY id"),
              site * numbers_per_site, (site + 1) * numbers_per_site),
        next_entry_(site * numbers_per_site + 1),
        next_row_(site * numbers_per_site + 1) {}

  void run() {
    more_ = rows_.next();
    Entry entry;
    while (breaks_.size() < most_breaks && entries_.next()) {
      read(entries_, entry);
      check(entry);
    }
    if (more_ && breaks_.size() < most_breaks)
      found(rows_.get<Ref>(1).id, "row {row} belongs to no entry of the chain", rows_.number(0));
  }

 private:
  void found(Id entry, std::string_view id, Id row = 0) {
    breaks_.push_back(
        {entry, say(id, {{"entry", std::to_string(number_of(entry))}, {"row", std::to_string(number_of(row))}})});
  }

  void check(const Entry& entry) {
    if (entry.id != next_entry_)
      found(entry.id, "entry {entry} does not follow the one before it: entries are missing");
    if (entry.first_row != next_row_) found(entry.id, "entry {entry} does not begin where the one before it ended");
    if (entry.tick <= tick_) found(entry.id, "entry {entry} is not later than the one before it");
    const Digest marks = walk_rows(entry);
    if (view(hash_of(sites_, hash_, entry, marks)) != entry.hash)
      found(entry.id, "entry {entry} does not match its hash: it, a row of it or an entry before it was changed");
    next_entry_ = entry.id + 1;
    next_row_ = entry.first_row + entry.rows;
    tick_ = entry.tick;
    hash_ = entry.hash;
  }

  Digest walk_rows(const Entry& entry) {
    Hash marks;
    EntryRow row;
    std::int64_t count = 0;
    for (; more_ && rows_.number(0) < entry.first_row + entry.rows; more_ = rows_.next()) {
      read(rows_, row);
      if (row.entry.id != entry.id) found(entry.id, "row {row} names another entry than {entry}, whose it is", row.id);
      if (view(mark_of(sites_, row)) != row.mark) found(entry.id, "row {row} of entry {entry} was changed", row.id);
      marks.part(row.mark);
      ++count;
    }
    if (count != entry.rows) found(entry.id, "rows of entry {entry} are missing");
    return marks.digest();
  }

  const Sites& sites_;
  std::vector<Break>& breaks_;
  db::Query entries_;
  db::Query rows_;
  bool more_ = false;
  Id next_entry_;
  Id next_row_;
  std::int64_t tick_ = 0;
  std::string hash_;
};

}  // namespace

std::vector<Break> verify(db::Database& database) {
  const Sites sites(database);
  std::vector<Break> breaks;
  // What is absent is null: an empty text in its place would hash alike.
  db::Query empty(database, "SELECT id FROM entry WHERE actor = '' OR reason = '' ORDER BY id LIMIT 100");
  while (empty.next())
    breaks.push_back({empty.number(0), say("entry {entry} holds an empty text where nothing stood",
                                           {{"entry", std::to_string(number_of(empty.number(0)))}})});
  db::Query query(database, "SELECT id FROM site ORDER BY id");
  while (query.next()) Walk(database, sites, query.number(0), breaks).run();
  return breaks;
}

}  // namespace siyana::store
