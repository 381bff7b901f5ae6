#include "cmd/complaints.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cmd/tables.hpp"

namespace siyana {

namespace {

using Strings = std::vector<std::string>;

template <typename Row>
Strings names_of(std::span<const Row> rows) {
  Strings names;
  for (const Row& row : rows)
    if (!row.name.empty() && !row.name.starts_with('_')) names.emplace_back(row.name);
  return names;
}

/// The only noun that has a verb of this name: who types `add VENT-1` is told of `device add`.
const Noun* only_noun_with(std::span<const Noun> nouns, std::string_view verb) {
  const Noun* found = nullptr;
  for (const Noun& noun : nouns) {
    if (verb.empty() || is_hidden(noun) || !verb_named(noun, verb)) continue;
    if (found) return nullptr;
    found = &noun;
  }
  return found;
}

Error no_command(const std::string& word, const std::string& near) {
  return {Fault::usage, "no command {word}: did you mean {nearest}?", {{"word", word}, {"nearest", near}}};
}

std::string name_of(const Option& option) { return std::string(option.name); }

}  // namespace

std::optional<std::string> meant(std::string_view word, const Strings& candidates) {
  if (word.empty()) return std::nullopt;
  const auto begins = [&](const std::string& name) { return name.starts_with(word); };
  if (std::count_if(candidates.begin(), candidates.end(), begins) == 1)
    return *std::find_if(candidates.begin(), candidates.end(), begins);
  return nearest(word, candidates);
}

Error unknown_noun(std::span<const Noun> nouns, const std::string& word) {
  if (const Noun* noun = only_noun_with(nouns, word)) return no_command(word, std::string(noun->name) + " " + word);
  if (const auto near = meant(word, names_of(nouns))) return no_command(word, *near);
  return {Fault::usage, "no command {word} (see siyana help)", {{"word", word}}};
}

Error unknown_verb(const Noun& noun, const std::string& word) {
  const std::string noun_name(noun.name), path = noun_name + " " + word;
  const Strings verbs = names_of(noun.verbs);
  if (const auto near = meant(word, verbs)) return no_command(path, noun_name + " " + *near);
  return {Fault::usage,
          "no command {word}: {noun} has {verbs}",
          {{"word", path}, {"noun", noun_name}, {"verbs", comma_list(verbs)}}};
}

Error verb_missing(const Noun& noun) {
  return {Fault::usage,
          "{noun} wants a verb: {verbs}",
          {{"noun", std::string(noun.name)}, {"verbs", comma_list(names_of(noun.verbs))}}};
}

Error unknown_global(const std::string& word) {
  const std::string option(option_name(word));
  Strings names = names_of(global_options());
  names.insert(names.end(), {"--help", "--version"});
  if (const auto near = meant(option, names))
    return {Fault::usage, "no option {option}: did you mean {nearest}?", {{"option", option}, {"nearest", *near}}};
  return {Fault::usage, "no option {option} before the command (see siyana help)", {{"option", option}}};
}

Error unknown_option(const std::string& verb_path, std::span<const Option> own, const std::string& word) {
  const std::string option(option_name(word));
  Strings names = names_of(own);
  for (const Option& global : global_options()) names.push_back(name_of(global));
  names.emplace_back("--help");
  if (const auto near = meant(option, names))
    return {Fault::usage,
            "no option {option} for {verb}: did you mean {nearest}?",
            {{"option", option}, {"verb", verb_path}, {"nearest", *near}}};
  return {Fault::usage,
          "no option {option} for {verb} (see siyana help {verb})",
          {{"option", option}, {"verb", verb_path}}};
}

Error value_missing(const Option& option) {
  if (const Strings allowed = choices(option); !allowed.empty())
    return {Fault::usage,
            "{option} wants one of {choices}",
            {{"option", name_of(option)}, {"choices", comma_list(allowed)}}};
  return {Fault::usage,
          "{option} wants a value: {value}",
          {{"option", name_of(option)}, {"value", std::string(option.value)}}};
}

Error value_unwanted(const Option& option) {
  return {Fault::usage, "{option} takes no value", {{"option", name_of(option)}}};
}

Error value_unknown(const Option& option, const std::string& value) {
  return {Fault::usage,
          "{option} cannot be {word}: it is one of {choices}",
          {{"option", name_of(option)}, {"word", value}, {"choices", comma_list(choices(option))}}};
}

Error option_repeated(const Option& option) {
  return {Fault::usage, "{option} was given more than once", {{"option", name_of(option)}}};
}

Error operand_missing(const std::string& verb_path, const Operand& operand) {
  const std::string name(bare_name(operand));
  const bool vowel = std::string_view("AEIO").find(name.front()) != std::string_view::npos;
  return {Fault::usage,
          vowel ? "{verb} wants an {operand} (see siyana help {verb})"
                : "{verb} wants a {operand} (see siyana help {verb})",
          {{"verb", verb_path}, {"operand", name}}};
}

Error word_too_many(const std::string& verb_path, const std::string& word) {
  return {Fault::usage,
          "{word} is one word too many for {verb} (a text of several words goes in quotes; see siyana help {verb})",
          {{"word", word}, {"verb", verb_path}}};
}

}  // namespace siyana
