// html: one page that needs no other file and no network, to read on a phone, sort, filter and print on A4.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "embedded.hpp"
#include "render/buffer.hpp"
#include "render/markup.hpp"
#include "render/report.hpp"
#include "render/spoken.hpp"

namespace siyana::render {
namespace {

constexpr std::size_t most_bars = 15;

/// One of siyana's words as a class: they are letters and underscores already.
bool is_class(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

class Html : public Renderer {
 public:
  Html(Sink& sink, const Style& style) : out_(sink), style_(style) {}

  void begin(std::span<const Column> columns) override {
    for (const Column& column : columns)
      columns_.push_back({column.kind, column.word, column.drawn, column.name, escaped(spoken(style_, column.label))});
    head();
    out_.add("<table>\n<thead><tr>");
    for (const auto& column : columns_) add("<th scope=\"col\">", column.label, "</th>");
    out_.add("</tr></thead>\n<tbody>\n");
  }

  void row(std::span<const Cell> cells) override {
    std::string state;
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (columns_[i].drawn == Drawn::state && is_class(cells[i].text)) state = cells[i].text;
    add("<tr", state.empty() ? "" : " class=\"" + state + "\"", ">");
    for (std::size_t i = 0; i < cells.size(); ++i) cell(columns_[i], cells[i]);
    out_.add("</tr>\n");
    count(cells);
  }

  void end() override {
    out_.add("</tbody>\n</table>\n");
    if (places_.size() > 1) picture();
    add("<script>\n", embedded("html/list.js"), "</script>\n</body>\n</html>\n");
    out_.flush();
  }

 private:
  struct Heading {
    Kind kind;
    bool word;
    Drawn drawn;
    std::string_view name;
    std::string label;
  };

  template <class... Text>
  void add(const Text&... text) {
    (out_.add(std::string_view(text)), ...);
  }

  void head() {
    const std::string title = escaped(style_.title.empty() ? "siyana" : style_.title);
    add("<!DOCTYPE html>\n<html lang=\"", escaped(style_.language), "\" dir=\"", style_.right_to_left ? "rtl" : "ltr",
        "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; ",
        "script-src 'unsafe-inline'\">\n<title>", title, "</title>\n<style>\n", embedded("html/list.css"),
        "</style>\n</head>\n<body>\n<h1>", title, "</h1>\n<p>", escaped(style_.day), "</p>\n<label>",
        escaped(spoken(style_, "Filter")), " <input type=\"search\"></label>\n");
  }

  void cell(const Heading& column, const Cell& cell) {
    Digits room;
    const std::string_view text = machine_form(column.kind, cell, room);
    add("<td data-label=\"", column.label, "\"");
    if (column.drawn == Drawn::state) add(" class=\"state\"");
    if (column.drawn == Drawn::title) add(" class=\"title\"");
    if (column.kind == Kind::number) add(" class=\"number\"");
    if (column.kind == Kind::date && !cell.absent) add(" class=\"date\" data-sort=\"", escaped(text), "\"");
    out_.add('>');
    if (!cell.absent) out_.add(shown(column, cell, text));
    out_.add("</td>");
  }

  /// A user's text may run the other way than the page: it is isolated from its neighbours.
  std::string shown(const Heading& column, const Cell& cell, std::string_view text) const {
    // A minus sign alone would go to the other end of its number in a page that runs from the right.
    if (column.kind == Kind::number && text.starts_with('-')) return "<bdi dir=\"ltr\">" + std::string(text) + "</bdi>";
    if (column.kind != Kind::text || column.word)
      return escaped(spoken_form(style_, column.kind, column.word, column.name, cell));
    return bdi(text);
  }

  void count(std::span<const Cell> cells) {
    std::string place;
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (columns_[i].drawn == Drawn::place && !cells[i].text.empty())
        place += (place.empty() ? "" : ", ") + std::string(cells[i].text);
    if (!place.empty()) ++places_[place];
  }

  /// Bars of how many rows each place has, the most first.
  void picture() {
    std::vector<std::pair<std::string, std::size_t>> bars(places_.begin(), places_.end());
    std::ranges::stable_sort(bars, std::ranges::greater{}, &std::pair<std::string, std::size_t>::second);
    const std::size_t longest = bars.front().second;
    if (bars.size() > most_bars) bars.resize(most_bars);
    add("<figure><svg viewBox=\"0 0 640 ", std::to_string(22 * bars.size()), "\" role=\"img\" direction=\"",
        style_.right_to_left ? "rtl" : "ltr", "\">\n");
    for (std::size_t i = 0; i < bars.size(); ++i) bar(i, bars[i].first, bars[i].second, longest);
    out_.add("</svg></figure>\n");
  }

  void bar(std::size_t number, const std::string& place, std::size_t count, std::size_t longest) {
    const std::size_t width = std::max<std::size_t>(2, 340 * count / longest), y = 22 * number;
    const auto across = [&](std::size_t x) { return std::to_string(style_.right_to_left ? 640 - x : x); };
    const std::string base = std::to_string(y + 15);
    add("<text x=\"", across(0), "\" y=\"", base, "\">", escaped(place), "</text><rect x=\"",
        across(style_.right_to_left ? 250 + width : 250), "\" y=\"", std::to_string(y + 4), "\" width=\"",
        std::to_string(width), "\" height=\"14\"/><text x=\"", across(256 + width), "\" y=\"", base, "\">",
        std::to_string(count), "</text>\n");
  }

  Buffer out_;
  Style style_;
  std::vector<Heading> columns_;
  std::map<std::string, std::size_t> places_;
};

}  // namespace

std::unique_ptr<Renderer> make_html(Sink& sink, const Style& style) { return std::make_unique<Html>(sink, style); }

}  // namespace siyana::render
