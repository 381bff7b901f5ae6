// An amount in one written form: digits, and after a point up to three decimals without trailing zeros.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace siyana {

struct Money {
  std::int64_t thousandths = 0;
  friend constexpr auto operator<=>(const Money&, const Money&) = default;
};

/// `1250`, `1250.50`, `1 250,50`, `1.250,50`, `1,250.50`, Arabic-Indic digits, a currency before or after
/// (passed over; see currency_in). Negative amounts and anything doubtful (`1,250` and `1.250` could be either) are
/// refused.
std::optional<Money> parse_money(std::string_view text);
std::string to_string(Money money);
/// Reads back what to_string wrote, where a point can be nothing but the decimal one: `1.25`, `1.234`.
std::optional<Money> read_money(std::string_view text);
/// The ISO 4217 code a text names (DA, DZD, د.ج, DH, MAD, EUR, €, …), or nothing; nothing too where it names two, or
/// one that several countries use (`dinar`).
std::string currency_in(std::string_view text);

}  // namespace siyana
