#include "device/extra.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace siyana::device {
namespace {

constexpr std::string_view divider = ": ";

std::string one_line(std::string_view text) {
  std::string line(trim(text));
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return line;
}

/// A name holds no colon: the first one of a line divides.
std::string good_name(std::string_view text) {
  std::string name = one_line(text);
  std::replace(name.begin(), name.end(), ':', ' ');
  return std::string(trim(name));
}

void append_field(std::string& text, std::string_view name, std::string_view value) {
  if (!text.empty()) text += '\n';
  text.append(name).append(name.empty() ? "" : divider).append(value);
}

}  // namespace

std::vector<ExtraField> extra_fields(std::string_view text) {
  std::vector<ExtraField> fields;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const auto colon = line.find(':');
    if (trim(line).empty()) continue;
    if (colon == line.npos)
      fields.push_back({{}, trim(line)});
    else
      fields.push_back({trim(line.substr(0, colon)), trim(line.substr(colon + 1))});
  }
  return fields;
}

void set_extra(std::string& text, std::string_view name, std::string_view value) {
  const std::string named = good_name(name), said = one_line(value);
  const std::string key = fold(named);
  std::string after;
  bool there = false;
  for (const auto& field : extra_fields(text)) {
    const bool same = fold(field.name) == key;
    if (same && (there || said.empty())) continue;
    there = there || same;
    append_field(after, field.name, same ? std::string_view(said) : field.value);
  }
  if (!there && !said.empty()) append_field(after, named, said);
  text = std::move(after);
}

std::string extra_over(std::string_view stored, std::string_view said) {
  std::string text(stored);
  for (const auto& field : extra_fields(said)) set_extra(text, field.name, field.value);
  return text;
}

}  // namespace siyana::device
