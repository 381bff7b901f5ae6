#include "round/known.hpp"

#include "base/text.hpp"

namespace siyana::round {

std::vector<Known> known_at(db::Database& database, Id device, std::string_view tag, const Instant& at) {
  constexpr std::string_view of_device =
      "SELECT v.visited_at, v.outcome, e.at, coalesce(v.tag, '') FROM visit v JOIN entry_row r ON r.id = v.id "
      "JOIN entry e ON e.id = r.entry WHERE v.visited_on = $1 AND v.live = 1 AND v.device = $2 ORDER BY v.id";
  constexpr std::string_view of_tag =
      "SELECT v.visited_at, v.outcome, e.at, coalesce(v.tag, '') FROM visit v JOIN entry_row r ON r.id = v.id "
      "JOIN entry e ON e.id = r.entry WHERE v.visited_on = $1 AND v.live = 1 AND v.device IS NULL ORDER BY v.id";
  std::vector<Known> known;
  const auto read = [&](db::Query query, const std::string& key) {
    while (query.next())
      if (query.get<Instant>(0).seconds == at.seconds && (device != 0 || tag_key(query.text(3)) == key))
        known.push_back({query.get<std::string>(1), query.get<Instant>(2)});
  };
  if (device != 0)
    read(db::Query(database, of_device, date_of(at), device), {});
  else
    read(db::Query(database, of_tag, date_of(at)), tag_key(tag));
  return known;
}

}  // namespace siyana::round
