// A picture of black and white pixels, and its writing as PNG.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "render/report.hpp"

namespace siyana::render {

class Bitmap {
 public:
  /// All white.
  Bitmap(int width, int height);
  int width() const { return width_; }
  int height() const { return height_; }
  void blacken(int x, int y, int width, int height);
  bool is_black(int x, int y) const { return grey_[place(x, y)] == 0; }

  /// A line of ASCII text by dots of `scale` pixels; letters beyond ASCII are blanks.
  void write(int x, int y, std::string_view text, int scale);
  static constexpr int letter_width = 6, letter_height = 9;  // in dots, the space between letters and lines included

  void png(Sink& sink) const;

 private:
  std::size_t place(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
  }
  int width_, height_;
  std::vector<std::uint8_t> grey_;
};

}  // namespace siyana::render
