// The words of a command. A noun file declares its verbs as tables of these; parsing, help, man pages and
// completions are all made from the same tables. The only face of CLI11 is args.cpp.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace siyana {

class App;

struct Option {
  std::string_view name;   // "--serial"
  std::string_view value;  // what it takes, in capitals: "TEXT", "DATE", "a|b|c"; empty for a flag
  std::string_view help;   // English, one line
  bool many = false;       // may be given several times
};

/// What a bare word is: "TAG", "[TAG]", "TAG…" (one or more), "[WORD…]". Only the last may repeat; where
/// optional ones stand between required ones, the required ones are served first.
struct Operand {
  std::string_view name;
  std::string_view help;
};

class Words;  // what was given

struct Verb {
  std::string_view name;  // empty for a daily verb, whose noun is itself (overdue, due, why, done, …)
  std::string_view summary;
  std::span<const Operand> operands;
  std::span<const Option> options;
  std::string_view example;  // one command line or several, a line each
  void (*run)(App&, const Words&);
};

/// A noun whose name begins with `_` is left out of help, completions and suggestions.
struct Noun {
  std::string_view name;
  std::string_view summary;
  std::span<const Verb> verbs;
};

/// The words given to one verb, all as text: numbers and dates are read by those who need them.
class Words {
 public:
  explicit Words(std::string verb_path = {}) : verb_path_(std::move(verb_path)) {}

  bool has(std::string_view option) const;
  /// The value of an option; empty text where it was not given (see has).
  std::string text(std::string_view option) const;
  std::optional<std::string> maybe(std::string_view option) const;
  std::vector<std::string> all(std::string_view option) const;
  /// Operands by the name of the table, without brackets and dots: "TAG".
  std::string operand(std::string_view name) const { return text(name); }
  std::vector<std::string> operands(std::string_view name) const { return all(name); }
  const std::string& verb_path() const { return verb_path_; }  // "device add"

  /// One more value of an option or operand; a flag's value is empty.
  void add(std::string_view name, std::string value);

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
  std::string verb_path_;
};

/// The global options, understood before or after the verb.
std::span<const Option> global_options();

/// Which noun and verb the command line names, and the rest of its words parsed for that verb alone.
/// Throws Error(usage) with a sentence that names the nearest word where one is unknown.
struct Command {
  const Noun* noun = nullptr;
  const Verb* verb = nullptr;  // null: help of the noun was asked for (or of all, where noun is null too)
  bool help = false;
  bool version = false;
  Words words;    // the verb's own
  Words globals;  // the global options
};
Command parse(std::span<const Noun> nouns, const std::vector<std::string>& arguments);

}  // namespace siyana
