// Completing a command line: `siyana __complete -- WORD…` prints what the last word may become, a line each.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cmd/args.hpp"

namespace siyana {

/// What the last of the words typed so far may become.
struct Wanted {
  std::vector<std::string> words;  // names that the tables know: commands, verbs, options, choices
  std::string kind;                // "TAG", "DEPARTMENT": the thing whose names are asked for; often empty
  std::string typed;               // the beginning of that name
  std::string before;              // "--department=", to be written before each name
  Words globals;                   // the global options typed already: which file to look the names up in
};
Wanted wanted(std::span<const Noun> nouns, const std::vector<std::string>& typed);

/// The names of a kind that begin with a prefix, few enough to read.
using NamesOfKind = std::function<std::vector<std::string>(std::string_view kind, std::string_view prefix)>;

/// The lines to print. The line `:files` leaves names of files to the shell.
std::vector<std::string> candidates(const Wanted& wanted, const NamesOfKind& names);
std::vector<std::string> complete(std::span<const Noun> nouns, const std::vector<std::string>& typed,
                                  const NamesOfKind& names);

}  // namespace siyana
