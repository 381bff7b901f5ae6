#include "cmd/scan.hpp"

#include <algorithm>
#include <utility>

#include "cmd/complaints.hpp"
#include "cmd/tables.hpp"

namespace siyana {

namespace {

class Scanner {
 public:
  Scanner(std::span<const Noun> nouns, std::vector<std::string> words) : nouns_(nouns), words_(std::move(words)) {}

  Scanned run() {
    command_.help = remove_help();
    while (!command_.verb && !command_.version && next_ < words_.size()) step(words_[next_++]);
    rest_.insert(rest_.end(), words_.begin() + static_cast<std::ptrdiff_t>(next_), words_.end());
    finish();
    return {std::move(command_), std::move(rest_)};
  }

 private:
  bool remove_help() {
    const auto end = std::find(words_.begin(), words_.end(), "--");
    const auto asks = [](const std::string& word) { return word == "-h" || word == "--help"; };
    const auto kept = std::remove_if(words_.begin(), end, asks);
    const bool asked = kept != end;
    words_.erase(kept, end);
    return asked;
  }

  void step(const std::string& word) {
    if (!ended_ && word == "--") return end_options();
    if (!ended_ && is_option_word(word)) return option(word);
    command_.noun ? verb(word) : noun(word);
  }

  void end_options() {
    ended_ = true;
    rest_.emplace_back("--");
    if (command_.noun) command_.verb = verb_named(*command_.noun, "");
  }

  void option(const std::string& word) {
    if (const Option* global = option_named(global_options(), option_name(word))) return global_option(*global, word);
    if (!command_.noun) return option_before_noun(word);
    command_.verb = verb_named(*command_.noun, "");
    if (!command_.verb && !command_.help) throw verb_missing(*command_.noun);
    rest_.push_back(word);
  }

  // Its value is passed over unread, so that `--db device overdue` names the noun overdue.
  void global_option(const Option& option, const std::string& word) {
    rest_.push_back(word);
    const bool value_follows = takes_value(option) && word.size() == option.name.size();
    if (value_follows && next_ < words_.size()) rest_.push_back(words_[next_++]);
  }

  void option_before_noun(const std::string& word) {
    command_.version = word == "--version";
    if (!command_.version) throw unknown_global(word);
  }

  void noun(const std::string& word) {
    if (word == "help") {
      command_.help = true;
      return;
    }
    command_.noun = noun_named(nouns_, word);
    if (!command_.noun) throw unknown_noun(nouns_, word);
    if (is_daily(*command_.noun)) command_.verb = &command_.noun->verbs.front();
  }

  void verb(const std::string& word) {
    command_.verb = verb_named(*command_.noun, word);
    if (command_.verb && !word.empty()) return;
    command_.verb = verb_named(*command_.noun, "");
    if (!command_.verb) throw unknown_verb(*command_.noun, word);
    rest_.push_back(word);
  }

  void finish() {
    if (!command_.noun && !command_.version) command_.help = true;
    if (command_.verb || !command_.noun || command_.help) return;
    command_.verb = verb_named(*command_.noun, "");
    if (!command_.verb) throw verb_missing(*command_.noun);
  }

  std::span<const Noun> nouns_;
  std::vector<std::string> words_;
  std::vector<std::string> rest_;
  Command command_;
  std::size_t next_ = 0;
  bool ended_ = false;
};

}  // namespace

Scanned scan(std::span<const Noun> nouns, std::vector<std::string> arguments) {
  return Scanner(nouns, std::move(arguments)).run();
}

}  // namespace siyana
