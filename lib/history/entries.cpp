#include "history/entries.hpp"

#include "store/chain.hpp"
#include "store/row.hpp"

namespace siyana::history {
namespace {

/// All that is kept about device $1: itself, and every row that names it.
constexpr std::string_view touching =
    "SELECT r.entry FROM entry_row r WHERE r.subject = $1 OR r.subject IN ("
    "SELECT id FROM service WHERE device = $1 UNION ALL SELECT id FROM attempt WHERE device = $1 UNION ALL "
    "SELECT id FROM breakdown WHERE device = $1 UNION ALL SELECT id FROM placement WHERE device = $1 UNION ALL "
    "SELECT id FROM status WHERE device = $1 UNION ALL SELECT id FROM alias WHERE device = $1 UNION ALL "
    "SELECT id FROM first_due WHERE device = $1 UNION ALL SELECT id FROM visit WHERE device = $1 UNION ALL "
    "SELECT id FROM suspension WHERE device = $1 UNION ALL SELECT id FROM plan WHERE device = $1 UNION ALL "
    "SELECT t.id FROM terms t JOIN plan p ON p.id = t.plan WHERE p.device = $1 UNION ALL "
    "SELECT w.id FROM waiting w JOIN breakdown b ON b.id = w.breakdown WHERE b.device = $1)";

void each(db::Query query, const std::function<void(const store::Entry&)>& f) {
  for (store::Entry entry; query.next();) {
    store::read(query, entry);
    f(entry);
  }
}

}  // namespace

void each_entry(db::Database& database, std::int64_t most, const std::function<void(const store::Entry&)>& f) {
  each(db::Query(database, store::select<store::Entry>("entry", "ORDER BY tick DESC, id DESC LIMIT $1"), most), f);
}

void each_entry_of(db::Database& database, Id device, std::int64_t most,
                   const std::function<void(const store::Entry&)>& f) {
  static const std::string which = "WHERE id IN (" + std::string(touching) + ") OR voids IN (" + std::string(touching) +
                                   ") ORDER BY tick DESC, id DESC LIMIT $2";
  each(db::Query(database, store::select<store::Entry>("entry", which), device, most), f);
}

std::vector<work::Service> services_in(db::Database& database, const store::Entry& entry, Id device) {
  static const std::string sql =
      store::select<work::Service>("WHERE device = $1 AND id >= $2 AND id < $3 AND live = 1 ORDER BY id");
  return store::all<work::Service>(database, sql, device, entry.first_row, store::end_row(entry));
}

}  // namespace siyana::history
