#include "render/isolate.hpp"

#include <algorithm>

#include "i18n/code_point.hpp"
#include "i18n/width.hpp"

namespace siyana::render {
namespace {

constexpr std::string_view first_strong = "\xE2\x81\xA8";
constexpr std::string_view left_to_right = "\xE2\x81\xA6";
constexpr std::string_view pop = "\xE2\x81\xA9";
constexpr std::string_view between_words = " :;,.!?()\"";
constexpr std::int32_t arabic_comma = 0x060C;  // neutral for bidi, and never within a left-to-right run

bool turns(std::string_view text, std::size_t at, std::size_t size) {
  return code_point_at(text, at).value == arabic_comma || has_rtl(text.substr(at, size));
}

/// Where the run that begins at `at` ends; all of it turns, or nothing of it.
std::size_t end_of_run(std::string_view text, std::size_t at) {
  const bool first = turns(text, at, code_point_at(text, at).size);
  while (at < text.size()) {
    const std::size_t size = code_point_at(text, at).size;
    if (turns(text, at, size) != first) break;
    at += size;
  }
  return at;
}

bool is_word(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Punctuation at the run's ends belongs to the sentence around it.
void append_run(std::string& out, std::string_view run) {
  const auto begin = std::min(run.find_first_not_of(between_words), run.size());
  const auto last = run.find_last_not_of(between_words);
  const auto end = last == run.npos ? begin : last + 1;
  const auto word = run.substr(begin, end - begin);
  out += run.substr(0, begin);
  if (std::ranges::any_of(word, is_word))
    out.append(left_to_right).append(word).append(pop);
  else
    out += word;
  out += run.substr(end);
}

/// Where the last column begins: behind the two blanks nearest before the first right-to-left letter.
std::size_t last_column(std::string_view line) {
  std::size_t turning = 0;
  while (!turns(line, turning, code_point_at(line, turning).size)) turning = end_of_run(line, turning);
  const auto blanks = line.substr(0, turning).rfind("  ");
  return blanks == line.npos ? 0 : blanks + 2;
}

}  // namespace

std::string isolated(std::string_view line) {
  if (!has_rtl(line)) return std::string(line);
  const auto column = last_column(line);
  std::string out(line.substr(0, column));
  out += first_strong;
  for (std::size_t at = column; at < line.size();) {
    const std::size_t end = end_of_run(line, at);
    if (turns(line, at, code_point_at(line, at).size))
      out += line.substr(at, end - at);
    else
      append_run(out, line.substr(at, end - at));
    at = end;
  }
  return out.append(pop);
}

}  // namespace siyana::render
