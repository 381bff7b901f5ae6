// What is wrong in a set of nouns and verbs: slips that the compiler does not see and a user would.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "cmd/args.hpp"
#include "cmd/tables.hpp"

namespace siyana::test {

/// The words of an example up to a pipe or a redirection, quotes taken away as a shell does.
inline std::vector<std::string> shell_words(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  char quote = 0;
  bool begun = false;
  for (const char c : line) {
    if (quote == 0 && (c == '|' || c == '>' || c == '<' || c == '#') && !begun) return words;
    if (quote == 0 && c == ' ') {
      if (begun) words.push_back(word);
      word.clear();
    }
    if (quote == 0 && (c == '\'' || c == '"'))
      quote = c;
    else if (c == quote)
      quote = 0;
    else if (quote != 0 || c != ' ')
      word += c;
    begun = quote != 0 || c != ' ';
  }
  if (begun) words.push_back(word);
  return words;
}

class TableFaults {
 public:
  explicit TableFaults(std::span<const Noun> nouns) : nouns_(nouns) {
    std::set<std::string_view> names;
    for (const Noun& noun : nouns) {
      at_ = noun.name;
      if (!names.insert(noun.name).second) fault("is declared twice");
      check_noun(noun);
    }
  }

  std::vector<std::string> found;

 private:
  void fault(const std::string& what) { found.push_back(at_ + " " + what); }

  void check_noun(const Noun& noun) {
    if (noun.name == "help" || !is_word(noun.name)) fault("cannot be a noun");
    if (noun.summary.empty()) fault("has no summary");
    std::set<std::string_view> names;
    for (const Verb& verb : noun.verbs) {
      at_ = path_of(noun, verb);
      if (!names.insert(verb.name).second) fault("is declared twice");
      check_verb(noun, verb);
    }
  }

  void check_verb(const Noun& noun, const Verb& verb) {
    if (verb.summary.empty()) fault("has no summary");
    if (!verb.run) fault("runs nothing");
    check_operands(verb.operands);
    std::set<std::string_view> names;
    for (const Option& option : verb.options) {
      if (!names.insert(option.name).second) fault("has " + std::string(option.name) + " twice");
      check_option(option);
    }
    std::string_view lines = verb.example;
    for (std::size_t end = 0; !lines.empty(); lines.remove_prefix(std::min(end + 1, lines.size()))) {
      end = std::min(lines.find('\n'), lines.size());
      check_example(noun, verb, lines.substr(0, end));
    }
  }

  void check_operands(std::span<const Operand> operands) {
    for (std::size_t at = 0; at < operands.size(); ++at) {
      const std::string name(operands[at].name);
      if (may_repeat(operands[at]) && at + 1 < operands.size()) fault(name + " repeats and is not the last");
      if (name.starts_with('[') != name.ends_with(']') || !is_capitals(bare_name(operands[at])))
        fault(name + " is no operand");
      if (operands[at].help.empty()) fault(name + " has no help");
    }
  }

  void check_option(const Option& option) {
    const std::string name(option.name);
    if (!name.starts_with("--") || !is_word(option.name.substr(std::min<std::size_t>(2, name.size()))))
      fault(name + " is no option");
    if (takes_value(option) && choices(option).empty() && !is_capitals(option.value))
      fault(name + " takes no such value");
    if (option.help.empty() || option.help.ends_with('.')) fault(name + " wants help without a full stop");
  }

  void check_example(const Noun& noun, const Verb& verb, std::string_view line) {
    std::vector<std::string> words = shell_words(line);
    if (words.empty() || words.front() != "siyana") return fault("has an example that does not begin with siyana");
    words.erase(words.begin());
    try {
      const Command command = parse(nouns_, words);
      if (command.noun != &noun || command.verb != &verb || command.help) fault("has an example of another verb");
    } catch (const Error& error) {
      fault(std::string("has a bad example: ") + error.what());
    }
  }

  static bool is_word(std::string_view text) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
    return !text.empty() && !text.starts_with('-') && std::all_of(text.begin(), text.end(), fits);
  }
  static bool is_capitals(std::string_view text) {
    const auto fits = [](char c) { return (c >= 'A' && c <= 'Z') || c == '-' || c == ':' || c == '='; };
    return !text.empty() && std::all_of(text.begin(), text.end(), fits);
  }

  std::span<const Noun> nouns_;
  std::string at_;
};

inline std::vector<std::string> table_faults(std::span<const Noun> nouns) { return TableFaults(nouns).found; }

}  // namespace siyana::test
