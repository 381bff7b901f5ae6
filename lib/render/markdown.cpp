// md: a table as GitHub's Markdown has them.
#include <string>
#include <vector>

#include "render/buffer.hpp"
#include "render/report.hpp"
#include "render/safe.hpp"
#include "render/spoken.hpp"

namespace siyana::render {
namespace {

/// No character of a cell means anything but itself.
std::string unmarked(std::string_view text) {
  std::string out;
  for (const char c : visible(text)) {
    if (std::string_view("\\|<>*_`[]&~").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

class Markdown : public Renderer {
 public:
  Markdown(Sink& sink, const Style& style) : out_(sink), style_(style) {}

  void begin(std::span<const Column> columns) override {
    std::string rule;
    for (const Column& column : columns) {
      columns_.push_back({column.kind, column.word, column.name});
      out_.add("| ");
      out_.add(unmarked(spoken(style_, column.label)));
      out_.add(' ');
      rule += column.kind == Kind::number ? "| ---: " : "| --- ";
    }
    out_.add("|\n");
    out_.add(rule + "|\n");
  }

  void row(std::span<const Cell> cells) override {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      out_.add("| ");
      out_.add(unmarked(shown(columns_[i], cells[i])));
      out_.add(cells[i].absent ? "" : " ");
    }
    out_.add("|\n");
  }

  void end() override { out_.flush(); }

 private:
  struct Kept {
    Kind kind;
    bool word;
    std::string_view name;
  };

  std::string shown(const Kept& column, const Cell& cell) const {
    return spoken_form(style_, column.kind, column.word, column.name, cell);
  }

  Buffer out_;
  Style style_;
  std::vector<Kept> columns_;
};

}  // namespace

std::unique_ptr<Renderer> make_markdown(Sink& sink, const Style& style) {
  return std::make_unique<Markdown>(sink, style);
}

}  // namespace siyana::render
