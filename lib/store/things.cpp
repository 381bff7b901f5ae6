#include "store/things.hpp"

namespace siyana::store {
namespace {

/// Goes on to an id; whether it is there.
bool reach(db::Query& rows, bool& more, Id id) {
  while (more && rows.number(0) < id) more = rows.next();
  return more && rows.number(0) == id;
}

}  // namespace

Things::Things(db::Database& database)
    : made_(database, "SELECT id, kind, after, entry FROM entry_row WHERE subject = id AND kind <> 'site' ORDER BY id"),
      counts_(database, "SELECT subject, count(*) FROM entry_row GROUP BY subject ORDER BY subject"),
      entries_(database,
               "SELECT id, tick, EXISTS (SELECT 1 FROM entry v WHERE v.voids = e.id) FROM entry e ORDER BY id"),
      more_counts_(counts_.next()),
      more_entries_(entries_.next()) {}

bool Things::next() {
  if (!made_.next()) return false;
  const bool is_counted = reach(counts_, more_counts_, id());
  const bool has_entry = reach(entries_, more_entries_, made_.number(3));
  is_alone_ = is_counted && has_entry && counts_.number(1) == 1;
  return true;
}

}  // namespace siyana::store
