#include "cmd/complete.hpp"

#include <algorithm>
#include <utility>

#include "cmd/tables.hpp"

namespace siyana {

namespace {

using Strings = std::vector<std::string>;

/// Follows the words already typed; unlike parse(), it puts up with anything.
class Follower {
 public:
  explicit Follower(std::span<const Noun> nouns) : nouns_(nouns) {}

  void follow(const std::string& word) {
    if (const Option* option = std::exchange(awaiting_, nullptr)) return give(*option, word);
    if (!ended_ && word == "--") return end_options();
    if (!ended_ && is_option_word(word)) return follow_option(word);
    if (!noun_) return follow_noun(word);
    if (!verb_) return follow_verb(word);
    ++operands_;
  }

  Wanted at(const std::string& word) {
    if (awaiting_) return value_of(*awaiting_, word, "");
    if (!ended_ && word.starts_with('-')) return option(word);
    wanted_.typed = word;
    if (!noun_) return known_words(noun_names(), word);
    if (verb_) wanted_.kind = operand_kind(*verb_);
    if (!verb_ && !help_) verb_or_operand();
    if (!verb_) return known_words(verb_names(), word);
    return std::move(wanted_);
  }

 private:
  void give(const Option& option, const std::string& value) {
    given_.push_back(&option);
    if (option_named(global_options(), option.name) == &option) wanted_.globals.add(option.name, value);
  }

  void end_options() {
    ended_ = true;
    if (noun_ && !verb_) verb_ = verb_named(*noun_, "");
  }

  void follow_option(const std::string& word) {
    const Option* option = find(word);
    if (!option) return;
    if (noun_ && !verb_ && !option_named(global_options(), option->name)) verb_ = verb_named(*noun_, "");
    if (word.size() > option->name.size()) return give(*option, word.substr(option->name.size() + 1));
    if (takes_value(*option))
      awaiting_ = option;
    else
      give(*option, "");
  }

  void follow_noun(const std::string& word) {
    help_ = help_ || word == "help";
    noun_ = noun_named(nouns_, word);
    if (noun_ && is_daily(*noun_)) verb_ = &noun_->verbs.front();
  }

  void follow_verb(const std::string& word) {
    verb_ = word.empty() ? nullptr : verb_named(*noun_, word);
    if (verb_) return;
    verb_ = verb_named(*noun_, "");
    if (verb_) ++operands_;
  }

  std::span<const Option> own() const { return verb_ ? verb_->options : default_options(); }
  std::span<const Option> default_options() const {
    const Verb* verb = noun_ ? verb_named(*noun_, "") : nullptr;
    return verb ? verb->options : std::span<const Option>();
  }

  const Option* find(std::string_view word) const {
    const Option* option = option_named(own(), option_name(word));
    return option ? option : option_named(global_options(), option_name(word));
  }

  Wanted option(const std::string& word) {
    const std::size_t sign = word.find('=');
    if (sign == std::string::npos) return known_words(option_names(), word);
    const Option* found = find(word);
    return found ? value_of(*found, word.substr(sign + 1), word.substr(0, sign + 1)) : std::move(wanted_);
  }

  Wanted value_of(const Option& option, const std::string& word, const std::string& before) {
    wanted_.typed = word;
    wanted_.before = before;
    const Strings allowed = choices(option);
    if (allowed.empty()) wanted_.kind = option.value;
    return known_words(allowed, word);
  }

  Wanted known_words(const Strings& names, const std::string& typed) {
    for (const std::string& name : names)
      if (name.starts_with(typed)) wanted_.words.push_back(name);
    return std::move(wanted_);
  }

  Strings noun_names() const {
    Strings names;
    for (const Noun& noun : nouns_)
      if (!is_hidden(noun)) names.emplace_back(noun.name);
    if (!help_) names.emplace_back("help");
    return names;
  }

  Strings verb_names() const {
    Strings names;
    for (const Verb& verb : noun_->verbs)
      if (!verb.name.empty()) names.emplace_back(verb.name);
    return names;
  }

  Strings option_names() const {
    Strings names;
    add_names(own(), names);
    add_names(global_options(), names);
    names.emplace_back("--help");
    if (!noun_) names.emplace_back("--version");
    return names;
  }

  void add_names(std::span<const Option> options, Strings& names) const {
    for (const Option& option : options) {
      const bool spent = !option.many && std::find(given_.begin(), given_.end(), &option) != given_.end();
      const bool named = std::find(names.begin(), names.end(), option.name) != names.end();
      if (!spent && !named) names.emplace_back(option.name);
    }
  }

  void verb_or_operand() {
    if (const Verb* verb = verb_named(*noun_, "")) wanted_.kind = operand_kind(*verb);
  }

  std::string operand_kind(const Verb& verb) const {
    if (help_ || verb.operands.empty()) return {};
    const Operand& operand = verb.operands[std::min(operands_, verb.operands.size() - 1)];
    const bool full = operands_ >= verb.operands.size() && !may_repeat(operand);
    return full ? std::string() : std::string(bare_name(operand));
  }

  std::span<const Noun> nouns_;
  const Noun* noun_ = nullptr;
  const Verb* verb_ = nullptr;
  const Option* awaiting_ = nullptr;  // its value is the next word
  std::vector<const Option*> given_;
  std::size_t operands_ = 0;
  bool ended_ = false;
  bool help_ = false;
  Wanted wanted_;
};

/// A line holds one name; one with a line break or a control character in it is better typed.
bool fits_a_line(const std::string& name) {
  return std::none_of(name.begin(), name.end(),
                      [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; });
}

Strings names_of_kind(const Wanted& wanted, const NamesOfKind& names) {
  if (wanted.kind.empty()) return {};
  if (wanted.kind == "FILE" || wanted.kind == "FOLDER") return {":files"};
  if (wanted.kind != "DATE") return names(wanted.kind, wanted.typed);
  Strings days;
  for (const std::string_view day : {"today", "yesterday"})
    if (day.starts_with(wanted.typed)) days.emplace_back(day);
  return days;
}

}  // namespace

Wanted wanted(std::span<const Noun> nouns, const std::vector<std::string>& typed) {
  Follower follower(nouns);
  for (std::size_t at = 0; at + 1 < typed.size(); ++at) follower.follow(typed[at]);
  return follower.at(typed.empty() ? "" : typed.back());
}

std::vector<std::string> candidates(const Wanted& wanted, const NamesOfKind& names) {
  Strings lines;
  for (const std::string& word : wanted.words) lines.push_back(wanted.before + word);
  for (const std::string& name : names_of_kind(wanted, names))
    if (fits_a_line(name)) lines.push_back(name == ":files" ? name : wanted.before + name);
  return lines;
}

std::vector<std::string> complete(std::span<const Noun> nouns, const std::vector<std::string>& typed,
                                  const NamesOfKind& names) {
  return candidates(wanted(nouns, typed), names);
}

}  // namespace siyana
