// Tags that siyana gives to rows without one: `SDT-{n:04}` counts SDT-0001, SDT-0002, …
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "db/db.hpp"

namespace siyana::exchange {

class TagFormat {
 public:
  /// Error(usage) where the text has no {n} or {n:0W}, or two.
  explicit TagFormat(std::string_view text);

  std::string tag(std::int64_t number) const;
  /// The number in a tag of this form.
  std::optional<std::int64_t> number_in(std::string_view tag_key) const;
  /// The highest number that a device has or had.
  std::int64_t highest(db::Database& database) const;

 private:
  std::string before_, after_;          // as they are written
  std::string before_key_, after_key_;  // as they are compared
  std::size_t width_ = 0;
};

}  // namespace siyana::exchange
