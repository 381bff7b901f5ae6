// Expected lines of a transcript against printed ones: `…` stands for any lines, {any} and {hex} for a part of one.
#pragma once

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace transcript {

using Lines = std::vector<std::string>;

constexpr std::string_view any_lines = "…";

bool matches(std::string_view pattern, std::string_view line);

inline bool matches_after(std::string_view rest, std::string_view line, bool hex) {
  for (std::size_t i = 0; i <= line.size(); ++i) {
    if ((!hex || i > 0) && matches(rest, line.substr(i))) return true;
    if (i < line.size() && hex && std::isxdigit(static_cast<unsigned char>(line[i])) == 0) return false;
  }
  return false;
}

/// Whether an expected line stands for a printed one.
inline bool matches(std::string_view pattern, std::string_view line) {
  while (!pattern.empty()) {
    if (pattern.starts_with("{any}") || pattern.starts_with("{hex}"))
      return matches_after(pattern.substr(5), line, pattern.starts_with("{hex}"));
    if (line.empty() || pattern.front() != line.front()) return false;
    pattern.remove_prefix(1);
    line.remove_prefix(1);
  }
  return line.empty();
}

struct Step {
  enum Kind { both, expected, printed } kind;
  std::string text;  // of `both`, the expected line: it may hold {any}
};

/// Expected lines beside printed lines: the longest run of pairs that match, in order.
class Alignment {
 public:
  Alignment(const Lines& expected, const Lines& printed)
      : expected_(expected), printed_(printed), width_(printed.size() + 1), best_((expected.size() + 1) * width_) {
    for (std::size_t i = expected.size() + 1; i-- > 0;)
      for (std::size_t k = width_; k-- > 0;) best(i, k) = weigh(i, k);
  }

  std::vector<Step> steps() const {
    std::vector<Step> out;
    std::size_t i = 0;
    std::size_t k = 0;
    while (i < expected_.size() || k < printed_.size()) out.push_back(step(i, k));
    return out;
  }

 private:
  std::size_t& best(std::size_t i, std::size_t k) { return best_[i * width_ + k]; }
  std::size_t best(std::size_t i, std::size_t k) const { return best_[i * width_ + k]; }
  bool pair(std::size_t i, std::size_t k) const {
    return i < expected_.size() && k < printed_.size() && matches(expected_[i], printed_[k]);
  }

  std::size_t weigh(std::size_t i, std::size_t k) const {
    const std::size_t skip_expected = i < expected_.size() ? best(i + 1, k) : 0;
    const std::size_t skip_printed = k < printed_.size() ? best(i, k + 1) : 0;
    const std::size_t take = pair(i, k) ? best(i + 1, k + 1) + 1 : 0;
    return std::max({skip_expected, skip_printed, take});
  }

  Step step(std::size_t& i, std::size_t& k) const {
    if (pair(i, k) && best(i, k) == best(i + 1, k + 1) + 1) return ++k, Step{Step::both, expected_[i++]};
    if (i < expected_.size() && (k == printed_.size() || best(i, k) == best(i + 1, k)))
      return {Step::expected, expected_[i++]};
    return {Step::printed, printed_[k++]};
  }

  const Lines& expected_;
  const Lines& printed_;
  std::size_t width_;
  std::vector<std::size_t> best_;
};

inline bool is_any_lines(const Step& step) { return step.kind == Step::expected && step.text == any_lines; }

/// Whether each `…` can stand for the printed lines beside it, and nothing else differs.
inline bool agrees(const Lines& expected, std::size_t i, const Lines& printed, std::size_t k) {
  for (; i < expected.size(); ++i, ++k) {
    if (expected[i] == any_lines) {
      for (; k <= printed.size(); ++k)
        if (agrees(expected, i + 1, printed, k)) return true;
      return false;
    }
    if (k == printed.size() || !matches(expected[i], printed[k])) return false;
  }
  return k == printed.size();
}

/// The lines to write down: expected ones that still hold, `…` with what it swallows, and else what was printed.
inline Lines accepted(const std::vector<Step>& steps) {
  Lines out;
  for (auto at = steps.begin(); at != steps.end();) {
    const auto gap_end = std::find_if(at, steps.end(), [](const Step& step) { return step.kind == Step::both; });
    const auto swallowing = std::find_if(at, gap_end, is_any_lines);
    if (swallowing != gap_end) out.emplace_back(any_lines);
    for (; at != gap_end; ++at)
      if (swallowing == gap_end && at->kind == Step::printed) out.push_back(at->text);
    if (at != steps.end()) out.push_back((at++)->text);
  }
  return out;
}

}  // namespace transcript
