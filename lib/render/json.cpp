// json and jsonl (RFC 8259): the same objects, in one array or a line each.
#include <array>
#include <string>
#include <vector>

#include "i18n/code_point.hpp"
#include "render/buffer.hpp"
#include "render/cell.hpp"
#include "render/report.hpp"
#include "render/safe.hpp"

namespace siyana::render {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view skip_digits(std::string_view text) {
  while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  return text;
}

/// -?(0|[1-9][0-9]*)(\.[0-9]+)? : what may stand in JSON without quotes.
bool is_json_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || !is_digit(text.front())) return false;
  if (text.size() > 1 && text[0] == '0' && text[1] != '.') return false;
  text = skip_digits(text);
  if (text.empty()) return true;
  if (text.size() < 2 || text[0] != '.' || !is_digit(text[1])) return false;
  return skip_digits(text.substr(1)).empty();
}

/// The bytes that mean themselves in a JSON string and need no second look.
constexpr std::array<bool, 256> make_plain() {
  std::array<bool, 256> plain{};
  for (unsigned char c = 0x20; c < 0x7F; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}
constexpr std::array<bool, 256> plain = make_plain();

void add_escape(Buffer& out, std::int32_t c) {
  constexpr std::string_view short_form = "\"\\\b\f\n\r\t";
  constexpr std::string_view letters = "\"\\bfnrt";
  const auto index = c < 0x80 ? short_form.find(static_cast<char>(c)) : std::string_view::npos;
  out.add('\\');
  if (index != std::string_view::npos) return out.add(letters[index]);
  out.add('u');
  for (int shift = 12; shift >= 0; shift -= 4) out.add("0123456789abcdef"[(c >> shift) & 0xF]);
}

/// Escapes all that could drive a terminal too, since readers see the same text either way.
void add_string(Buffer& out, std::string_view text) {
  out.add('"');
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (plain[static_cast<unsigned char>(text[at])]) {
      ++at;
      continue;
    }
    const CodePoint point = code_point_at(text, at);
    if (point.value < 0x80 || can_mislead(point.value)) {
      out.add(text.substr(done, at - done));
      point.valid() ? add_escape(out, point.value) : out.add(replacement);
      done = at + point.size;
    }
    at += point.size;
  }
  out.add(text.substr(done));
  out.add('"');
}

void add_value(Buffer& out, Kind kind, const Cell& cell) {
  if (cell.absent) return out.add("null");
  Digits room;
  const std::string_view text = machine_form(kind, cell, room);
  const bool bare = kind == Kind::flag || (kind == Kind::number && is_json_number(text));
  bare ? out.add(text) : add_string(out, text);
}

class Json : public Renderer {
 public:
  Json(Sink& sink, bool array) : out_(sink), array_(array) {}

  void begin(std::span<const Column> columns) override {
    for (const Column& column : columns) {
      const char before = members_.empty() ? '{' : ',';
      members_.push_back({before + ('"' + std::string(column.name)) + "\":", column.kind});
    }
  }

  void row(std::span<const Cell> cells) override {
    if (array_) out_.add(rows_ == 0 ? "[\n" : ",\n");
    ++rows_;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      out_.add(members_[i].prefix);
      add_value(out_, members_[i].kind, cells[i]);
    }
    out_.add('}');
    if (!array_) out_.add('\n');
  }

  void end() override {
    if (array_) out_.add(rows_ == 0 ? "[]\n" : "\n]\n");
    out_.flush();
  }

 private:
  /// A column and all that stands before its value: a machine name is snake_case and needs no escape.
  struct Member {
    std::string prefix;
    Kind kind;
  };

  Buffer out_;
  bool array_;
  std::vector<Member> members_;
  std::uint64_t rows_ = 0;
};

}  // namespace

std::unique_ptr<Renderer> make_json(Sink& sink, const Style&) { return std::make_unique<Json>(sink, true); }
std::unique_ptr<Renderer> make_jsonl(Sink& sink, const Style&) { return std::make_unique<Json>(sink, false); }

}  // namespace siyana::render
