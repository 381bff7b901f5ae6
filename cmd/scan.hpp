// Finding the noun and the verb in a command line, before it is known which options it may hold.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cmd/args.hpp"

namespace siyana {

struct Scanned {
  Command command;                // noun, verb, help and version; no words yet
  std::vector<std::string> rest;  // the options and operands, global options included
};

/// Throws Error(usage) where a noun or a verb is missing or unknown.
Scanned scan(std::span<const Noun> nouns, std::vector<std::string> arguments);

}  // namespace siyana
