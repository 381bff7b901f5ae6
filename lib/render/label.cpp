#include "render/label.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "render/markup.hpp"

namespace siyana::render {
namespace {

constexpr int margin = 1500;  // micrometres, within the label: printers miss by a millimetre
constexpr int gap = 1000;
constexpr int smallest_text = 1200, readable_text = 2000, largest_text = 5000;

struct Box {
  int x = 0, y = 0, width = 0, height = 0;
};
struct Layout {
  Box code, tag, line;
};

/// Its dark modules within the label's margin, as large as they go. The light ones around them may lie in that margin:
/// it is light too.
Box square_code(const Barcode& code, const LabelSheet& sheet) {
  const int all = code.width + 2 * code.margin;
  const int height = std::min(sheet.label_height, (sheet.label_height - 2 * margin) * all / code.width);
  const int side = std::min(height, (sheet.label_width - 2 * margin) * 45 / 100);
  const int light = side * code.margin / all;
  return {std::max(0, margin - light), (sheet.label_height - side) / 2, side, side};
}

/// Bars above the text over the whole width; a square code at its left.
Layout layout_of(const Label& label, const LabelSheet& sheet) {
  const int width = sheet.label_width - 2 * margin, height = sheet.label_height - 2 * margin;
  Layout layout;
  Box text;
  if (label.code.height == 1) {
    layout.code = {margin, margin, width, height / 2};
    text = {margin, margin + height / 2 + gap / 2, width, height - height / 2 - gap / 2};
  } else {
    layout.code = square_code(label.code, sheet);
    const int left = layout.code.x + layout.code.width + gap;
    text = {left, margin, sheet.label_width - margin - left, height};
  }
  layout.tag = text;
  if (label.line.empty()) return layout;
  layout.tag.height = text.height * 6 / 10;
  layout.line = {text.x, text.y + layout.tag.height, text.width, text.height - layout.tag.height};
  return layout;
}

std::vector<std::string_view> characters_of(std::string_view text) {
  std::vector<std::string_view> characters;
  while (!text.empty()) {
    const auto length = first_character(text).length;
    characters.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return characters;
}

/// Letters of the longest stretch without a blank.
int longest_word(const std::vector<std::string_view>& characters) {
  int longest = 0, length = 0;
  for (const auto character : characters) longest = std::max(longest, length = character == " " ? 0 : length + 1);
  return longest;
}

/// A text broken into lines of a size at which they fill their box and no more. A letter takes two thirds of its
/// height, a line five quarters. Smaller than need be rather than break a word, where it stays readable.
struct Fitted {
  int size = smallest_text;
  std::vector<std::string> lines;
};

int letters_in(const Box& box, int size) { return std::max(1, box.width * 3 / (size * 2)); }

Fitted fitted(std::string_view text, const Box& box) {
  const auto characters = characters_of(text);
  const int count = static_cast<int>(characters.size());
  Fitted fit{largest_text, {}};
  const auto lines = [&] { return (count + letters_in(box, fit.size) - 1) / letters_in(box, fit.size); };
  while (fit.size > smallest_text && lines() * fit.size * 5 / 4 > box.height) fit.size -= 100;
  int whole = fit.size;
  while (whole > readable_text && letters_in(box, whole) < longest_word(characters)) whole -= 100;
  if (letters_in(box, whole) >= longest_word(characters)) fit.size = whole;
  const auto width = static_cast<std::size_t>(letters_in(box, fit.size));
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (i % width == 0) fit.lines.emplace_back();
    fit.lines.back() += characters[i];
  }
  return fit;
}

std::string box_style(const Box& box) {
  return "left:" + millimetres(box.x) + ";top:" + millimetres(box.y) + ";width:" + millimetres(box.width) +
         ";height:" + millimetres(box.height);
}

std::string html_text(std::string_view text, const Box& box, std::string_view kind) {
  if (text.empty()) return {};
  return "<p class=" + std::string(kind) + " dir=auto style=\"" + box_style(box) +
         ";font-size:" + millimetres(fitted(text, box).size) + "\">" + escaped(text) + "</p>";
}

std::string svg_text(std::string_view text, const Box& box, std::string_view weight) {
  if (text.empty()) return {};
  const auto fit = fitted(text, box);
  std::string drawn;
  for (int y = box.y + fit.size; const auto& line : fit.lines) {
    drawn += "<text x=\"" + std::to_string(box.x) + "\" y=\"" + std::to_string(y) + "\" font-size=\"" +
             std::to_string(fit.size) + "\" font-weight=\"" + std::string(weight) + "\">" + escaped(line) + "</text>";
    y += fit.size * 5 / 4;
  }
  return drawn;
}

std::string attribute(std::string_view name, int value) {
  return " " + std::string(name) + "=\"" + std::to_string(value) + "\"";
}

constexpr std::string_view style =
    "*{margin:0;padding:0;box-sizing:border-box}"
    "section{position:relative;overflow:hidden;break-after:page}"
    ".label{position:absolute;overflow:hidden}"
    ".label>*{position:absolute;overflow:hidden}"
    "p{font-family:'DejaVu Sans',Arial,sans-serif;line-height:1.25;overflow-wrap:anywhere;color:#000}"
    ".tag{font-weight:bold;display:flex;align-items:center}"
    "@media screen{section{outline:1px solid #888;margin:5mm}.label{outline:1px dotted #aaa}}";

}  // namespace

int module_width(const Label& label, const LabelSheet& sheet) {
  return layout_of(label, sheet).code.width / (label.code.width + 2 * label.code.margin);
}

LabelPages::LabelPages(Sink& sink, const LabelSheet& sheet, int first_place)
    : sink_(sink), sheet_(sheet), place_(first_place) {
  const std::string width = millimetres(sheet.page_width), height = millimetres(sheet.page_height);
  sink_.write("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>" + escaped(sheet.name) +
              "</title>\n<style>@page{size:" + width + " " + height + ";margin:0}" + std::string(style) +
              "section{width:" + width + ";height:" + height + "}.label{width:" + millimetres(sheet.label_width) +
              ";height:" + millimetres(sheet.label_height) + "}</style></head>\n<body>\n");
}

void LabelPages::add(const Label& label) {
  if (place_ == sheet_.per_page()) {
    sink_.write("</section>\n");
    place_ = 0;
    open_ = false;
  }
  if (!open_) sink_.write("<section>\n");
  open_ = true;
  const auto layout = layout_of(label, sheet_);
  sink_.write("<div class=label style=\"left:" + millimetres(sheet_.left(place_)) +
              ";top:" + millimetres(sheet_.top(place_)) + "\">" +
              svg(label.code, label.tag, " style=\"" + box_style(layout.code) + "\"") +
              html_text(label.tag, layout.tag, "tag") + html_text(label.line, layout.line, "line") + "</div>\n");
  ++place_;
}

void LabelPages::end() { sink_.write(open_ ? "</section>\n</body></html>\n" : "</body></html>\n"); }

void svg_labels(Sink& sink, std::span<const Label> labels, const LabelSheet& sheet) {
  const int height = sheet.label_height * static_cast<int>(labels.size());
  sink.write("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + millimetres(sheet.label_width) + "\" height=\"" +
             millimetres(height) + "\" viewBox=\"0 0 " + std::to_string(sheet.label_width) + " " +
             std::to_string(height) + "\" font-family=\"DejaVu Sans, Arial, sans-serif\">" +
             "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
  for (int y = 0; const auto& label : labels) {
    const auto layout = layout_of(label, sheet);
    const auto& box = layout.code;
    sink.write("<g transform=\"translate(0 " + std::to_string(y) + ")\">" +
               svg(label.code, label.tag,
                   attribute("x", box.x) + attribute("y", box.y) + attribute("width", box.width) +
                       attribute("height", box.height)) +
               svg_text(label.tag, layout.tag, "bold") + svg_text(label.line, layout.line, "normal") + "</g>\n");
    y += sheet.label_height;
  }
  sink.write("</svg>\n");
}

}  // namespace siyana::render
