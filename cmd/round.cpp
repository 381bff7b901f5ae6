// round: the walk through a ward, from the list on paper to the audit of what was met.
#include "cmd/round.hpp"

#include "cmd/nouns.hpp"

namespace siyana {

std::optional<round::Scope> round_scope(App& app, const Words& words) {
  auto& database = app.database();
  round::Scope scope;
  if (const auto days = app.maybe_days(words, "--within")) scope.within = *days;
  if (words.has("--facility")) scope.facility = device::find_facility(database, words.text("--facility")).id;
  const std::string department = words.has("--department") ? words.text("--department") : words.operand("DEPARTMENT");
  if (!department.empty()) scope.department = device::find_department(database, department, scope.facility).id;
  if (words.has("--type")) scope.type = device::find_type(database, words.text("--type")).root.id;
  scope.room = words.text("--room");
  if (scope.facility == 0 && scope.department == 0 && scope.type == 0 && scope.room.empty()) return std::nullopt;
  return scope;
}

namespace {

round::Scope require_scope(App& app, const Words& words) {
  if (auto scope = round_scope(app, words)) return *scope;
  throw Error(Fault::usage, "say where the round goes: a department, --room, --type or --facility");
}

void say_rest(App& app, const std::vector<round::Stop>& stops, int within, bool all) {
  std::int64_t rest = 0;
  for (const auto& stop : stops) rest += stop.jobs.empty() ? 1 : 0;
  if (rest > 0 && !all)
    app.tell(say_n(rest, "{n} more device has nothing due within {days} days (--all lists it)",
                   "{n} more devices have nothing due within {days} days (--all lists them)",
                   {{"days", std::to_string(within)}}));
}

/// The walking list.
void list(App& app, const Words& words) {
  auto& database = app.reading_due();
  const auto scope = require_scope(app, words);
  const bool all = words.has("--all");
  const auto stops = round::walk(database, scope, app.as_of());
  const std::string format = app.setting("--format");
  if (format == "html" || format == "text") {
    const auto sheet = paper_sheet(app, scope, stops, all);
    format == "html" ? render::write_html(app.sink(), sheet) : render::write_text(app.sink(), sheet);
    return say_rest(app, stops, scope.within, all);
  }
  std::size_t rows = 0;
  app.list<round::Stop>([&](const auto& emit) {
    for (const bool with_jobs : {true, false})
      for (const auto& stop : stops)
        if (stop.jobs.empty() != with_jobs && (with_jobs || all)) {
          emit(stop);
          ++rows;
        }
  });
  app.list_ended(rows, say("nothing is due there within {days} days", {{"days", std::to_string(scope.within)}}));
  if (app.is_table()) say_rest(app, stops, scope.within, all);
}

void list_rounds(App& app, const Words& words) {
  auto& database = app.reading();
  std::size_t rows = 0;
  app.list<round::RoundLine>([&](const auto& emit) {
    round::each_round(database, words.has("--open"), [&](const round::RoundLine& line) {
      emit(line);
      ++rows;
    });
  });
  app.list_ended(rows, say("no round yet: begin one with siyana round start"));
}

void show(App& app, const Words& words) {
  auto& database = app.reading_due();
  const auto round = round::find_round(database, words.operand("ROUND"));
  app.list<round::Finding>([&](const auto& emit) { round::audit(database, round, app.as_of(), emit); });
}

constexpr Operand where[] = {{"[DEPARTMENT]", "the department to walk through"}};
constexpr Operand which[] = {{"ROUND", "its number"}};
constexpr Operand close_operands[] = {{"[ROUND]", "its number; - where the scans come on standard input"},
                                      {"[SCANS]",
                                       "- reads a scanner's memory from standard input: a line is a tag and, in any "
                                       "order, a time, an outcome (pass, OK, conforme, مطابق; minor, avec réserve; "
                                       "fail, NC, échec, en panne, معطل; seen; skip; in-use, not-found, introuvable, "
                                       "…; m, f, s as in round start) and a remark"}};
constexpr Option facility{"--facility", "FACILITY", "in this facility"};
constexpr Option department{"--department", "DEPARTMENT", "through this department"};
constexpr Option room{"--room", "TEXT", "in this room"};
constexpr Option type{"--type", "TYPE", "all devices of this type"};
constexpr Option within{"--within", "DAYS", "what is due within so many days (30)"};
constexpr Option by{"--by", "NAME", "who walks"};
constexpr Option list_options[] = {
    facility, room, type, within, {"--all", "", "also the devices on which nothing is due, apart"}};
constexpr Option start_options[] = {facility, room, type, within, by};
constexpr Option open_options[] = {{"--open", "", "only those not closed yet"}};
constexpr Option close_options[] = {facility, department,
                                    room,     type,
                                    within,   {"--pass", "", "a bare scan passed: all that was due is done"},
                                    by,       {"--encoding", "NAME", "of the file: utf-8, windows-1252, …"}};

const Verb verbs[] = {
    {"", "what is due in a ward, room by room, for one walk; --format html or text for paper", where, list_options,
     "siyana round Réanimation --within 30d\n"
     "siyana round Réanimation --format html --output ronde.html",
     list},
    {"start", "walk with a scanner at a terminal, one device at a time; goes on where it was left", where,
     start_options, "siyana round start Réanimation", round_at_terminal},
    {"list", "list the rounds", {}, open_options, "siyana round list --open", list_rounds},
    {"show", "what a round met: seen, strangers, absentees", which, {}, "siyana round show 3", show},
    {"close", "end a round, with the scans of a scanner's memory or without, and list who was absent", close_operands,
     close_options, "siyana round close 3\nsiyana round close - --department Réanimation < scans.txt", close_round}};

}  // namespace

const Noun round_noun{"round", "the walk through a ward, on paper and with a scanner", verbs};

}  // namespace siyana
