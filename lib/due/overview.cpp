#include "due/overview.hpp"

#include <algorithm>
#include <functional>
#include <vector>

#include "due/list.hpp"

namespace siyana::due {
namespace {

template <class... T>
std::int64_t number(db::Database& database, std::string_view sql, const T&... values) {
  db::Query query(database, sql, values...);
  return query.next() ? query.number(0) : 0;
}

constexpr std::string_view present = "d.live = 1 AND d.lifecycle NOT IN ('retired', 'disposed', 'lost')";

std::string of_present(std::string_view select, std::string_view more) {
  return std::string(select) + " WHERE " + std::string(present) + std::string(more);
}

void devices(db::Database& database, const std::function<void(const Figure&)>& f) {
  const std::string devices_sql = of_present("SELECT count(*) FROM device d", "");
  const std::string without_sql =
      of_present("SELECT count(*) FROM device d",
                 " AND NOT EXISTS (SELECT 1 FROM due u WHERE u.device = d.id AND u.state <> 'ended')");
  const std::string never_sql =
      of_present("SELECT count(*) FROM device d",
                 " AND EXISTS (SELECT 1 FROM due u WHERE u.device = d.id AND u.state <> 'ended') "
                 "AND NOT EXISTS (SELECT 1 FROM due u WHERE u.device = d.id AND u.last_done_on IS NOT NULL)");
  const auto all = number(database, devices_sql);
  f({"devices", "", all, std::nullopt, ""});
  const auto without = number(database, without_sql);
  const auto never = number(database, never_sql);
  f({"without_plan", "", without, all, ""});
  f({"never_inspected", "", never, all, ""});
  f({"inspected_once", "", all - without - never, all - without, ""});
}

void overdue(db::Database& database, Date on, const std::function<void(const Figure&)>& f) {
  const auto plans = number(database, "SELECT count(*) FROM due WHERE state <> 'ended'");
  const auto late = count(database, {}, on);
  f({"overdue", "", late, plans, ""});
  f({"overdue_never_inspected", "",
     number(database,
            "SELECT count(*) FROM due WHERE closes_on <= $1 AND (closes_on < $1 OR state = 'retest') "
            "AND last_done_on IS NULL",
            on),
     late, ""});
  std::vector<Place> places;
  each_place(database, {}, on, [&](const Place& place) {
    if (place.overdue > 0) places.push_back(place);
  });
  std::ranges::stable_sort(places, std::greater{}, &Place::overdue);
  for (const auto& place : places)
    f({"overdue_in", place.department.empty() ? place.facility : place.facility + "/" + place.department, place.overdue,
       std::nullopt, ""});
}

void breakdowns(db::Database& database, Date on, const std::function<void(const Figure&)>& f) {
  const std::string day = to_string(on) + "T99";  // instants of that day come before it
  constexpr std::string_view open = "b.live = 1 AND b.reported_at < $1 AND (b.closed_at IS NULL OR b.closed_at >= $1)";
  f({"broken_down", "",
     number(database, "SELECT count(DISTINCT b.device) FROM breakdown b WHERE " + std::string(open), day),
     number(database, of_present("SELECT count(*) FROM device d", "")), ""});
  db::Query oldest(database,
                   "SELECT b.number, d.tag, b.reported_at FROM breakdown b JOIN device d ON d.id = b.device WHERE " +
                       std::string(open) + " ORDER BY b.reported_at, b.id LIMIT 1",
                   day);
  if (!oldest.next()) return;
  const auto reported = oldest.get<Instant>(2);
  f({"oldest_breakdown_days", "", on - date_of(reported), std::nullopt,
     std::string(oldest.text(0)) + " " + std::string(oldest.text(1))});
}

/// Out of order by what an import or `device edit` said, while nobody reported a breakdown; the first few are named.
void down_without_breakdown(db::Database& database, const std::function<void(const Figure&)>& f) {
  constexpr std::int64_t most_named = 3;
  const std::string tags_sql = of_present("SELECT d.tag FROM device d",
                                          " AND d.operating IN ('down', 'awaiting_parts') AND d.open_breakdown IS NULL "
                                          "ORDER BY d.tag_key");
  std::int64_t down = 0;
  std::string named;
  for (db::Query query(database, tags_sql); query.next(); ++down)
    if (down < most_named) named += (named.empty() ? "" : ", ") + std::string(query.text(0));
  if (down == 0) return;
  if (down > most_named) named += ", …";
  f({"down_without_breakdown", "", down, number(database, of_present("SELECT count(*) FROM device d", "")), named});
}

void last_entry(db::Database& database, const std::function<void(const Figure&)>& f) {
  db::Query last(database, "SELECT id, at, what FROM entry ORDER BY tick DESC LIMIT 1");
  if (last.next())
    f({"last_entry", "", store::number_of(last.number(0)), std::nullopt,
       std::string(last.text(1)) + " " + std::string(last.text(2))});
}

}  // namespace

void overview(db::Database& database, Date on, const std::function<void(const Figure&)>& f) {
  devices(database, f);
  overdue(database, on, f);
  breakdowns(database, on, f);
  down_without_breakdown(database, f);
  last_entry(database, f);
}

}  // namespace siyana::due
