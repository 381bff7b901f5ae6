#include "cmd/args.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "cmd/complaints.hpp"
#include "cmd/scan.hpp"
#include "cmd/tables.hpp"

namespace siyana {

namespace {

using Strings = std::vector<std::string>;

/// One flat parser for one verb: building them all would cost as much as the rest of a short command.
class Reader {
 public:
  explicit Reader(Command& command) : command_(command), path_(command.words.verb_path()) {
    app_.set_help_flag();
    app_.allow_extras();
    for (const Option& option : own()) declare(option);
    for (const Option& option : global_options())
      if (!option_named(own(), option.name)) declare(option);
  }

  void read(const Strings& words) {
    Strings backwards = spread(words);
    std::reverse(backwards.begin(), backwards.end());
    try {
      app_.parse(std::move(backwards));
    } catch (const CLI::ParseError&) {
      throw Error(Fault::usage, "these words are not understood (see siyana help)");
    }
    for (const auto& [option, parsed] : declared_) take(*option, parsed->results());
  }

  void check() {
    take_operands(bare_words());
    for (const auto& [option, parsed] : declared_) check(*option, parsed->results());
  }

 private:
  std::span<const Option> own() const { return command_.verb ? command_.verb->options : std::span<const Option>(); }

  // No option is bound to a container, for whose sake CLI11 would split a value such as [a,b]; TakeAll leaves a
  // repeated option to check(), whose sentence says more.
  void declare(const Option& option) {
    const std::string name(option.name);
    CLI::Option* made = takes_value(option) ? app_.add_option(name) : app_.add_flag(name);
    made->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    declared_.emplace_back(&option, made);
  }

  const Option* option_for(std::string_view word) const {
    for (const auto& [option, made] : declared_)
      if (option->name == option_name(word)) return option;
    return nullptr;
  }

  // `--option=value` becomes two words: CLI11 would take the word after `--note=` as its value, and would let a
  // flag have one. A word that begins with -- is no value, lest a forgotten one swallow the next option.
  Strings spread(const Strings& words) const {
    Strings spread;
    const auto end = std::find(words.begin(), words.end(), "--");
    for (auto word = words.begin(); word != end; ++word) {
      const Option* option = option_for(*word);
      spread.push_back(option ? std::string(option->name) : *word);
      if (!option) continue;
      if (word->size() > option->name.size()) {
        if (!takes_value(*option)) throw value_unwanted(*option);
        spread.push_back(word->substr(option->name.size() + 1));
      } else if (takes_value(*option) && (word + 1 == words.end() || (word + 1)->starts_with("--"))) {
        throw value_missing(*option);
      }
    }
    spread.insert(spread.end(), end, words.end());
    return spread;
  }

  void take(const Option& option, const Strings& values) {
    Words& words = option_named(own(), option.name) ? command_.words : command_.globals;
    for (const std::string& value : values) words.add(option.name, takes_value(option) ? value : "");
  }

  /// What is written down is text; only a file may be named by any bytes.
  static void require_utf8(std::string_view name, const std::string& value) {
    if (!is_utf8(value)) throw Error(Fault::invalid, "{name} is not valid UTF-8", {{"name", std::string(name)}});
  }

  static void check(const Option& option, const Strings& values) {
    if (values.size() > 1 && !option.many) throw option_repeated(option);
    if (option.value != "FILE")
      for (const std::string& value : values) require_utf8(option.name, value);
    const Strings allowed = choices(option);
    if (allowed.empty()) return;
    for (const std::string& value : values)
      if (std::find(allowed.begin(), allowed.end(), value) == allowed.end()) throw value_unknown(option, value);
  }

  // CLI11 leaves here, in order, the operands, the unknown options, and the `--` that ends the options.
  Strings bare_words() const {
    Strings bare;
    bool ended = false;
    for (const std::string& word : app_.remaining()) {
      if (ended || !is_option_word(word))
        bare.push_back(word);
      else if (word == "--")
        ended = true;
      else
        throw unknown_option(path_, own(), word);
    }
    return bare;
  }

  void take_operands(const Strings& bare) {
    const auto operands = command_.verb->operands;
    const auto required = static_cast<std::size_t>(std::count_if(operands.begin(), operands.end(), is_required));
    std::size_t spare = bare.size() > required ? bare.size() - required : 0;
    std::size_t next = 0;
    for (const Operand& operand : operands) {
      if (!is_required(operand) && spare == 0) continue;
      if (next == bare.size()) throw operand_missing(path_, operand);
      if (!is_required(operand)) --spare;
      do {
        if (bare_name(operand) != "FILE") require_utf8(bare_name(operand), bare[next]);
        command_.words.add(bare_name(operand), bare[next++]);
      } while (may_repeat(operand) && next < bare.size());
    }
    if (next < bare.size()) throw word_too_many(path_, bare[next]);
  }

  Command& command_;
  std::string path_;
  CLI::App app_;
  std::vector<std::pair<const Option*, CLI::Option*>> declared_;
};

}  // namespace

Command parse(std::span<const Noun> nouns, const std::vector<std::string>& arguments) {
  Scanned scanned = scan(nouns, arguments);
  Command command = std::move(scanned.command);
  if (command.version) return command;
  if (command.verb) command.words = Words(path_of(*command.noun, *command.verb));
  Reader reader(command);
  try {
    reader.read(scanned.rest);
    if (!command.help) reader.check();
  } catch (const Error&) {
    if (!command.help) throw;  // help is given whatever else is wrong
  }
  return command;
}

}  // namespace siyana
