#include <algorithm>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "render/bitmap.hpp"
#include "render/label.hpp"

namespace siyana::render {
namespace {

constexpr int square_module = 8, bar_module = 3, bar_height = 120, text_scale = 3;
constexpr int letter_width = Bitmap::letter_width * text_scale, line_height = Bitmap::letter_height * text_scale;

bool is_bars(const Barcode& code) { return code.height == 1; }
int module_of(const Barcode& code) { return is_bars(code) ? bar_module : square_module; }
int width_of(const Barcode& code) { return (code.width + 2 * code.margin) * module_of(code); }
int margin_above(const Barcode& code) { return is_bars(code) ? line_height : code.margin * square_module; }
int height_of(const Barcode& code) {
  return 2 * margin_above(code) + (is_bars(code) ? bar_height : code.height * square_module);
}

/// What the bitmap's letters can write: without accents, and a blank for a letter of another script.
std::string latin(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto [code, length] = first_character(text);
    const std::string letter = fold(text.substr(0, length));
    const bool is_capital = code >= 0xC0 && code <= 0xDE;
    if (is_ascii(text.front()))
      out += text.front();
    else if (letter.empty() || !is_ascii(letter))
      out += ' ';
    else
      out += is_capital ? static_cast<char>(letter.front() & ~0x20) + letter.substr(1) : letter;
    text.remove_prefix(length);
  }
  return out;
}

/// Cut at a blank where there is one, else where the label ends: a tag is one word.
std::vector<std::string> lines_of(std::string_view text, int width) {
  const auto most = static_cast<std::size_t>(std::max(1, width / letter_width - 2));
  const std::string written = latin(text);
  std::string_view rest = trim(written);
  std::vector<std::string> lines;
  while (!rest.empty()) {
    std::size_t end = std::min(most, rest.size());
    if (const auto blank = rest.rfind(' ', end); end < rest.size() && blank != rest.npos && blank > 0) end = blank;
    lines.emplace_back(trim(rest.substr(0, end)));
    rest = trim(rest.substr(end));
  }
  return lines;
}

std::vector<std::string> text_of(const Label& label) {
  auto lines = lines_of(label.tag, width_of(label.code));
  for (auto& line : lines_of(label.line, width_of(label.code))) lines.push_back(std::move(line));
  return lines;
}

int full_height(const Label& label) {
  return height_of(label.code) + static_cast<int>(text_of(label).size() + 1) * line_height;
}

void draw_code(Bitmap& bitmap, const Barcode& code, int y) {
  const int module = module_of(code);
  const int tall = is_bars(code) ? bar_height : module;
  for (int row = 0; row < code.height; ++row)
    for (int column = 0; column < code.width; ++column)
      if (code.is_dark(column, row))
        bitmap.blacken((code.margin + column) * module, y + margin_above(code) + row * tall, module, tall);
}

}  // namespace

bool png_can_write(std::string_view text) { return is_ascii(fold(text)); }

void png_labels(Sink& sink, std::span<const Label> labels) {
  int width = 0, height = 0;
  for (const auto& label : labels) {
    width = std::max(width, width_of(label.code));
    height += full_height(label);
  }
  Bitmap bitmap(width, height);
  for (int y = 0; const auto& label : labels) {
    draw_code(bitmap, label.code, y);
    int line_y = y + height_of(label.code);
    for (const auto& line : text_of(label)) {
      bitmap.write(letter_width, line_y, line, text_scale);
      line_y += line_height;
    }
    y += full_height(label);
  }
  bitmap.png(sink);
}

}  // namespace siyana::render
