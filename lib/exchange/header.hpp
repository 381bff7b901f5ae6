// Which row of a table holds its headings.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/rows.hpp"

namespace siyana::exchange {

/// Which record holds the headings, and what stands above it.
struct Header {
  struct Passed {
    std::uint64_t line = 0;
    std::string text;  // its filled cells, or their beginning
  };
  std::uint64_t line = 0;
  std::vector<std::string> names;  // trimmed, one a column; empty where a column has none
  std::vector<Passed> above;
  bool recognised = false;  // most of its cells are known names; else it is the first record of the usual width
};

/// What a record says, or its beginning.
std::string filled_cells(const Record& record);

/// Looks for the headings in the first twenty records, and leaves the rows at the record below them. The first record
/// most of whose filled cells are known; else the first of the width most records have, with most cells filled. Nothing
/// where the table has no record.
std::optional<Header> find_header(Rows& rows, const std::function<bool(std::string_view)>& is_known);
/// The same where a person said on which line they stand; nothing where no record starts there.
std::optional<Header> header_at(Rows& rows, std::uint64_t line);

}  // namespace siyana::exchange
