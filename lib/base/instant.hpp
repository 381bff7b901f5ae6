// A point in time with the offset it was written in (RFC 3339): breakdowns are timed by instants.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace siyana {

struct Instant {
  std::int64_t seconds = 0;  // since 1970-01-01T00:00:00Z
  int offset_minutes = 0;    // of the place where it was written

  friend constexpr auto operator<=>(const Instant& a, const Instant& b) { return a.seconds <=> b.seconds; }
  friend constexpr bool operator==(const Instant& a, const Instant& b) { return a.seconds == b.seconds; }
};

/// RFC 3339, the offset required; a fraction of a second is passed over. A blank may stand for the T.
std::optional<Instant> parse_instant(std::string_view text);
/// In whole seconds at the instant's own offset, which is `Z` where it is none.
std::string to_string(Instant instant);
/// The civil date at the instant's own offset.
Date date_of(Instant instant);

}  // namespace siyana
