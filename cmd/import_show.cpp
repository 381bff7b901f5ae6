// import list and show, and undo: what was imported, and taking it back whole.
#include "cmd/import_show.hpp"

#include "base/text.hpp"
#include "cmd/nouns.hpp"
#include "cmd/show.hpp"
#include "history/history.hpp"

namespace siyana {
namespace {

constexpr std::size_t screenful = 20;

/// One kind of thing that an import made or changed, with the import's own columns before it, so that a script needs no
/// second question.
struct ImportTally {
  std::int64_t entry = 0;
  std::string at, login, of, file, digest, kind;
  std::int64_t made = 0, changed = 0;
};

std::string number_text(Id entry) { return std::to_string(store::number_of(entry)); }

/// The import of that entry. Error(not_found) where the entry is none, with what to do instead.
store::Entry find_import(db::Database& database, const std::string& text, history::ImportLine& line) {
  auto entry = store::find_entry(database, text);
  bool found = false;
  history::each_import(database, entry.id, [&](const history::ImportLine& import) {
    line = import;
    found = true;
  });
  if (found) return entry;
  throw Error(Fault::not_found, "entry {entry} ({what}) is no import (siyana import list; siyana void undoes others)",
              {{"entry", number_text(entry.id)}, {"what", entry.what}});
}

}  // namespace

template <>
struct Fields<ImportTally> {
  using R = ImportTally;
  static constexpr auto all = std::tuple{
      field("entry", &R::entry, "Entry"), instant(field("at", &R::at, "At")), field("login", &R::login, "Login"),
      word("of", &R::of, "Of"),           field("file", &R::file, "File"),    field("digest", &R::digest, "SHA-256"),
      word("kind", &R::kind, "Kind"),     field("made", &R::made, "New"),     field("changed", &R::changed, "Changed")};
};

void list_imports(App& app, const Words&) {
  auto& database = app.reading();
  std::size_t rows = 0;
  app.list<history::ImportLine>([&](const auto& emit) {
    history::each_import(database, 0, [&](const history::ImportLine& line) {
      emit(line);
      ++rows;
    });
  });
  app.list_ended(rows, say("no import"));
}

void show_import(App& app, const Words& words) {
  auto& database = app.reading();
  history::ImportLine line;
  const auto entry = find_import(database, words.operand("ENTRY"), line);
  const auto tallies = history::tallies(database, entry);
  if (!app.is_table())
    return app.list<ImportTally>([&](const auto& emit) {
      for (const auto& [kind, made, changed] : tallies)
        emit(ImportTally{line.entry, line.at, line.login, line.of, line.file, line.digest, kind, made, changed});
    });
  Sheet sheet(app);
  sheet.title("#" + std::to_string(line.entry) + "  import " + line.of + "  " + line.file);
  sheet.line("At", app.moment(line.at));
  sheet.line("Login", line.login);
  sheet.line("SHA-256", line.digest);
  if (line.undone_by) sheet.line("Undone by", "#" + std::to_string(*line.undone_by));
  sheet.heading(say("Rows of the file"));
  for (const auto& [label, count] : {std::pair<std::string_view, std::int64_t>{"New", line.made},
                                     {"Changed", line.changed},
                                     {"Unchanged", line.unchanged},
                                     {"Refused", line.refused}})
    sheet.line(label, std::to_string(count));
  sheet.heading(say("In the store"));
  for (const auto& [kind, made, changed] : tallies)
    sheet.line(kind, app.text(say("{made} new, {changed} changed",
                                  {{"made", std::to_string(made)}, {"changed", std::to_string(changed)}})));
}

namespace {

void say_built(App& app, db::Database& database, const history::BuiltOn& built) {
  for (const auto& builder : built.first) {
    const auto by = store::entry_of(database, builder.entry);
    app.tell_error(say_n(builder.things, "entry {later} ({what}, {date}, {who}) builds on the {kind} {thing}",
                         "entry {later} ({what}, {date}, {who}) builds on {n} of its things, first the {kind} {thing}",
                         {{"later", number_text(by->id)},
                          {"what", by->what},
                          {"date", parse_iso(by->at.substr(0, 10)).value_or(Date{})},
                          {"who", by->actor.empty() ? by->login : by->actor},
                          {"kind", Term{builder.kind}},
                          {"thing", history::name_of_thing(database, builder.kind, builder.thing)}}));
  }
  const auto more = built.entries - static_cast<std::int64_t>(built.first.size());
  if (more > 0) app.tell_error(say_n(more, "and {n} more entry", "and {n} more entries"));
}

void undo(App& app, const Words& words) {
  auto& change = app.change(words, std::string(trim(words.text("--reason"))));
  auto& database = change.database();
  history::ImportLine line;
  const auto entry = find_import(database, words.operand("ENTRY"), line);
  if (!line.undone_by) {
    const auto built = history::built_on(database, entry, screenful);
    say_built(app, database, built);
    if (built.entries > 0)
      throw Error(Fault::conflict, "import {entry} is not undone: void first what builds on it",
                  {{"entry", number_text(entry.id)}});
  }
  history::undo(change, entry);
  app.commit();
  app.tell(say("import {entry} of {file} is undone", {{"entry", number_text(entry.id)}, {"file", line.file}}));
  app.warn_of_put_off();
}

constexpr Operand entry_operand[] = {{"ENTRY", "the import's number, as import list shows it"}};
constexpr Option undo_options[] = {{"--reason", "TEXT", "why"}};
const Verb undo_verbs[] = {{"", "undo a whole import, where nothing was built on it", entry_operand, undo_options,
                            "siyana undo 12 --reason \"the wrong workbook\"", undo}};

}  // namespace

const Noun undo_noun{"undo", "undo a whole import", undo_verbs};

}  // namespace siyana
