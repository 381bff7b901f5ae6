#include <algorithm>
#include <array>

#include "render/report.hpp"

namespace siyana::render {

std::unique_ptr<Renderer> make_table(Sink& sink, const Style& style);
std::unique_ptr<Renderer> make_csv(Sink& sink, const Style& style);
std::unique_ptr<Renderer> make_tsv(Sink& sink, const Style& style);
std::unique_ptr<Renderer> make_json(Sink& sink, const Style& style);
std::unique_ptr<Renderer> make_jsonl(Sink& sink, const Style& style);
std::unique_ptr<Renderer> make_html(Sink& sink, const Style& style);
std::unique_ptr<Renderer> make_markdown(Sink& sink, const Style& style);
std::unique_ptr<Renderer> make_calendar(Sink& sink, const Style& style);

namespace {

constexpr std::array<Format, 8> all = {{
    {"table", "aligned columns for people", make_table, false, false},
    {"csv", "comma-separated values (RFC 4180)", make_csv, true},
    {"tsv", "tab-separated values, one row a line", make_tsv, true},
    {"json", "one JSON array of objects", make_json, true},
    {"jsonl", "one JSON object a line", make_jsonl, true},
    {"html", "one page to read, sort, filter and print", make_html, false, false},
    {"md", "a Markdown table", make_markdown, false, false},
    {"ics", "a calendar of due days (RFC 5545), where there are days", make_calendar, false, true},
}};

}  // namespace

std::span<const Format> formats() { return all; }

const Format* format_named(std::string_view name) {
  const auto found = std::ranges::find(all, name, &Format::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace siyana::render
