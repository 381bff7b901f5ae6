#include "render/template.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"

namespace siyana::render {
namespace {

[[noreturn]] void wrong(const std::string& file, int line, std::string_view what, std::string_view name) {
  throw Error(Fault::invalid, what, {{"file", file}, {"line", std::to_string(line)}, {"name", std::string(name)}});
}

/// Leaves out the line on which a section's mark stands alone.
bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
  const auto line = text.rfind('\n', begin == 0 ? 0 : begin - 1);
  const auto from = begin == 0 ? 0 : line == text.npos ? 0 : line + 1;
  return trim(text.substr(from, begin - from)).empty() && (end == text.size() || text[end] == '\n');
}

const std::string* field(const Filling& outer, const Filling& inner, std::string_view name) {
  for (const auto* filling : {&inner, &outer})
    if (const auto found = filling->fields.find(name); found != filling->fields.end()) return &found->second;
  return nullptr;
}

}  // namespace

Template::Template(std::string_view text, const std::string& file, const Vocabulary& vocabulary) {
  std::size_t at = 0;
  for (;;) {
    const auto open = text.find("{{", at);
    if (open == text.npos) break;
    const int line =
        1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(open), '\n'));
    const auto close = text.find("}}", open);
    if (close == text.npos) wrong(file, line, "{file}, line {line}: a mark is not closed by two braces", "");
    const auto mark = trim(text.substr(open + 2, close - open - 2));
    const bool section = mark.starts_with('#') || mark.starts_with('/');
    const bool alone = section && stands_alone(text, open, close + 2);
    auto before = text.substr(at, open - at);
    if (alone) before = before.substr(0, before.find_last_not_of(" \t") + 1);
    if (!before.empty()) pieces_.push_back({Piece::Kind::text, std::string(before), 0});
    add(mark, file, line, vocabulary);
    at = close + 2 + (alone && close + 2 < text.size() ? 1 : 0);
  }
  if (!open_.empty())
    wrong(file, 1 + static_cast<int>(std::count(text.begin(), text.end(), '\n')),
          "{file}, line {line}: the part {name} is not closed", pieces_[open_.back()].text);
  pieces_.push_back({Piece::Kind::text, std::string(text.substr(at)), 0});
}

void Template::add(std::string_view mark, const std::string& file, int line, const Vocabulary& vocabulary) {
  const bool opens = mark.starts_with('#'), closes = mark.starts_with('/');
  const std::string name(opens || closes ? trim(mark.substr(1)) : mark);
  bool known = vocabulary.fields.contains(name) || (opens && vocabulary.lists.contains(name));
  for (const auto place : open_)
    if (const auto list = vocabulary.lists.find(pieces_[place].text); list != vocabulary.lists.end())
      known = known || list->second.contains(name);
  if (closes) {
    if (open_.empty() || pieces_[open_.back()].text != name)
      wrong(file, line, "{file}, line {line}: {name} is closed, and was not opened last", name);
    pieces_[open_.back()].other = pieces_.size();
    open_.pop_back();
  } else if (!known) {
    wrong(file, line, "{file}, line {line}: no field {name} is known", name);
  }
  // Its rows would be repeated for each of its rows.
  if (opens && vocabulary.lists.contains(name) &&
      std::ranges::any_of(open_, [&](std::size_t place) { return pieces_[place].text == name; }))
    wrong(file, line, "{file}, line {line}: the list {name} is opened within itself", name);
  if (opens) open_.push_back(pieces_.size());
  pieces_.push_back({opens ? Piece::Kind::open : closes ? Piece::Kind::close : Piece::Kind::field, name, 0});
}

void Template::fill(std::size_t from, std::size_t to, const Filling& outer, const Filling& inner,
                    std::string& out) const {
  for (std::size_t i = from; i < to; ++i) {
    const auto& piece = pieces_[i];
    if (piece.kind == Piece::Kind::text) out += piece.text;
    if (piece.kind == Piece::Kind::field)
      if (const auto* value = field(outer, inner, piece.text)) out += *value;
    if (piece.kind != Piece::Kind::open) continue;
    if (const auto list = outer.lists.find(piece.text); list != outer.lists.end()) {
      for (const auto& row : list->second) fill(i + 1, piece.other, outer, row, out);
    } else if (const auto* value = field(outer, inner, piece.text); value != nullptr && !value->empty()) {
      fill(i + 1, piece.other, outer, inner, out);
    }
    i = piece.other;
  }
}

std::string Template::fill(const Filling& filling) const {
  std::string out;
  fill(0, pieces_.size(), filling, filling, out);
  return out;
}

}  // namespace siyana::render
