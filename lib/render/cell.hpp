// The machine form of a cell: what every format but the table writes.
#pragma once

#include <array>
#include <charconv>
#include <string_view>

#include "render/report.hpp"

namespace siyana::render {

using Digits = std::array<char, 24>;

inline std::string_view digits_of(std::int64_t number, Digits& room) {
  const auto end = std::to_chars(room.data(), room.data() + room.size(), number).ptr;
  return {room.data(), static_cast<std::size_t>(end - room.data())};
}

/// Empty where the cell is absent; `room` may hold the answer.
inline std::string_view machine_form(Kind kind, const Cell& cell, Digits& room) {
  if (cell.absent) return {};
  if (kind == Kind::flag) return cell.number != 0 ? "true" : "false";
  if (kind == Kind::number && cell.text.empty()) return digits_of(cell.number, room);
  return cell.text;
}

}  // namespace siyana::render
