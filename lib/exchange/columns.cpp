#include "exchange/columns.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"

namespace siyana::exchange {

namespace {

std::string_view field_named(const Mapping& mapping, const Vocabulary& known) {
  std::string names;
  for (const auto& field : known.fields()) {
    if (field.name == mapping.field) return field.name;
    names.append(names.empty() ? "" : ", ").append(field.name);
  }
  throw Error(Fault::usage, "--map {header}: no field {field}; the fields are {names}",
              {{"header", mapping.header}, {"field", mapping.field}, {"names", names}});
}

std::string numbered(std::size_t place) { return "#" + std::to_string(place + 1); }

/// A heading as it can be said in --map: by its number where it is blank or another column has the same.
std::string address(std::span<const Column> columns, std::size_t place) {
  const auto& header = columns[place].header;
  const auto same = std::count_if(columns.begin(), columns.end(), [&](const auto& c) { return c.header == header; });
  return header.empty() || same > 1 ? numbered(place) : header;
}

template <class Predicate>
std::vector<std::size_t> places_where(std::span<const Column> columns, Predicate is_it) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (is_it(columns[i])) places.push_back(i);
  return places;
}

/// The columns that a mapping means: headed so to the letter, else headed much the same, else of that number.
std::vector<std::size_t> places_of(std::string_view header, std::span<const Column> columns) {
  auto places = places_where(columns, [&](const Column& c) { return c.header == header; });
  if (const auto key = heading_key(header); places.empty() && !key.empty() && !header.starts_with('#'))
    places = places_where(columns, [&](const Column& c) { return heading_key(c.header) == key; });
  if (!places.empty() || !header.starts_with('#')) return places;
  const auto number = parse_number(header.substr(1));
  if (number && *number >= 1 && static_cast<unsigned long long>(*number) <= columns.size())
    places.push_back(static_cast<std::size_t>(*number - 1));
  return places;
}

void give(std::span<Column> columns, std::size_t place, std::string_view field, Column::Match match) {
  if (const auto other = column_of(columns, field); other && *other != place) {
    const Fault fault = match == Column::Match::mapped ? Fault::usage : Fault::invalid;
    const auto first = address(columns, *other), second = address(columns, place);
    throw Error(fault,
                "the columns {first} and {second} both read as {field}; say --map \"{second}=\" to pass one over",
                {{"first", first}, {"second", second}, {"field", std::string(field)}});
  }
  columns[place].field = field;
  columns[place].match = match;
}

void apply_mapping(const Mapping& mapping, const Vocabulary& known, std::span<Column> columns) {
  const auto places = places_of(trim(mapping.header), columns);
  if (places.empty()) throw Error(Fault::usage, "--map: no column is headed {header}", {{"header", mapping.header}});
  if (mapping.field.empty()) {
    for (const auto place : places) columns[place].match = Column::Match::ignored;
    return;
  }
  const auto field = field_named(mapping, known);
  if (places.size() > 1)
    throw Error(Fault::usage, "--map: several columns are headed {header}; say which: --map \"{number}={field}\"",
                {{"header", mapping.header}, {"number", numbered(places.front())}, {"field", mapping.field}});
  give(columns, places.front(), field, Column::Match::mapped);
}

/// Gives the columns still without a field the one that `find` finds, unless an earlier pass has given it away.
template <class Find>
void match_rest(std::span<Column> columns, Column::Match match, Find find) {
  const std::vector<Column> before(columns.begin(), columns.end());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].match != Column::Match::none) continue;
    const std::string_view field = find(columns[i].header);
    if (!field.empty() && !column_of(before, field)) give(columns, i, field, match);
  }
}

}  // namespace

bool means_heading(const Mapping& mapping, std::span<const std::string> headers) {
  std::vector<Column> columns;
  for (const auto& header : headers) columns.push_back({header, {}, Column::Match::none});
  return !places_of(trim(mapping.header), columns).empty();
}

Mapping parse_mapping(std::string_view text) {
  const auto divides = text.rfind('=');
  if (divides == text.npos || trim(text.substr(0, divides)).empty())
    throw Error(Fault::usage, "--map {text}: say a header and a field, as in \"N° série=serial\"",
                {{"text", std::string(text)}});
  return {std::string(trim(text.substr(0, divides))), std::string(trim(text.substr(divides + 1)))};
}

std::vector<Column> match_columns(std::span<const std::string> headers, std::span<const Mapping> mappings,
                                  const Vocabulary& known) {
  std::vector<Column> columns;
  for (const auto& header : headers) columns.push_back({std::string(trim(header)), {}, Column::Match::none});
  for (const auto& mapping : mappings) apply_mapping(mapping, known, columns);
  match_rest(columns, Column::Match::heading, [&](std::string_view heading) { return known.spelled(heading); });
  match_rest(columns, Column::Match::near, [&](std::string_view heading) { return known.near(heading); });
  return columns;
}

std::vector<Mapping> mappings_for(std::span<const Column> columns, std::span<const Mapping> told,
                                  const Vocabulary& known) {
  std::vector<std::string> headers;
  for (const auto& column : columns) headers.push_back(column.header);
  const auto matched = [&](std::span<const Mapping> with) {
    try {
      return match_columns(headers, with, known);
    } catch (const Error&) {
      return std::vector<Column>{};
    }
  };
  const auto is_same = [](const Column& a, const Column& b) {
    return a.field == b.field && (a.match == Column::Match::ignored) == (b.match == Column::Match::ignored);
  };
  std::vector<Mapping> needed;
  for (const auto& mapping : told)
    if (means_heading(mapping, headers)) needed.push_back(mapping);
  const auto all = matched(needed);
  for (std::size_t i = needed.size(); i-- > 0;) {
    auto fewer = needed;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    const auto found = matched(fewer);
    if (std::equal(found.begin(), found.end(), all.begin(), all.end(), is_same)) needed = std::move(fewer);
  }
  if (all.empty()) needed.clear();
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (all.empty() ? columns[i].match != Column::Match::none : all[i].field != columns[i].field)
      needed.push_back({numbered(i), std::string(columns[i].field)});
  return needed;
}

std::optional<std::size_t> column_of(std::span<const Column> columns, std::string_view field) {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].field == field) return i;
  return std::nullopt;
}

std::optional<Interval::Unit> unit_in(std::string_view heading) {
  using Unit = Interval::Unit;
  constexpr std::pair<std::string_view, Unit> known[] = {
      {"day", Unit::day},      {"days", Unit::day},      {"jour", Unit::day},       {"jours", Unit::day},
      {"j", Unit::day},        {"يوم", Unit::day},       {"ايام", Unit::day},       {"بالايام", Unit::day},
      {"week", Unit::week},    {"weeks", Unit::week},    {"semaine", Unit::week},   {"semaines", Unit::week},
      {"اسبوع", Unit::week},   {"اسابيع", Unit::week},   {"بالاسابيع", Unit::week}, {"month", Unit::month},
      {"months", Unit::month}, {"mois", Unit::month},    {"شهر", Unit::month},      {"اشهر", Unit::month},
      {"شهور", Unit::month},   {"بالاشهر", Unit::month}, {"year", Unit::year},      {"years", Unit::year},
      {"an", Unit::year},      {"ans", Unit::year},      {"annee", Unit::year},     {"annees", Unit::year},
      {"سنه", Unit::year},     {"سنوات", Unit::year},    {"بالسنوات", Unit::year},
  };
  for (const auto& word : words(heading))
    for (const auto& [spelling, unit] : known)
      if (word == spelling) return unit;
  return std::nullopt;
}

}  // namespace siyana::exchange
