#include "exchange/lost_letters.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
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

LetterColumns::LetterColumns(const Sheet& sheet, const ImportOptions& options)
    : sheet_(sheet), keeps_all_(options.keep_columns.value_or(false)), letters_(sheet.columns().size()) {}

bool LetterColumns::is_kept(const Column& column) const {
  return !column.field.empty() || (keeps_all_ && column.match == Column::Match::none);
}

void LetterColumns::add(const Record& record) {
  for (std::size_t i = 0; i < std::min(letters_.size(), record.fields.size()); ++i)
    if (is_kept(sheet_.columns()[i])) letters_[i].add(record.fields[i], record.line);
}

void LetterColumns::warn(const Record& record, std::vector<ImportWarning>& warnings) const {
  for (std::size_t i = 0; i < std::min(letters_.size(), record.fields.size()); ++i) {
    const auto value = record.fields[i];
    if (letters_[i].count() == 0 || value.find('?') == value.npos || !has_lost_letters(value)) continue;
    warnings.push_back(
        {ImportWarning::Sort::letters,
         say("line {line}, column \"{column}\": {value} has question marks for letters: write it again in the file",
             {{"line", sheet_.line_name(record.line)},
              {"column", sheet_.heading_of(i, record.line)},
              {"value", beginning(trim(value), 60)}})});
  }
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
}

}  // namespace siyana::exchange
