// What the sheets of a hospital's workbook hold: devices, a sheet a ward, and beside them past work or the programme.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace siyana::exchange {

enum class SheetSort : std::uint8_t { devices, past_work, plans };

/// Told from a sheet's headings. Only what cannot be a list of devices is another sort: work has a day and what came of
/// it, and says less of the device than of the work; plans have an interval and say of no one device where it is.
SheetSort sort_of_sheet(std::span<const std::string> headings);

}  // namespace siyana::exchange
