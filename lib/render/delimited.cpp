// csv and tsv: a line a row, a header line always, so that an empty list still has its columns.
#include <array>
#include <vector>

#include "render/buffer.hpp"
#include "render/cell.hpp"
#include "render/report.hpp"

namespace siyana::render {
namespace {

/// Which bytes a format cannot write as they are.
using ByteSet = std::array<bool, 256>;

constexpr ByteSet byte_set(std::string_view bytes) {
  ByteSet set{};
  for (const char c : bytes) set[static_cast<unsigned char>(c)] = true;
  return set;
}

bool holds_any(std::string_view text, const ByteSet& set) {
  for (const char c : text)
    if (set[static_cast<unsigned char>(c)]) return true;
  return false;
}

/// RFC 4180; the style's `excel` makes it what a European Excel opens by a double click.
class Csv {
 public:
  explicit Csv(const Style& style)
      : separator_(style.excel ? ';' : ','), excel_(style.excel), special_(style.excel ? excel_bytes : plain_bytes) {}

  std::string_view before() const { return excel_ ? "\xEF\xBB\xBF" : ""; }
  char separator() const { return separator_; }
  std::string_view line_end() const { return excel_ ? "\r\n" : "\n"; }

  void field(Buffer& out, std::string_view text, Kind kind, bool alone) const {
    const bool formula = excel_ && kind == Kind::text && starts_formula(text);
    // A line with nothing on it is skipped by readers: a lone empty value must not be lost.
    if (!holds_any(text, special_) && !(alone && text.empty())) {
      if (formula) out.add('\'');
      return out.add(text);
    }
    out.add('"');
    if (formula) out.add('\'');
    add_doubled(out, text);
    out.add('"');
  }

 private:
  static constexpr ByteSet plain_bytes = byte_set(",\"\r\n");
  static constexpr ByteSet excel_bytes = byte_set(";\"\r\n");
  static constexpr ByteSet formula_starts = byte_set("=+-@\t\r");

  static bool starts_formula(std::string_view text) {
    return !text.empty() && formula_starts[static_cast<unsigned char>(text.front())];
  }

  static void add_doubled(Buffer& out, std::string_view text) {
    for (std::size_t quote; (quote = text.find('"')) != text.npos; text.remove_prefix(quote + 1)) {
      out.add(text.substr(0, quote + 1));
      out.add('"');
    }
    out.add(text);
  }

  char separator_;
  bool excel_;
  const ByteSet& special_;
};

/// No quoting, so that `cut` and `awk` see one row a line: what would break a line or a cell is written \t \n \r \\.
class Tsv {
 public:
  explicit Tsv(const Style&) {}

  std::string_view before() const { return {}; }
  char separator() const { return '\t'; }
  std::string_view line_end() const { return "\n"; }

  void field(Buffer& out, std::string_view text, Kind, bool) const {
    if (!holds_any(text, special)) return out.add(text);
    for (const char c : text) {
      const auto index = escaped.find(c);
      if (index == escaped.npos) {
        out.add(c);
      } else {
        out.add('\\');
        out.add("tnr\\"[index]);
      }
    }
  }

 private:
  static constexpr std::string_view escaped = "\t\n\r\\";
  static constexpr ByteSet special = byte_set(escaped);
};

template <class Dialect>
class Delimited : public Renderer {
 public:
  Delimited(Sink& sink, const Style& style) : out_(sink), dialect_(style), header_(style.header) {}

  void begin(std::span<const Column> columns) override {
    out_.add(dialect_.before());
    for (const Column& column : columns) kinds_.push_back(column.kind);
    if (header_ && !columns.empty()) write_header(columns);
  }

  void row(std::span<const Cell> cells) override {
    Digits room;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out_.add(dialect_.separator());
      dialect_.field(out_, machine_form(kinds_[i], cells[i], room), kinds_[i], cells.size() == 1);
    }
    out_.add(dialect_.line_end());
  }

  void end() override { out_.flush(); }

 private:
  void write_header(std::span<const Column> columns) {
    for (const Column& column : columns) {
      if (&column != columns.data()) out_.add(dialect_.separator());
      dialect_.field(out_, column.name, Kind::text, columns.size() == 1);
    }
    out_.add(dialect_.line_end());
  }

  Buffer out_;
  Dialect dialect_;
  bool header_;
  std::vector<Kind> kinds_;
};

}  // namespace

std::unique_ptr<Renderer> make_csv(Sink& sink, const Style& style) {
  return std::make_unique<Delimited<Csv>>(sink, style);
}
std::unique_ptr<Renderer> make_tsv(Sink& sink, const Style& style) {
  return std::make_unique<Delimited<Tsv>>(sink, style);
}

}  // namespace siyana::render
