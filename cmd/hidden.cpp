// __complete and __manual: what the shell and the build ask for.
#include "cmd/app.hpp"
#include "cmd/complete.hpp"
#include "cmd/help.hpp"
#include "cmd/nouns.hpp"
#include "device/name_line.hpp"
#include "work/breakdown_line.hpp"

namespace siyana {
namespace {

constexpr std::pair<std::string_view, device::NameOf> named_in_store[] = {{"TAG", device::NameOf::tag},
                                                                          {"TYPE", device::NameOf::type},
                                                                          {"DEPARTMENT", device::NameOf::department},
                                                                          {"FACILITY", device::NameOf::facility}};

std::vector<std::string> names(App& app, std::string_view kind, std::string_view prefix) {
  std::vector<std::string> found;
  for (const auto& format : render::formats())
    if (kind == "FORMAT" && format.name.starts_with(prefix)) found.emplace_back(format.name);
  if (kind == "NUMBER") return work::open_numbers_beginning(app.reading(), prefix);
  for (const auto& [name, what] : named_in_store)
    if (kind == name) return device::names_beginning(app.reading(), what, prefix);
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
