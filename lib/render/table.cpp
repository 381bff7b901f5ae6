// The format for people: aligned, translated, coloured where that was asked for. It holds all rows until the end,
// since a column is as wide as its widest cell.
#include <algorithm>
#include <string>
#include <vector>

#include "i18n/width.hpp"
#include "render/buffer.hpp"
#include "render/layout.hpp"
#include "render/report.hpp"
#include "render/safe.hpp"
#include "render/spoken.hpp"

namespace siyana::render {
namespace {

enum class Tone : std::uint8_t { plain, warning, alarm };

/// A cell as it is shown: its text begins where the text of the one before ends.
struct Shown {
  std::size_t end = 0;
  std::uint32_t width = 0;
  Tone tone = Tone::plain;
};

constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view reset = "\x1b[0m";
constexpr std::string_view first_strong_isolate = "\xE2\x81\xA8";
constexpr std::string_view pop_isolate = "\xE2\x81\xA9";
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

/// Without a terminal's width nothing is cut, but one endless cell must not pad every row to its length.
constexpr std::size_t widest_aligned = 120;

std::string_view colour_of(Tone tone) {
  switch (tone) {
    case Tone::alarm:
      return "\x1b[31m";
    case Tone::warning:
      return "\x1b[33m";
    case Tone::plain:
      break;
  }
  return {};
}

Tone tone_of(std::string_view state) {
  if (state == "overdue" || state == "retest") return Tone::alarm;
  return state == "soon" ? Tone::warning : Tone::plain;
}

Importance importance_of(const Column& column, bool first) {
  if (column.kind != Kind::text) return Importance::figure;
  if (first) return Importance::name;
  return column.word ? Importance::word : Importance::comment;
}

class Table : public Renderer {
 public:
  Table(Sink& sink, const Style& style) : out_(sink), style_(style) {}

  void begin(std::span<const Column> columns) override {
    columns_.assign(columns.begin(), columns.end());
    for (std::size_t i = 0; i < columns.size(); ++i) {
      slots_.push_back({0, 0, importance_of(columns[i], i == 0)});
    }
  }

  void row(std::span<const Cell> cells) override {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::size_t begin = text_.size();
      append_cell(columns_[i], cells[i]);
      const std::size_t width = display_width(std::string_view(text_).substr(begin));
      const Tone tone = columns_[i].word ? tone_of(cells[i].text) : Tone::plain;
      shown_.push_back({text_.size(), static_cast<std::uint32_t>(width), tone});
      slots_[i].content = std::max(slots_[i].content, width);
    }
  }

  void end() override {
    if (!shown_.empty()) draw();
    out_.flush();
  }

 private:
  void append_cell(const Column& column, const Cell& cell) {
    if (!cell.absent) append_visible(text_, spoken_form(style_, column.kind, column.word, column.name, cell));
  }

  void draw() {
    std::vector<std::string> headings;
    for (const Column& column : columns_) headings.push_back(visible(spoken(style_, column.label)));
    lay_out(headings);
    if (style_.header) draw_headings(headings);
    std::size_t begin = 0;
    for (std::size_t i = 0; i < shown_.size(); ++i) {
      const Shown& cell = shown_[i];
      const std::size_t column = i % columns_.size();
      put(column, std::string_view(text_).substr(begin, cell.end - begin), cell.width, cell.tone);
      if (column + 1 == columns_.size()) end_line();
      begin = cell.end;
    }
  }

  void lay_out(const std::vector<std::string>& headings) {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      const std::size_t heading = style_.header ? display_width(headings[i]) : 0;
      slots_[i].width = std::max(slots_[i].content, heading);
      if (style_.width <= 0) slots_[i].width = std::min(slots_[i].width, widest_aligned);
    }
    if (style_.width > 0) narrow(slots_, static_cast<std::size_t>(style_.width));
  }

  void draw_headings(const std::vector<std::string>& headings) {
    if (style_.colour) out_.add(bold);
    for (std::size_t i = 0; i < headings.size(); ++i) put(i, headings[i], display_width(headings[i]), Tone::plain);
    if (style_.colour) out_.add(reset);
    end_line();
  }

  /// Blanks wait for the next text, so that no line ends in them.
  void put(std::size_t column, std::string_view text, std::size_t width, Tone tone) {
    const std::size_t room = slots_[column].width;
    const bool cut = width > room && style_.width > 0;
    if (cut) {
      text = fit(text, room - 1);
      width = display_width(text) + 1;
    }
    const std::size_t padding = room > width ? room - width : 0;
    const bool right = columns_[column].kind == Kind::number;
    blanks_ += (column > 0 ? gap : 0) + (right ? padding : 0);
    if (cut || !text.empty()) put_text(text, cut, tone);
    if (!right) blanks_ += padding;
  }

  void put_text(std::string_view text, bool cut, Tone tone) {
    out_.add(blanks_, ' ');
    blanks_ = 0;
    const std::string_view colour = style_.colour ? colour_of(tone) : std::string_view();
    const bool isolated = style_.terminal && has_rtl(text);
    out_.add(colour);
    if (isolated) out_.add(first_strong_isolate);
    out_.add(text);
    if (cut) out_.add(ellipsis);
    if (isolated) out_.add(pop_isolate);
    if (!colour.empty()) out_.add(reset);
  }

  void end_line() {
    out_.add('\n');
    blanks_ = 0;
  }

  Buffer out_;
  Style style_;
  std::vector<Column> columns_;
  std::vector<Slot> slots_;
  std::string text_;  // of all cells, one after the other
  std::vector<Shown> shown_;
  std::size_t blanks_ = 0;
};

}  // namespace

std::unique_ptr<Renderer> make_table(Sink& sink, const Style& style) { return std::make_unique<Table>(sink, style); }

}  // namespace siyana::render
