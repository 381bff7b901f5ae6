// Numbers of a list, said by the person who chose among its rows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cmd/args.hpp"

namespace siyana {

/// `14,15.2 --accept 16`: the parts of an option's values, divided by commas.
std::vector<std::string> parts_of(const Words& words, std::string_view option);
/// `14,15 --accept 16`: the numbers of an option that may be given several times. Error(usage) where one is none.
std::vector<std::int64_t> numbers_in(const Words& words, std::string_view option);

}  // namespace siyana
