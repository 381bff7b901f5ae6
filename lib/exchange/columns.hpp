// Which column of a file is which of siyana's fields, by its heading in English, French or Arabic.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/interval.hpp"
#include "exchange/vocabulary.hpp"

namespace siyana::exchange {

/// What `--map "Header=field"` says; an empty field passes the column over. The header may be `#3`: the third column.
struct Mapping {
  std::string header;
  std::string field;
};
/// Error(usage) without a `=`; the last one divides, since fields have none.
Mapping parse_mapping(std::string_view text);

struct Column {
  enum class Match : std::uint8_t {
    none,     // no field known by that heading: to be said
    heading,  // it is a spelling of the field
    near,     // it is nearly one: to be said
    mapped,   // the user said so
    ignored,  // the user said to pass it over
  };
  std::string header;
  std::string_view field;  // empty where there is none
  Match match = Match::none;
};

/// One Column a heading. Two headings that read as one field are an Error(invalid) that names both; a mapping of an
/// unknown field or a header that is not there, an Error(usage). A mapped field is not sought in other headings, and a
/// near match never takes a field from an exact one.
std::vector<Column> match_columns(std::span<const std::string> headers, std::span<const Mapping> mappings = {},
                                  const Vocabulary& known = device_vocabulary());

/// True where a mapping means one of these headings.
bool means_heading(const Mapping& mapping, std::span<const std::string> headers);

/// What a file with these headings must be told, of what was told of the files they come from and else by number, so
/// that its columns are these again.
std::vector<Mapping> mappings_for(std::span<const Column> columns, std::span<const Mapping> told,
                                  const Vocabulary& known);

/// The place of the column that holds a field.
std::optional<std::size_t> column_of(std::span<const Column> columns, std::string_view field);

/// The unit that a heading gives to bare numbers below it: `Périodicité (mois)`, `interval_days`, `الدورية بالأشهر`.
std::optional<Interval::Unit> unit_in(std::string_view heading);

}  // namespace siyana::exchange
