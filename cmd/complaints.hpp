// What is said of a command line that is not understood: each sentence names the word, and the nearest one known.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "cmd/args.hpp"

namespace siyana {

/// The one candidate that begins with the word, else the nearest that could be a slip of the hand.
std::optional<std::string> meant(std::string_view word, const std::vector<std::string>& candidates);

Error unknown_noun(std::span<const Noun> nouns, const std::string& word);
Error unknown_verb(const Noun& noun, const std::string& word);
Error verb_missing(const Noun& noun);

/// An option before any noun, where only global ones are understood.
Error unknown_global(const std::string& word);
Error unknown_option(const std::string& verb_path, std::span<const Option> own, const std::string& word);
Error value_missing(const Option& option);
Error value_unwanted(const Option& option);
Error value_unknown(const Option& option, const std::string& value);
Error option_repeated(const Option& option);

Error operand_missing(const std::string& verb_path, const Operand& operand);
Error word_too_many(const std::string& verb_path, const std::string& word);

}  // namespace siyana
