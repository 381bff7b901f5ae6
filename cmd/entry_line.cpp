#include "cmd/entry_line.hpp"

namespace siyana {

EntryLine line_of(db::Database& database, const store::Sites& sites, const store::Entry& entry) {
  EntryLine line{store::number_of(entry.id),
                 sites.name(entry.id),
                 entry.at,
                 entry.login,
                 entry.actor,
                 entry.what,
                 entry.reason,
                 std::nullopt,
                 std::nullopt,
                 entry.rows,
                 hex(entry.hash)};
  if (entry.voids) line.voids = store::number_of(entry.voids.id);
  if (const auto by = store::voided_by(database, entry.id)) line.voided_by = store::number_of(*by);
  return line;
}

}  // namespace siyana
