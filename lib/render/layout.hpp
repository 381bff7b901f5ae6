// How wide each column of a table is drawn when the terminal is narrow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace siyana::render {

/// What a column can bear when there is too little room.
enum class Importance : std::uint8_t {
  comment,  // free text: cut first
  word,     // one of siyana's own words: cut when there is no other way
  name,     // the first column, what the row is about
  figure,   // numbers, dates, flags: never cut, since a part of them says something false
};

struct Slot {
  std::size_t content = 0;  // the widest cell
  std::size_t width = 0;    // as drawn: at first the widest of cells and heading
  Importance importance = Importance::comment;
};

/// Blanks between two columns.
constexpr std::size_t gap = 2;

/// Narrows the slots until the line fits into `limit` cells: comments first and the widest of them first, then the
/// headings of figures, then names and words. A line that cannot fit stays longer; nothing is left out.
void narrow(std::span<Slot> slots, std::size_t limit);

}  // namespace siyana::render
