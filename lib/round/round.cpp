#include "round/round.hpp"

#include "base/spelled.hpp"
#include "base/text.hpp"
#include "work/result_words.hpp"

namespace siyana::round {
namespace {

/// What a walk says beside the results of an inspection. A device that is met broken down has failed: nobody came to
/// repair it.
constexpr Meaning outcomes[] = {
    {"seen", "vu|vue|present|presente|شوهد|معاين|موجود|حاضر"},
    {"minor", "m"},
    {"fail",
     "f|nc|en panne|panne|hors service|hs|h s|down|broken|broken down|out of order|out of service|عطل|معطله|متعطل|"
     "متعطله|عاطل|خارج الخدمه|غير مطابقه"},
    {"skip", "s|skipped|passe|saute|sautee|ignore|ignoree|تخطي|متروك|متجاوز"}};

}  // namespace

bool was_seen(std::string_view outcome) { return outcome != "not-found" && outcome != "not-available"; }

std::string_view outcome_named(std::string_view text) {
  if (!fold_whole(text)) return {};  // `ok?`
  static const Spelled known = learned(outcomes);
  if (const auto word = meaning_of(text, known); !word.empty()) return word;
  const auto result = work::result_named(text);
  if (!result) {
    for (const auto& obstacle : work::obstacles())
      if (fold(obstacle.code) == fold(text)) return obstacle.code;
    return {};
  }
  return result->obstacle.empty() ? siyana::name_of(result->result) : result->obstacle;
}

Scope scope_of(const Round& round) {
  return {round.facility.id, round.department.id, round.type.id, round.room, static_cast<int>(round.within_days)};
}

Round begin(store::Change& change, const Scope& scope, const Instant& at, std::string_view done_by) {
  db::Query highest(change.database(), "SELECT coalesce(max(number), 0) FROM round");
  Round round;
  round.number = highest.next() ? highest.number(0) + 1 : 1;
  round.facility = Ref{scope.facility};
  round.department = Ref{scope.department};
  round.type = Ref{scope.type};
  round.room = scope.room;
  round.within_days = scope.within;
  round.begun_at = at;
  round.done_by = done_by;
  change.make(round);
  return round;
}

void close(store::Change& change, const Round& round, const Instant& at) {
  if (round.closed_at)
    throw Error(Fault::conflict, "round {number} is closed since {at}",
                {{"number", std::to_string(round.number)}, {"at", *round.closed_at}});
  Round closed = round;
  closed.closed_at = at;
  change.edit(round, closed);
}

Round find_round(db::Database& database, std::string_view number) {
  static const std::string sql = store::select<Round>("WHERE number = $1 AND live = 1 ORDER BY id DESC LIMIT 1");
  if (const auto wanted = parse_number(number))
    if (auto found = store::first<Round>(database, sql, std::int64_t{*wanted})) return *found;
  throw Error(Fault::not_found, "no round {number} (see siyana round list)", {{"number", std::string(number)}});
}

std::vector<Round> open_rounds(db::Database& database) {
  static const std::string sql = store::select<Round>("WHERE live = 1 AND closed_at IS NULL ORDER BY number, id");
  return store::all<Round>(database, sql);
}

std::optional<Round> open_round(db::Database& database, const Scope& scope) {
  std::optional<Round> found;
  for (const auto& round : open_rounds(database)) {
    const Scope other = scope_of(round);
    if (other.facility == scope.facility && other.department == scope.department && other.type == scope.type &&
        fold(other.room) == fold(scope.room))
      found = round;
  }
  return found;
}

std::vector<Visit> visits(db::Database& database, Id round) {
  static const std::string sql = store::select<Visit>("WHERE round = $1 AND live = 1 ORDER BY id");
  return store::all<Visit>(database, sql, round);
}

std::optional<Visit> last_seen(db::Database& database, Id device) {
  static const std::string sql = store::select<Visit>(
      "WHERE device = $1 AND live = 1 AND outcome NOT IN ('not-found', 'not-available') "
      "ORDER BY visited_on DESC, id DESC LIMIT 1");
  return store::first<Visit>(database, sql, device);
}

std::optional<Id> last_answer(db::Database& database, Id round) {
  db::Query query(database,
                  "SELECT r.entry FROM visit v JOIN entry_row r ON r.id = v.id WHERE v.round = $1 AND v.live = 1 "
                  "ORDER BY v.id DESC LIMIT 1",
                  round);
  if (!query.next()) return std::nullopt;
  return query.number(0);
}

void each_round(db::Database& database, bool only_open, const std::function<void(const RoundLine&)>& f) {
  db::Query query(database,
                  "SELECT r.number, r.begun_at, r.closed_at, f.code, p.name, r.room, t.shown, r.within_days, "
                  "(SELECT count(*) FROM visit v WHERE v.round = r.id AND v.live = 1), r.done_by FROM round r "
                  "LEFT JOIN department p ON p.id = r.department "
                  "LEFT JOIN facility f ON f.id = coalesce(r.facility, p.facility) "
                  "LEFT JOIN type t ON t.id = r.type WHERE r.live = 1 AND ($1 = 0 OR r.closed_at IS NULL) "
                  "ORDER BY r.number DESC, r.id DESC",
                  std::int64_t{only_open});
  for (RoundLine line; query.next();) {
    query.read(line);
    f(line);
  }
}

Place place_of(db::Database& database, const Scope& scope) {
  Place place;
  place.department = department_name(database, Ref{scope.department});
  place.room = scope.room;
  db::Query facility(
      database, "SELECT code FROM facility WHERE id = coalesce($1, (SELECT facility FROM department WHERE id = $2))",
      Ref{scope.facility}, Ref{scope.department});
  if (facility.next()) place.facility = facility.text(0);
  db::Query type(database, "SELECT shown FROM type WHERE id = $1", Ref{scope.type});
  if (type.next()) place.type = type.text(0);
  return place;
}

std::string department_name(db::Database& database, Ref department) {
  db::Query query(database, "SELECT name FROM department WHERE id = $1", department);
  return query.next() ? query.get<std::string>(0) : std::string{};
}

}  // namespace siyana::round
