#include "device/whereabouts.hpp"

namespace siyana::device {
namespace {

bool was_imported(db::Database& database, Id device) {
  return db::Query(database,
                   "SELECT 1 FROM entry_row r JOIN entry e ON e.id = r.entry "
                   "WHERE r.id = $1 AND e.what = 'import devices'",
                   device)
      .next();
}

}  // namespace

bool was_met_since(db::Database& database, Id device, Date on) {
  return db::Query(database,
                   "SELECT 1 FROM visit WHERE device = $1 AND visited_on >= $2 AND live = 1 "
                   "AND outcome NOT IN ('not-found', 'not-available')",
                   device, on)
      .next();
}

std::optional<LeftPlace> left_place(db::Database& database, const Device& device, Date on) {
  db::Query moves(database,
                  "SELECT p.since, p.department, p.room, coalesce(e.what, '') = 'import devices' FROM placement p "
                  "LEFT JOIN entry_row r ON r.id = p.last LEFT JOIN entry e ON e.id = r.entry "
                  "WHERE p.device = $1 AND p.live = 1 AND p.since <= $2 ORDER BY p.since DESC, p.id DESC",
                  device.id, on);
  std::optional<Date> since;
  while (moves.next()) {
    if (moves.number(3) == 0) {
      if (!since) since = moves.get<Date>(0);
      continue;
    }
    if (!since) return std::nullopt;
    return LeftPlace{Ref{moves.number(1)}, moves.get<std::string>(2), *since};
  }
  if (!since || !was_imported(database, device.id)) return std::nullopt;
  return LeftPlace{device.department, device.room, *since};
}

}  // namespace siyana::device
