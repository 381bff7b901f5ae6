// Draws rows into a string, for the tests of all formats.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "render/report.hpp"

namespace siyana::render {

struct StringSink : Sink {
  void write(std::string_view bytes) override {
    text += bytes;
    longest = std::max(longest, bytes.size());
  }
  std::string text;
  std::size_t longest = 0;
};

inline Cell text_cell(std::string_view text) { return {text}; }
inline Cell number_cell(std::int64_t number) { return {{}, number}; }
inline Cell absent() { return {{}, 0, true}; }

using Rows = std::vector<std::vector<Cell>>;

inline std::string draw(std::string_view format, const std::vector<Column>& columns, const Rows& rows,
                        const Style& style = {}) {
  StringSink sink;
  const Format* found = format_named(format);
  REQUIRE(found != nullptr);
  const auto renderer = found->make(sink, style);
  renderer->begin(columns);
  for (const auto& row : rows) renderer->row(row);
  renderer->end();
  return sink.text;
}

/// Bytes that formats must escape, invalid UTF-8 among them, and plain letters between.
inline std::string random_text(std::mt19937& random, bool valid_utf8) {
  static const std::vector<std::string> pieces = {"a",  "B",  "0",  ",",    ";",    "\t",   "\n",     "\r",
                                                  "\\", "n",  "\"", "\"\"", "=",    "'",    " ",      "é",
                                                  "ع",  "中", "😀",  "\x1b", "\x01", "\x7f", "\u202e", "\u0085"};
  static const std::vector<std::string> broken = {"\xff", "\xc3", "\xe2\x80", "\xed\xa0\x80", "\xc0\xaf"};
  std::string text;
  for (auto length = random() % 12; length > 0; --length) {
    text += !valid_utf8 && random() % 6 == 0 ? broken[random() % broken.size()] : pieces[random() % pieces.size()];
  }
  return text;
}

}  // namespace siyana::render
