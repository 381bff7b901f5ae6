// What a renderer draws: named columns and rows of cells. It never meets a device, SQL or the clock.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/fields.hpp"
#include "base/sentence.hpp"

namespace siyana::render {

/// How a column is aligned and typed: JSON writes number and flag bare, everything else as a string.
enum class Kind : std::uint8_t { text, number, date, instant, flag };

struct Column {
  std::string_view name;   // machine name, snake_case: never translated
  std::string_view label;  // English heading, the key of its translation
  Kind kind = Kind::text;
  /// Text that is one of siyana's own words (a state, a kind) and is translated where a person reads it.
  bool word = false;
  Drawn drawn = Drawn::plainly;
};

/// One value, valid only during the call it is passed in. An absent value is null in JSON and empty elsewhere.
struct Cell {
  /// The machine form; empty and absent differ. A number may leave it empty and give `number` alone, or write here
  /// what is no whole number (12.5). A flag needs none.
  std::string_view text;
  std::int64_t number = 0;  // for Kind::number and Kind::flag
  bool absent = false;
};

/// Translates a sentence for the reader; the identity of machine formats is that they never call it.
using Translate = std::function<std::string(const Sentence&)>;

/// Where bytes go. The spool, a string in a test.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void write(std::string_view bytes) = 0;
};

/// What a calendar says beside its rows.
struct CalendarStyle {
  std::string made_at;  // RFC 3339 in UTC
  std::string origin;   // what makes the names of its events unique beyond this store
  bool tasks = false;   // instead of events
  int alarm_days = 1;   // the alarm, so many days before
};

struct Style {
  bool colour = false;
  bool terminal = false;  // stdout is a terminal: Arabic is isolated, so that it cannot reorder its neighbours
  int width = 0;          // columns of the terminal, 0 for no limit
  bool excel = false;     // CSV: BOM, `;`, CRLF, formulas disarmed
  bool header = true;
  bool day_first = false;  // dates and instants as 14/03/2026, for people: never in machine formats
  Translate translate;     // empty: English
  std::string title;       // of a page or a calendar, translated
  std::string day;         // the day it speaks of, as it is shown
  std::string language = "en";
  bool right_to_left = false;
  CalendarStyle calendar;
};

/// Draws one list: begin once, row for each row in order (as many cells as columns), end once. What was drawn has
/// reached the sink only after end.
class Renderer {
 public:
  virtual ~Renderer() = default;
  virtual void begin(std::span<const Column> columns) = 0;
  virtual void row(std::span<const Cell> cells) = 0;
  virtual void end() = 0;
};

struct Format {
  std::string_view name;
  std::string_view summary;
  std::unique_ptr<Renderer> (*make)(Sink&, const Style&);
  bool machine;         // independent of language, terminal and locale
  bool details = true;  // given the columns that a person is spared
};

/// All formats, in the order of the help. `table` is the first.
std::span<const Format> formats();
/// Null where there is none of that name.
const Format* format_named(std::string_view name);

}  // namespace siyana::render
