// One run of the program: words in, answer out, an exit status.
#pragma once

#include <string>
#include <vector>

namespace siyana {

int run(const std::vector<std::string>& words);

}  // namespace siyana
