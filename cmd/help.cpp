#include "cmd/help.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "cmd/tables.hpp"
#include "i18n/width.hpp"

namespace siyana {

namespace {

constexpr std::size_t widest_name = 30;  // a longer one has a line of its own

std::string text_of(std::string_view text) { return std::string(text); }

/// The next piece of `text` no wider than `cells`, cut at a blank; a single longer word stays whole.
std::string_view next_line(std::string_view& text, std::size_t cells) {
  std::size_t end = text.find(' ');
  for (std::size_t next = end; next != std::string_view::npos;) {
    next = text.find(' ', next + 1);
    if (display_width(text.substr(0, next)) > cells) break;
    end = next;
  }
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

class Screen {
 public:
  Screen(const Translate& translate, std::size_t width)
      : translate_(translate), width_(std::clamp<std::size_t>(width, 40, 100)) {}

  std::string text;

  std::string say_in_language(const Sentence& sentence) const { return translate_(sentence); }

  void paragraph(const Sentence& sentence) {
    gap();
    wrapped(translate_(sentence), 0, 0);
  }

  void heading(std::string_view id) { paragraph(say(id)); }

  /// A name and what it is, in two columns; several make one block.
  using Entry = std::pair<std::string, std::string>;
  void entries(const std::vector<Entry>& all) {
    std::size_t column = 0;
    for (const Entry& entry : all)
      if (const std::size_t width = display_width(entry.first); width <= widest_name) column = std::max(column, width);
    for (const auto& [name, meaning] : all) {
      const std::size_t width = display_width(name);
      text.append("  ").append(name);
      if (width > column) text.append("\n").append(column + 2, ' ');
      text.append(width > column ? 2 : column - width + 2, ' ');
      wrapped(meaning, column + 4, column + 4);
    }
  }

  void verbatim(std::string_view lines) {
    for (std::size_t end = 0; !lines.empty(); lines.remove_prefix(std::min(end + 1, lines.size()))) {
      end = std::min(lines.find('\n'), lines.size());
      text.append("  ").append(lines.substr(0, end)).append("\n");
    }
  }

 private:
  void gap() {
    if (!text.empty()) text += '\n';
  }

  /// `used` cells of the first line are taken already.
  void wrapped(std::string_view words, std::size_t used, std::size_t indent) {
    const std::size_t cells = width_ > indent + 20 ? width_ - indent : 20;
    do {
      if (used == 0) text.append(indent, ' ');
      text.append(next_line(words, cells)).append("\n");
      used = 0;
    } while (!words.empty());
  }

  const Translate& translate_;
  std::size_t width_;
};

/// Choices too long to stand beside the option stand in its meaning, where they are wrapped.
Screen::Entry option_entry(const Screen& screen, const Option& option) {
  std::string name(option.name), meaning = screen.say_in_language(say(option.help));
  const auto allowed = choices(option);
  const bool apart = !allowed.empty() && name.size() + 1 + option.value.size() > widest_name;
  if (apart)
    meaning = screen.say_in_language(say("{help}: {choices}", {{"help", meaning}, {"choices", comma_list(allowed)}}));
  if (option.many) meaning = screen.say_in_language(say("{help} (may be given several times)", {{"help", meaning}}));
  if (takes_value(option)) name.append(" ").append(apart ? "WORD" : option.value);
  return {std::move(name), std::move(meaning)};
}

std::vector<Screen::Entry> option_entries(const Screen& screen, std::span<const Option> options) {
  std::vector<Screen::Entry> entries;
  for (const Option& option : options) entries.push_back(option_entry(screen, option));
  return entries;
}

std::vector<Screen::Entry> operand_entries(const Screen& screen, const Verb& verb) {
  std::vector<Screen::Entry> entries;
  for (const Operand& operand : verb.operands)
    entries.emplace_back(operand.name, screen.say_in_language(say(operand.help)));
  return entries;
}

void usage(Screen& screen, const std::string& line, bool options) {
  const std::string_view pattern = options ? "usage: siyana {line} [options]" : "usage: siyana {line}";
  screen.paragraph(say(pattern, {{"line", line}}));
}

void verb_help(Screen& screen, const Noun& noun, const Verb& verb) {
  usage(screen, line_of(noun, verb), !verb.options.empty());
  screen.paragraph(say(verb.summary));
  if (!verb.operands.empty()) screen.text += '\n';
  screen.entries(operand_entries(screen, verb));
  if (!verb.options.empty()) screen.heading("Options");
  screen.entries(option_entries(screen, verb.options));
  if (!verb.example.empty()) screen.heading("Example");
  screen.verbatim(verb.example);
  screen.paragraph(say("The global options are listed by siyana help."));
}

void noun_help(Screen& screen, const Noun& noun) {
  usage(screen, text_of(noun.name) + (verb_named(noun, "") ? " [VERB]" : " VERB"), true);
  screen.paragraph(say(noun.summary));
  screen.heading("Verbs");
  std::vector<Screen::Entry> entries;
  for (const Verb& verb : noun.verbs)
    entries.emplace_back(line_of(noun, verb), screen.say_in_language(say(verb.summary)));
  screen.entries(entries);
  screen.paragraph(say("siyana help {noun} VERB says more of one verb.", {{"noun", text_of(noun.name)}}));
}

std::vector<Screen::Entry> noun_entries(const Screen& screen, std::span<const Noun> nouns, bool daily) {
  std::vector<Screen::Entry> entries;
  for (const Noun& noun : nouns)
    if (!is_hidden(noun) && is_daily(noun) == daily)
      entries.emplace_back(noun.name, screen.say_in_language(say(noun.summary)));
  return entries;
}

void program_help(Screen& screen, std::span<const Noun> nouns) {
  usage(screen, "COMMAND [VERB]", true);
  screen.paragraph(
      say("siyana keeps the register of medical devices, their maintenance and their breakdowns, "
          "and says what is overdue."));
  screen.heading("Every day");
  screen.entries(noun_entries(screen, nouns, true));
  screen.heading("Commands with verbs");
  screen.entries(noun_entries(screen, nouns, false));
  screen.heading("Global options, before or after the command");
  auto options = option_entries(screen, global_options());
  options.emplace_back("-h, --help", screen.say_in_language(say("say how a command is used")));
  options.emplace_back("--version", screen.say_in_language(say("say which siyana this is")));
  screen.entries(options);
  screen.paragraph(say("siyana help COMMAND says more of one command."));
}

}  // namespace

std::string help_text(std::span<const Noun> nouns, const Command& command, const Translate& translate,
                      std::size_t width) {
  Screen screen(translate, width);
  if (command.verb)
    verb_help(screen, *command.noun, *command.verb);
  else if (command.noun)
    noun_help(screen, *command.noun);
  else
    program_help(screen, nouns);
  return std::move(screen.text);
}

}  // namespace siyana
