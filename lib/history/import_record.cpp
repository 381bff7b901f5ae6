#include "history/import_record.hpp"
#include "store/chain.hpp"

namespace siyana::history {

void each_import(db::Database& database, Id entry, const std::function<void(const ImportLine&)>& f) {
  db::Query query(database,
                  "SELECT e.id, e.at, e.login, i.of, i.file, i.digest, i.made, i.changed, i.unchanged, i.refused, "
                  "(SELECT min(v.id) FROM entry v WHERE v.voids = e.id) FROM import i "
                  "JOIN entry_row r ON r.id = i.id JOIN entry e ON e.id = r.entry "
                  "WHERE $1 = 0 OR e.id = $1 ORDER BY i.id DESC",
                  entry);
  for (ImportLine line; query.next();) {
    query.read(line);
    line.entry = store::number_of(line.entry);
    if (line.undone_by) line.undone_by = store::number_of(*line.undone_by);
    f(line);
  }
}

std::vector<Tally> tallies(db::Database& database, const store::Entry& entry) {
  std::vector<Tally> found;
  db::Query query(database,
                  "SELECT kind, sum(CASE WHEN subject = id THEN 1 ELSE 0 END), "
                  "count(DISTINCT CASE WHEN subject = id THEN NULL ELSE subject END) FROM entry_row "
                  "WHERE id >= $1 AND id < $2 AND kind NOT IN ('import', 'machine') GROUP BY kind ORDER BY min(id)",
                  entry.first_row, store::end_row(entry));
  while (query.next()) query.read(found.emplace_back());
  return found;
}

}  // namespace siyana::history
