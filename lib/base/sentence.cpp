#include "base/sentence.hpp"

namespace siyana {

namespace {

const Part* part_named(const Sentence& sentence, std::string_view name) {
  for (const auto& [key, value] : sentence.parts)
    if (key == name) return &value;
  return nullptr;
}

void append_part(std::string& out, std::string_view name, const Sentence& sentence, const WritePart& write) {
  if (const auto* value = part_named(sentence, name)) {
    out += write(*value);
  } else if (name == "n" && !sentence.plural.empty()) {
    out += std::to_string(sentence.count);
  } else {
    out.append("{").append(name).append("}");
  }
}

struct Plain {
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(const Term& term) const { return term.word; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(const auto& value) const { return to_string(value); }
};

}  // namespace

Sentence say(std::string_view id, Parts parts) {
  Sentence sentence{std::string(id), {}, {}, 0};
  sentence.parts.reserve(parts.size());
  for (const auto& [name, value] : parts) sentence.parts.emplace_back(name, value);
  return sentence;
}

Sentence say_n(std::int64_t count, std::string_view one, std::string_view many, Parts parts) {
  Sentence sentence = say(one, parts);
  sentence.plural = many;
  sentence.count = count;
  return sentence;
}

std::string plain_part(const Part& part) { return std::visit(Plain{}, part); }

std::string fill(std::string_view pattern, const Sentence& sentence, const WritePart& write) {
  std::string out;
  // One pass: a part may itself hold braces, and these are not names.
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    const auto close = open == pattern.npos ? open : pattern.find_first_of("{}", open + 1);
    if (close == pattern.npos) break;
    out += pattern.substr(0, open);
    if (pattern[close] == '}')
      append_part(out, pattern.substr(open + 1, close - open - 1), sentence, write);
    else
      out += pattern.substr(open, close - open);
    pattern.remove_prefix(pattern[close] == '}' ? close + 1 : close);
  }
  return out.append(pattern);
}

std::string_view english_pattern(const Sentence& sentence) {
  return sentence.count != 1 && !sentence.plural.empty() ? sentence.plural : sentence.id;
}

std::string english(const Sentence& sentence) { return fill(english_pattern(sentence), sentence); }

}  // namespace siyana
