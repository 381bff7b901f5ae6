#include "cmd/numbers.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"

namespace siyana {

std::vector<std::string> parts_of(const Words& words, std::string_view option) {
  std::vector<std::string> parts;
  for (const auto& given : words.all(option)) {
    std::string_view rest = given;
    for (auto comma = rest.find(','); comma != std::string_view::npos; comma = rest.find(',')) {
      parts.emplace_back(trim(rest.substr(0, comma)));
      rest.remove_prefix(comma + 1);
    }
    parts.emplace_back(trim(rest));
  }
  return parts;
}

std::vector<std::int64_t> numbers_in(const Words& words, std::string_view option) {
  std::vector<std::int64_t> numbers;
  for (const auto& text : parts_of(words, option)) {
    const auto number = parse_number(text);
    if (!number)
      throw Error(Fault::usage, "{option} wants numbers of the list, not {text}",
                  {{"option", std::string(option)}, {"text", text}});
    if (std::find(numbers.begin(), numbers.end(), *number) == numbers.end()) numbers.push_back(*number);
  }
  return numbers;
}

}  // namespace siyana
