// Looking up nouns, verbs, options and operands in the tables that the noun files declare.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cmd/args.hpp"

namespace siyana {

/// Null where there is none; an empty verb name finds the noun's default verb.
const Noun* noun_named(std::span<const Noun> nouns, std::string_view name);
const Verb* verb_named(const Noun& noun, std::string_view name);
const Option* option_named(std::span<const Option> options, std::string_view name);

bool is_hidden(const Noun& noun);
/// A noun that is its own only verb: overdue, done, why.
bool is_daily(const Noun& noun);

/// "device add", or the noun alone where the verb has no name.
std::string path_of(const Noun& noun, const Verb& verb);

/// "device add TAG [PLAN]": the path and the operands.
std::string line_of(const Noun& noun, const Verb& verb);

/// `a|b|c` taken apart; nothing where the option takes any text.
std::vector<std::string> choices(const Option& option);
inline bool takes_value(const Option& option) { return !option.value.empty(); }

/// "TAG" of "[TAG…]".
std::string_view bare_name(const Operand& operand);
bool is_required(const Operand& operand);
bool may_repeat(const Operand& operand);

/// True for `--serial` and `-x`; not for `-`, nor for a relative date such as `-2d`.
bool is_option_word(std::string_view word);
/// "--serial" of "--serial=12".
std::string_view option_name(std::string_view word);

/// The words, a comma between them.
std::string comma_list(const std::vector<std::string>& words);

}  // namespace siyana
