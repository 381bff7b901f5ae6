#include "render/label.hpp"
#include "render/safe.hpp"

namespace siyana::render {
namespace {

constexpr int bar_rows = 6;

/// Light beyond the code's own modules.
bool is_dark(const Barcode& code, int x, int y) {
  if (x < 0 || x >= code.width) return false;
  if (code.height == 1) return y >= 0 && y < 2 * bar_rows && code.is_dark(x, 0);
  return y >= 0 && y < code.height && code.is_dark(x, y);
}

std::string_view half_blocks(bool upper, bool lower) {
  if (upper && lower) return "\u2588";
  return upper ? "\u2580" : lower ? "\u2584" : " ";
}

}  // namespace

void picture(Sink& sink, const Label& label, bool colour) {
  const auto& code = label.code;
  const int above = code.height == 1 ? 2 : code.margin;
  const int height = code.height == 1 ? 2 * bar_rows : code.height;
  for (int y = -above; y < height + above; y += 2) {
    std::string line = colour ? "\x1b[38;5;16;48;5;231m" : "";
    for (int x = -code.margin; x < code.width + code.margin; ++x)
      line += half_blocks(is_dark(code, x, y) == colour, is_dark(code, x, y + 1) == colour);
    sink.write(line + (colour ? "\x1b[0m\n" : "\n"));
  }
  sink.write(visible(label.tag) + "\n");
  if (!label.line.empty()) sink.write(visible(label.line) + "\n");
}

}  // namespace siyana::render
