// What a number in a cell of a workbook stands for: a day, a time, an amount, or the digits that were typed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace siyana::exchange {

/// What of a number format changes what a cell says; its colours and widths do not.
struct NumberFormat {
  bool is_date = false;
  bool is_elapsed = false;              // `[h]:mm`: a length of time, not a day
  std::size_t zeros = 0;                // `00000`: so many digits at least
  std::optional<std::size_t> decimals;  // that are shown; all where it does not say
  std::string currency;                 // an ISO 4217 code that the format names
};

/// A format's code as workbooks hold it, in English whatever the program's language: `dd/mm/yyyy`, `#,##0.00 "DA"`.
NumberFormat number_format(std::string_view code);
/// The formats that workbooks name by a number alone (ECMA-376 18.8.30).
NumberFormat built_in_format(unsigned number);

/// The day that day 0 is counted as: in the 1900 system, which has a 29 February 1900, and in that of 1904.
enum class DateSystem : std::uint8_t { from_1900, from_1904 };

/// A number of days as `2024-03-12`, `2024-03-12 08:30:00` or, below one day, `08:30:00`; nothing where it is no day.
std::optional<std::string> day_text(std::string_view number, DateSystem system);
/// A number of days as a length of time: `26:30:00`.
std::optional<std::string> elapsed_text(std::string_view number);
/// `PT26H30M00S` as elapsed_text() writes it.
std::optional<std::string> duration_text(std::string_view iso);
/// `2024-03-12T08:30:00` as day_text() writes it; a midnight is left out.
std::string iso_text(std::string_view instant);
/// A number as it was typed: 17 digits that a program stored for `4.6` are the 15 it shows. What has no fraction is
/// kept to its last digit, what is written with a power of ten as it stands. No more decimals than are shown.
std::string typed_number(std::string_view stored, std::optional<std::size_t> decimals = {});
/// What a number cell of that format says.
std::string number_text(std::string_view stored, const NumberFormat& format, DateSystem system);

}  // namespace siyana::exchange
