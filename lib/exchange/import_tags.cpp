#include "exchange/import_tags.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "device/matching.hpp"

namespace siyana::exchange {
namespace {

constexpr std::size_t most_digits = 15;

[[noreturn]] void bad_format(std::string_view text) {
  throw Error(Fault::usage, "--tag-format wants one {n} or {n:04} for the number, as SDT-{n:04}, not {text}",
              {{"text", std::string(text)}, {"n", "{n}"}});
}

}  // namespace

TagFormat::TagFormat(std::string_view text) {
  const auto open = text.find('{');
  const auto close = text.find('}', std::min(open, text.size()));
  if (open == text.npos || close == text.npos || text.find_first_of("{}", close + 1) != text.npos) bad_format(text);
  std::string_view number = text.substr(open + 1, close - open - 1);
  if (number != "n") {
    if (!number.starts_with("n:0") || number.size() > 5) bad_format(text);
    const auto width = parse_number(number.substr(2));
    if (!width || *width < 1 || *width > static_cast<long long>(most_digits)) bad_format(text);
    width_ = static_cast<std::size_t>(*width);
  }
  before_ = text.substr(0, open);
  after_ = text.substr(close + 1);
  before_key_ = tag_key(before_ + "0");
  before_key_.pop_back();  // the digit kept the blanks before it
  after_key_ = tag_key("0" + after_).substr(1);
}

std::string TagFormat::tag(std::int64_t number) const {
  const std::string digits = std::to_string(number);
  return before_ + std::string(width_ > digits.size() ? width_ - digits.size() : 0, '0') + digits + after_;
}

std::optional<std::int64_t> TagFormat::number_in(std::string_view tag_key) const {
  if (tag_key.size() <= before_key_.size() + after_key_.size()) return std::nullopt;
  if (!tag_key.starts_with(before_key_) || !tag_key.ends_with(after_key_)) return std::nullopt;
  const auto digits = tag_key.substr(before_key_.size(), tag_key.size() - before_key_.size() - after_key_.size());
  const bool plain = std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!plain || digits.size() > most_digits) return std::nullopt;
  return parse_number(digits);
}

std::int64_t TagFormat::highest(db::Database& database) const {
  std::int64_t highest = 0;
  // A tag is never used again: those of retired devices count too. ':' is the sign behind 9.
  device::each_tag_key(database, before_key_, before_key_ + ":",
                       [&](std::string_view key) { highest = std::max(highest, number_in(key).value_or(0)); });
  return highest;
}

}  // namespace siyana::exchange
