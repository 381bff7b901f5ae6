// The rows of a sheet that are none of its table: titles, remarks, repeated headings, totals.
#include <algorithm>

#include "base/text.hpp"
#include "exchange/import_sheet.hpp"
#include "exchange/values.hpp"

namespace siyana::exchange {
namespace {

bool has_digit(std::string_view text) { return western_digits(text).find_first_of("0123456789") != std::string::npos; }

constexpr std::size_t fewest = 3;  // known columns: in a narrower table one cell may be all that a row says

/// `VENT 01`, `SDT N 12`; not `Arrêté le 12/07/2026`.
bool could_be_tag(std::string_view text) {
  const auto blanks = std::count(text.begin(), text.end(), ' ');
  if (blanks == 0) return true;
  const auto is_of_a_code = [](unsigned char c) { return c < 0x80 && (c < 'a' || c > 'z'); };
  return has_digit(text) && (blanks == 1 || std::all_of(text.begin(), text.end(), is_of_a_code));
}

}  // namespace

void Sheet::pass_over(const Record& record, PassedOver& sort) {
  constexpr std::size_t most = 100;  // that are said
  const auto line = static_cast<std::uint64_t>(part_) << table_shift | record.line;
  if (sort.rows > 0 && sort.last >= line) return;  // it is the second reading
  sort.last = line;
  if (static_cast<std::size_t>(sort.rows++) < most) sort.first.push_back({line, filled_cells(record)});
}

/// The first text of a row most of whose cells are empty; nothing of a fuller one.
std::string_view Sheet::first_of_few(const Record& record) const {
  std::size_t filled = 0;
  std::string_view first;
  for (const auto field : record.fields) {
    const auto text = trim(field);
    if (text.empty()) continue;
    if (filled++ == 0) first = text;
    if (filled * 2 > parts_[part_].header.names.size() + 1) return {};
  }
  return first;
}

/// True where a row says nothing of a device, or of work, beside what stands in the column of the tags, in that of the
/// types, or in one that is passed over.
bool Sheet::says_only(std::string_view first, const Record& record) const {
  constexpr std::string_view telling[] = {"type", "manufacturer", "model",       "serial",  "description", "udi",
                                          "code", "done_on",      "reported_at", "symptom", "action",      "every"};
  const auto& part = parts_[part_];
  for (std::size_t i = 0; i < std::min(part.places.size(), record.fields.size()); ++i) {
    const auto text = trim(record.fields[i]);
    if (text.empty()) continue;
    const auto field = columns_[part.places[i]].field;
    const bool is_first = text.data() == first.data();
    if (is_first && !field.empty() && field != "tag" && field != "type") return false;
    if (!is_first && (field == "tag" || std::find(std::begin(telling), std::end(telling), field) != std::end(telling)))
      return false;
  }
  return true;
}

/// Below a table: a word for a sum, and most cells empty.
bool Sheet::is_row_of_total(const Record& record) const {
  const auto first = first_of_few(record);
  return !first.empty() && (is_total(first) || (begins_as_total(first) && says_only(first, record)));
}

/// The headings again, as at the top of each printed page.
bool Sheet::is_repeated_heading(const Record& record) const {
  const auto& names = parts_[part_].header.names;
  std::size_t filled = 0;
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const auto text = trim(record.fields[i]);
    if (text.empty()) continue;
    if (i >= names.size() || fold(text) != fold(names[i])) return false;
    ++filled;
  }
  const auto headings = std::count_if(names.begin(), names.end(), [](const auto& name) { return !name.empty(); });
  return filled * 2 > static_cast<std::size_t>(headings);
}

/// The text of a row that has one cell with any, where the others that mean something are empty: in the column of the
/// tags or in one that is passed over; anywhere, where it is merged across others. Else empty.
std::string_view Sheet::lone_text(const Record& record) const {
  const auto& part = parts_[part_];
  std::size_t known = 0;
  std::string_view text;
  bool is_elsewhere = false;
  for (std::size_t i = 0; i < part.places.size(); ++i) {
    const auto field = columns_[part.places[i]].field;
    if (!field.empty()) ++known;
    const auto said = trim(cell(record, i));
    if (said.empty()) continue;
    if (!text.empty()) return {};
    text = said;
    is_elsewhere = !field.empty() && field != "tag";
  }
  return known < fewest || (is_elsewhere && !record.is_across) ? std::string_view{} : text;
}

/// A title inside the table, what is signed below it.
bool Sheet::is_banner(const Record& record) const {
  constexpr std::size_t a_sentence = 6;  // words: no tag is one, whatever its digits
  const auto text = lone_text(record);
  if (text.empty() || record.is_across) return !text.empty() || is_remark(record);
  const auto said = words(text).size();
  return said >= a_sentence || (said > 1 && !has_digit(text)) || is_remark(record);
}

/// `Service de pédiatrie` under the tags, with a cell or two filled and none that makes it a device.
bool Sheet::is_remark(const Record& record) const {
  const auto& part = parts_[part_];
  const auto place = [&](std::string_view field) {
    const auto is_it = [&](std::size_t at) { return columns_[at].field == field; };
    return static_cast<std::size_t>(std::find_if(part.places.begin(), part.places.end(), is_it) - part.places.begin());
  };
  const auto known =
      part.places.size() - static_cast<std::size_t>(std::count_if(part.places.begin(), part.places.end(),
                                                                  [&](auto at) { return columns_[at].field.empty(); }));
  if (!of_devices_ || place("type") == part.places.size() || known < fewest) return false;
  const auto first = first_of_few(record);
  return !first.empty() && first.data() == trim(cell(record, place("tag"))).data() && !could_be_tag(first) &&
         says_only(first, record);
}

/// `Réanimation`, above the devices of that ward. It could be a tag, of which nothing else is known.
bool Sheet::is_lone_word(const Record& record) const {
  const auto text = lone_text(record);
  return text.size() > 1 && words(text).size() == 1 && !has_digit(text);
}

std::vector<Sentence> Sheet::passed_over() const {
  std::vector<Sentence> said;
  if (banners_.rows > 0)
    said.push_back(say_n(banners_.rows, "{n} row is passed over, a heading or a remark: line {line}, {text}",
                         "{n} rows are passed over, headings or remarks, the first on line {line}: {text}",
                         {{"line", line_name(banners_.first.front().line)}, {"text", banners_.first.front().text}}));
  for (const auto& [line, text] : lone_words_.first)
    said.push_back(
        say("line {line} is passed over, a word alone: {text}; if it is the tag of a device, write its type beside it",
            {{"line", line_name(line)}, {"text", text}}));
  if (const auto more = lone_words_.rows - static_cast<std::int64_t>(lone_words_.first.size()); more > 0)
    said.push_back(say("and {more} more lines with a word alone", {{"more", std::to_string(more)}}));
  for (const auto& [line, text] : totals_.first)
    said.push_back(say("line {line} is passed over, a total: {text}", {{"line", line_name(line)}, {"text", text}}));
  return said;
}

}  // namespace siyana::exchange
