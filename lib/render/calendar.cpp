// ics: a calendar (RFC 5545) with an event, or a task, for each row. A row keeps its name (UID) while
// its day moves; one that has no day any more is cancelled.
#include <algorithm>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/sha256.hpp"
#include "render/buffer.hpp"
#include "render/report.hpp"
#include "render/safe.hpp"
#include "render/spoken.hpp"

namespace siyana::render {
namespace {

constexpr std::size_t widest_line = 75;  // octets, RFC 5545 3.1

/// TEXT of RFC 5545 3.3.11.
std::string text_of(std::string_view text) {
  std::string out;
  for (const char c : visible(text)) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

/// 20260715 of 2026-07-15, 20260715T080000Z of 2026-07-15T08:00:00Z.
std::string basic(std::string_view iso) {
  std::string text(iso);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

class Calendar : public Renderer {
 public:
  Calendar(Sink& sink, const Style& style) : out_(sink), style_(style) {}

  void begin(std::span<const Column> columns) override {
    columns_.assign(columns.begin(), columns.end());
    if (std::ranges::none_of(columns, [](const Column& column) { return column.drawn == Drawn::day; }))
      throw Error(Fault::usage,
                  "this list has no day for a calendar: ics serves due, overdue, plan list TAG, plan spread, round and "
                  "snoozed");
    for (const auto& column : columns_) labels_.push_back(spoken(style_, column.label));
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//siyana//siyana//EN");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    if (!style_.title.empty()) line("X-WR-CALNAME:" + text_of(style_.title));
  }

  void row(std::span<const Cell> cells) override {
    const std::string_view day = drawn(cells, Drawn::day);
    const std::string_view kind = style_.calendar.tasks ? "VTODO" : "VEVENT";
    line("BEGIN:" + std::string(kind));
    line("UID:" + name_of(cells));
    line("DTSTAMP:" + basic(style_.calendar.made_at));
    line("SUMMARY:" + text_of(all_drawn(cells, Drawn::title, " ")));
    if (const auto place = all_drawn(cells, Drawn::place, ", "); !place.empty()) line("LOCATION:" + text_of(place));
    line("DESCRIPTION:" + described(cells));
    if (day.empty())
      cancelled();
    else
      style_.calendar.tasks ? task(cells, day) : event(day);
    line("END:" + std::string(kind));
  }

  void end() override {
    line("END:VCALENDAR");
    out_.flush();
  }

 private:
  void cancelled() {
    line("STATUS:CANCELLED");
    // An event cannot be without a day; a reader of the calendar takes it away by its name.
    if (!style_.calendar.tasks) line("DTSTART;VALUE=DATE:" + basic(style_.calendar.made_at.substr(0, 10)));
  }

  void event(std::string_view day) {
    line("DTSTART;VALUE=DATE:" + basic(day));
    line("STATUS:CONFIRMED");
    line("TRANSP:TRANSPARENT");
    alarm();
  }

  void task(std::span<const Cell> cells, std::string_view day) {
    const std::string_view deadline = drawn(cells, Drawn::deadline);
    line("DTSTART;VALUE=DATE:" + basic(day));
    // A task is due on its day; where the day has a tolerance, it is late only after it.
    const auto last = parse_iso(deadline.empty() ? day : deadline);
    if (last) line("DUE;VALUE=DATE:" + basic(to_string(*last + 1)));
    line("STATUS:NEEDS-ACTION");
    alarm();
  }

  void alarm() {
    line("BEGIN:VALARM");
    line("ACTION:DISPLAY");
    line("DESCRIPTION:" + text_of(style_.title.empty() ? "siyana" : style_.title));
    line("TRIGGER:-P" + std::to_string(style_.calendar.alarm_days) + "D");
    line("END:VALARM");
  }

  /// The same for a thing and its plan whatever the day.
  std::string name_of(std::span<const Cell> cells) const {
    Hash hash;
    hash.part(style_.calendar.origin).part(all_drawn(cells, Drawn::title, "\n"));
    return hex(view(hash.digest())).substr(0, 32) + "@siyana";
  }

  std::string_view drawn(std::span<const Cell> cells, Drawn part) const {
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (columns_[i].drawn == part && !cells[i].absent) return cells[i].text;
    return {};
  }

  std::string all_drawn(std::span<const Cell> cells, Drawn part, std::string_view between) const {
    std::string all;
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (columns_[i].drawn == part && !cells[i].text.empty())
        all.append(all.empty() ? "" : between).append(cells[i].text);
    return all;
  }

  std::string described(std::span<const Cell> cells) const {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto& column = columns_[i];
      const std::string text = spoken_form(style_, column.kind, column.word, column.name, cells[i]);
      if (!text.empty()) out += (out.empty() ? "" : "\\n") + text_of(labels_[i]) + ": " + text_of(text);
    }
    return out;
  }

  /// Folded at 75 octets, never within a character.
  void line(std::string_view text) {
    std::size_t room = widest_line;
    while (text.size() > room) {
      std::size_t end = room;
      while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
      out_.add(text.substr(0, end));
      out_.add("\r\n ");
      text.remove_prefix(end);
      room = widest_line - 1;
    }
    out_.add(text);
    out_.add("\r\n");
  }

  Buffer out_;
  Style style_;
  std::vector<Column> columns_;
  std::vector<std::string> labels_;
};

}  // namespace

std::unique_ptr<Renderer> make_calendar(Sink& sink, const Style& style) {
  return std::make_unique<Calendar>(sink, style);
}

}  // namespace siyana::render
