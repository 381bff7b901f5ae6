// Words that people write in files and at scanners, in three languages, and what each means.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace siyana {

/// What is meant, and the words for it, divided by |. What is meant is a word for itself.
struct Meaning {
  std::string_view value, spellings;
};

/// By folded spelling; of two meanings of one word the first.
using Spelled = std::unordered_map<std::string, std::string_view>;

Spelled learned(std::span<const Meaning> meanings);
/// Empty for a word that is not known, and for what is too long to be one.
std::string_view meaning_of(std::string_view text, const Spelled& known);

}  // namespace siyana
