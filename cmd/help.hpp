// What the program says of itself: help on a screen, and the manual page; both from the tables of verbs.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/sentence.hpp"
#include "cmd/args.hpp"

namespace siyana {

using Translate = std::function<std::string(const Sentence&)>;

/// Help for the verb of the command, else for its noun, else for the program. `width` is held to 40 to 100.
std::string help_text(std::span<const Noun> nouns, const Command& command, const Translate& translate,
                      std::size_t width = 80);

/// The page siyana(1) as roff source, in English.
std::string manual(std::span<const Noun> nouns, std::string_view version, std::string_view date);

}  // namespace siyana
