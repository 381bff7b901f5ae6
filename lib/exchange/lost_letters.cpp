#include "exchange/lost_letters.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "exchange/misread.hpp"
#include "exchange/values.hpp"

namespace siyana::exchange {

bool has_lost_letters(std::string_view text) {
  std::size_t longest = 0, words = 0, run = 0;
  for (const char c : text) {
    run = c == '?' ? run + 1 : 0;
    if (run == 2) ++words;
    longest = std::max(longest, run);
  }
  return words >= 2 || longest >= 4;
}

void LostLetters::add(std::string_view value, std::uint64_t line) {
  if (value.empty()) return;
  ++filled_;
  if (value.find('?') == value.npos || !has_lost_letters(value)) return;
  if (lost_++ > 0) return;
  line_ = line;
  example_ = beginning(trim(value), 60);
}

void MisreadLetters::add(std::string_view value, std::uint64_t line) {
  if (is_ascii(value)) return;
  ++beyond_ascii_;
  const std::string meant = before_misreading(value);
  if (meant.empty() || misread_++ > 0) return;
  line_ = line;
  example_ = beginning(trim(value), 60);
  meant_ = beginning(trim(meant), 60);
}

LetterColumns::LetterColumns(const Sheet& sheet, const ImportOptions& options)
    : sheet_(sheet),
      keeps_all_(options.keep_columns.value_or(false)),
      letters_(sheet.columns().size()),
      misread_(sheet.columns().size()) {}

bool LetterColumns::is_kept(const Column& column) const {
  return !column.field.empty() || (keeps_all_ && column.match == Column::Match::none);
}

void LetterColumns::add(const Record& record) {
  for (std::size_t i = 0; i < std::min(letters_.size(), record.fields.size()); ++i) {
    if (!is_kept(sheet_.columns()[i])) continue;
    letters_[i].add(record.fields[i], record.line);
    misread_[i].add(record.fields[i], record.line);
  }
}

void LetterColumns::warn(const Record& record, std::vector<ImportWarning>& warnings) const {
  for (std::size_t i = 0; i < std::min(letters_.size(), record.fields.size()); ++i) warn_of(record, i, warnings);
}

void LetterColumns::warn_of(const Record& record, std::size_t place, std::vector<ImportWarning>& warnings) const {
  const auto value = record.fields[place];
  const auto add = [&](Sentence sentence) {
    sentence.parts = {{"line", sheet_.line_name(record.line)},
                      {"column", sheet_.heading_of(place, record.line)},
                      {"value", beginning(trim(value), 60)},
                      {"meant", beginning(trim(before_misreading(value)), 60)}};
    warnings.push_back({ImportWarning::Sort::letters, std::move(sentence)});
  };
  if (letters_[place].count() > 0 && has_lost_letters(value))
    add(say("line {line}, column \"{column}\": {value} has question marks for letters: write it again in the file"));
  if (misread_[place].count() > 0 && !before_misreading(value).empty())
    add(say("line {line}, column \"{column}\": {value} was once read in a wrong encoding: write {meant} in the file"));
}

void LetterColumns::require() const {
  for (std::size_t i = 0; i < letters_.size(); ++i)
    if (const auto& letters = letters_[i]; letters.are_lost())
      throw Error(
          Fault::invalid,
          "column \"{column}\" has question marks for letters in {n} rows, as line {line}: {value}; the file was "
          "saved in a code page without them: save it again as UTF-8 or .xlsx, or pass the column over with "
          "--map \"{column}=\"",
          {{"column", sheet_.heading_of(i, letters.line())},
           {"n", std::to_string(letters.count())},
           {"line", sheet_.line_name(letters.line())},
           {"value", letters.example()}});
  require_read_right();
}

void LetterColumns::require_read_right() const {
  for (std::size_t i = 0; i < misread_.size(); ++i)
    if (const auto& misread = misread_[i]; misread.are_misread())
      throw Error(
          Fault::invalid,
          "column \"{column}\" was read in a wrong encoding in {n} rows, as line {line}: {value} should be {meant}; "
          "name the "
          "encoding with --encoding, save the file again as UTF-8 or .xlsx from where it was right, or pass the column "
          "over with --map \"{column}=\"",
          {{"column", sheet_.heading_of(i, misread.line())},
           {"n", std::to_string(misread.count())},
           {"line", sheet_.line_name(misread.line())},
           {"value", misread.example()},
           {"meant", misread.meant()}});
}

}  // namespace siyana::exchange
