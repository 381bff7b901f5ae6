// What a person reads in a cell: siyana's own words in his language, dates as it writes them.
#pragma once

#include <string>

#include "render/cell.hpp"

namespace siyana::render {

inline std::string spoken(const Style& style, const Sentence& sentence) {
  return style.translate ? style.translate(sentence) : english(sentence);
}
inline std::string spoken(const Style& style, std::string_view id) { return spoken(style, say(id)); }

/// Not made safe yet. `name` is the column's, which tells apart words that English has one of.
inline std::string spoken_form(const Style& style, Kind kind, bool word, std::string_view name, const Cell& cell) {
  if (cell.absent) return {};
  if (kind == Kind::flag) return spoken(style, cell.number != 0 ? "yes" : "no");
  Digits room;
  const std::string_view text = machine_form(kind, cell, room);
  if (word && !text.empty())
    return spoken(style, say("{word}", {{"word", Term{std::string(text), std::string(name)}}}));
  const bool moment = kind == Kind::date || kind == Kind::instant;
  return moment && style.day_first ? day_first(text) : std::string(text);
}

}  // namespace siyana::render
