#include "exchange/named_columns.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"

namespace siyana::exchange {

NamedColumns::NamedColumns(int descriptor, const std::string& name, const std::vector<std::string>& usual,
                           const ImportOptions& options)
    : name_(name), source_(open_source(descriptor, name, options)) {
  if (source_.tables.size() > 1)
    throw Error(Fault::usage, "a list of codes is one sheet of {file}: name it with --sheet", {{"file", name}});
  auto header = find_header(*source_.tables.front().rows, [&](std::string_view cell) {
    return std::any_of(usual.begin(), usual.end(), [&](const auto& known) { return fold(known) == fold(cell); });
  });
  if (!header) throw Error(Fault::invalid, "{file} holds nothing", {{"file", name}});
  header_ = std::move(*header);
}

std::optional<Record> NamedColumns::next() {
  auto record = source_.tables.front().rows->next();
  if (record && record->stray_quote)
    throw Error(Fault::invalid,
                "{file}, line {line}: text follows a closing quote: double the quotes within a text, or remove them",
                {{"file", name()}, {"line", std::to_string(record->line)}});
  return record;
}

std::optional<std::size_t> NamedColumns::maybe(std::string_view heading) const {
  const std::string key = fold(heading);
  for (std::size_t i = 0; i < header_.names.size(); ++i)
    if (!key.empty() && fold(header_.names[i]) == key) return i;
  return std::nullopt;
}

std::size_t NamedColumns::require(std::string_view heading) const {
  if (const auto place = maybe(heading)) return *place;
  std::string there;
  for (const auto& name : header_.names)
    if (!name.empty()) there += (there.empty() ? "" : ", ") + name;
  throw Error(Fault::invalid, "{file} has no column {heading}: its columns are {there}",
              {{"file", name()}, {"heading", std::string(heading)}, {"there", there}});
}

}  // namespace siyana::exchange
