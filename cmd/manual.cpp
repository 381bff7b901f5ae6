#include <algorithm>
#include <utility>

#include "cmd/help.hpp"
#include "cmd/tables.hpp"

namespace siyana {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr Pair statuses[] = {
    {"0", "done"},
    {"1", "a fault of siyana's own"},
    {"2", "usage: the words of the command"},
    {"3", "not found: no such device, plan or file"},
    {"4", "conflict: it exists already, it is closed"},
    {"5", "bad data"},
    {"6", "busy or undelivered: try again"},
    {"7", "the store is damaged or was tampered with"},
    {"10", "something is overdue, and only where --exit-code asked"},
    {"129, 130, 143", "interrupted by SIGHUP, by SIGINT, by SIGTERM"},
    {"141", "the reader of the answer went away"},
};

constexpr Pair environment[] = {
    {"SIYANA_DB", "the database file, where --db is not given"},
    {"SIYANA_LANG", "en, fr or ar, where --lang is not given"},
    {"LC_ALL, LC_MESSAGES, LANG", "the language of sentences, where neither is given"},
    {"NO_COLOR", "where set and not empty, no colours unless --color asks for them"},
    {"XDG_CONFIG_HOME, XDG_DATA_HOME", "where the user's configuration and data are kept"},
    {"TZ", "the time zone that decides which day today is"},
    {"TMPDIR", "where a long answer waits for its reader"},
};

constexpr Pair files[] = {
    {"/etc/siyana/config.toml", "the configuration for everyone"},
    {"~/.config/siyana/config.toml", "one user's configuration, which wins over it"},
    {"/var/lib/siyana/siyana.db", "the database of the site, used where it exists"},
    {"~/.local/share/siyana/siyana.db", "the database of one user, used otherwise"},
};

constexpr std::string_view description =
    "siyana keeps the register of a hospital's medical devices, logs their preventive maintenance and breakdowns, and "
    "says what is overdue. It works offline, on one SQLite file. Nothing is erased: a correction is a new entry.";

constexpr std::string_view dates =
    "A DATE is 2026-03-14, 14/03/2026, 14/03 (the latest one past), today, yesterday, -2d or +30d. An interval is 10d, "
    "2w, 6m or 1y. Where a TAG is wanted, - reads tags from standard input. The word -- ends the options.";

constexpr std::string_view configuration =
    "The configuration files are TOML. Their keys are the names of the global options without the dashes, and by, the "
    "name under which work is logged: db = \"/srv/siyana.db\", quiet = true. An option wins over the environment, the "
    "environment over the files.";

std::size_t length_of(unsigned char lead) {
  if (lead < 0x80) return 1;
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
}

/// One character beyond ASCII as groff's \[uXXXX], so that the page does not depend on its encoding.
std::string escaped_code(std::string_view character) {
  if (character == "…") return "...";  // which every output device has
  unsigned code = static_cast<unsigned char>(character[0]) & (0x7fU >> character.size());
  for (const char c : character.substr(1)) code = code << 6 | (static_cast<unsigned char>(c) & 0x3fU);
  std::string digits;
  for (int shift = code > 0xffff ? 20 : 12; shift >= 0; shift -= 4) digits += "0123456789ABCDEF"[code >> shift & 0xfU];
  if (digits.size() > 5) digits.erase(0, 1);
  return "\\[u" + digits + "]";
}

std::string_view escaped_ascii(char c) {
  switch (c) {
    case '-':
      return "\\-";
    case '\\':
      return "\\e";
    case '\'':
      return "\\(aq";
    case '`':
      return "\\(ga";
    case '^':
      return "\\(ha";
    case '~':
      return "\\(ti";
    case '"':
      return "\\(dq";
    case '|':
      return "|\\:";  // a line may break here
    default:
      return {};
  }
}

/// Text as roff shows it unchanged, also at the start of a line and inside a macro's quotes.
std::string roff(std::string_view text) {
  std::string escaped;
  if (text.starts_with('.')) escaped = "\\&";
  while (!text.empty()) {
    const std::size_t length = std::min(length_of(static_cast<unsigned char>(text[0])), text.size());
    const std::string_view special = escaped_ascii(text[0]);
    if (length > 1)
      escaped += escaped_code(text.substr(0, length));
    else
      escaped += special.empty() ? text.substr(0, 1) : special;
    text.remove_prefix(length);
  }
  return escaped;
}

std::string bold(std::string_view text) { return "\\fB" + roff(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + roff(text) + "\\fR"; }

std::string section(std::string_view name) { return ".SH " + std::string(name) + "\n"; }
std::string paragraph(std::string_view text) { return ".PP\n" + roff(text) + "\n"; }
std::string entry(const std::string& name, std::string_view meaning) {
  return ".TP\n" + name + "\n" + roff(meaning) + "\n";
}

template <std::size_t Size>
std::string entries(const Pair (&pairs)[Size]) {
  std::string page;
  for (const auto& [name, meaning] : pairs) page += entry(bold(name), meaning);
  return page;
}

std::string option_entry(const Option& option) {
  std::string name = bold(option.name);
  if (takes_value(option)) name += " " + italic(option.value);
  return entry(name, std::string(option.help) + (option.many ? " (may be given several times)" : ""));
}

std::string example(std::string_view lines) {
  std::string page = ".PP\n.EX\n";
  for (std::size_t end = 0; !lines.empty(); lines.remove_prefix(std::min(end + 1, lines.size()))) {
    end = std::min(lines.find('\n'), lines.size());
    page += roff(lines.substr(0, end)) + "\n";
  }
  return page + ".EE\n";
}

std::string usage(const Noun& noun, const Verb& verb) {
  std::string line = bold("siyana " + path_of(noun, verb));
  for (const Operand& operand : verb.operands) line += " " + italic(operand.name);
  return verb.options.empty() ? line : line + " [" + italic("options") + "]";
}

std::string command(const Noun& noun, const Verb& verb) {
  std::string page = ".TP\n" + usage(noun, verb) + "\n" + roff(verb.summary) + "\n.RS\n";
  for (const Operand& operand : verb.operands) page += entry(italic(bare_name(operand)), operand.help);
  for (const Option& option : verb.options) page += option_entry(option);
  if (!verb.example.empty()) page += example(verb.example);
  return page + ".RE\n";
}

std::string commands(std::span<const Noun> nouns) {
  std::string page;
  for (const Noun& noun : nouns) {
    if (is_hidden(noun)) continue;
    page += ".SS " + roff(noun.name) + "\n";
    if (!is_daily(noun)) page += roff(noun.summary) + "\n";
    for (const Verb& verb : noun.verbs) page += command(noun, verb);
  }
  return page;
}

std::string global_entries() {
  std::string page;
  for (const Option& option : global_options()) page += option_entry(option);
  return page + entry(bold("-h") + ", " + bold("--help"), "say how a command is used") +
         entry(bold("--version"), "say which siyana this is");
}

std::string synopsis() {
  return bold("siyana") + " [" + italic("global options") + "] " + italic("COMMAND") + " [" + italic("VERB") + "] [" +
         italic("WORD") + " ...] [" + italic("options") + "]\n.br\n" + bold("siyana help") + " [" + italic("COMMAND") +
         " [" + italic("VERB") + "]]\n";
}

}  // namespace

std::string manual(std::span<const Noun> nouns, std::string_view version, std::string_view date) {
  std::string page = ".TH SIYANA 1 \"" + roff(date) + "\" \"siyana " + roff(version) + "\" \"User Commands\"\n.ad l\n";
  page += section("NAME") + "siyana \\- register medical devices, log their maintenance, say what is overdue\n";
  page += section("SYNOPSIS") + synopsis();
  page += section("DESCRIPTION") + roff(description) + "\n" + paragraph(dates);
  page += section("COMMANDS") + commands(nouns);
  page += section("\"GLOBAL OPTIONS\"") + "They may stand before or after the command.\n" + global_entries();
  page += section("\"EXIT STATUS\"") + entries(statuses);
  page += section("ENVIRONMENT") + entries(environment);
  page += section("FILES") + entries(files) + paragraph(configuration);
  return page;
}

}  // namespace siyana
