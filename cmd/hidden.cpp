// __complete and __manual: what the shell and the build ask for.
#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/complete.hpp"
#include "cmd/help.hpp"
#include "cmd/nouns.hpp"

namespace siyana {
namespace {

/// The question for the names of a kind, by the folded beginning ($1) and what no name of it reaches ($2).
constexpr std::string_view names_sql(std::string_view kind) {
  if (kind == "TAG")
    return "SELECT tag FROM device WHERE tag_key >= $1 AND tag_key < $2 AND live = 1 ORDER BY tag_key LIMIT 50";
  if (kind == "NUMBER")
    return "SELECT number FROM breakdown WHERE number_key >= $1 AND number_key < $2 AND closed_at IS NULL AND live = 1 "
           "ORDER BY number_key LIMIT 50";
  if (kind == "DEPARTMENT")
    return "SELECT name FROM department WHERE name_key >= $1 AND name_key < $2 AND live = 1 ORDER BY name_key LIMIT 50";
  if (kind == "FACILITY")
    return "SELECT code FROM facility WHERE code_key >= $1 AND code_key < $2 AND live = 1 ORDER BY code_key LIMIT 50";
  if (kind == "TYPE")
    return "SELECT name FROM type WHERE name_key >= $1 AND name_key < $2 AND live = 1 ORDER BY name_key LIMIT 50";
  return {};
}

std::vector<std::string> names(App& app, std::string_view kind, std::string_view prefix) {
  std::vector<std::string> found;
  for (const auto& format : render::formats())
    if (kind == "FORMAT" && format.name.starts_with(prefix)) found.emplace_back(format.name);
  const auto sql = names_sql(kind);
  if (sql.empty()) return found;
  const bool tagged = kind == "TAG" || kind == "NUMBER";
  const std::string from = tagged ? tag_key(prefix) : fold(prefix);
  db::Query query(app.reading(), sql, Value{Value::Type::text, 0, from}, from + "\xf4\x8f\xbf\xbf");
  while (query.next()) found.emplace_back(query.text(0));
  return found;
}

/// The words typed name the store too, so that another run of the program's heart answers them.
void complete(App& app, const Words& words) {
  const auto typed = wanted(app.nouns(), words.operands("WORD"));
  App reader(typed.globals, app.nouns());
  const auto lines = candidates(typed, [&](std::string_view kind, std::string_view prefix) {
    try {
      return names(reader, kind, prefix);
    } catch (const Error&) {
      return std::vector<std::string>{};  // no store yet: the shell has nothing to offer
    }
  });
  for (const auto& line : lines) app.print(line + "\n");
}

void print_manual(App& app, const Words&) { app.print(manual(app.nouns(), SIYANA_VERSION, "2026-11-21")); }

constexpr Operand some_words[] = {{"[WORD…]", "the words typed so far"}};
const Verb complete_verbs[] = {{"", "print what the last word may become", some_words, {}, "", complete}};
const Verb manual_verbs[] = {{"", "print the manual page", {}, {}, "", print_manual}};

}  // namespace

const Noun complete_noun{"__complete", "what the last word may become", complete_verbs};
const Noun manual_noun{"__manual", "the manual page", manual_verbs};

}  // namespace siyana
