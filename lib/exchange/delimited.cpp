#include "exchange/delimited.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"

namespace siyana::exchange {

namespace {

// Where two divide the lines equally well, the first: commas and pipes occur in text more than these.
constexpr std::string_view delimiters = ";\t|,";

using Counts = std::array<std::size_t, delimiters.size()>;

/// How often each delimiter stands outside quotes in each of the first records.
std::vector<Counts> count_delimiters(std::string_view text) {
  constexpr std::size_t enough = 30;
  std::vector<Counts> records;
  Counts counts{};
  bool quoted = false, at_start = true, empty = true;
  for (std::size_t i = 0; i < text.size() && records.size() < enough; ++i) {
    const char c = text[i];
    const auto which = delimiters.find(c);
    if (quoted || (c == '"' && at_start)) {
      if (c == '"') quoted = !quoted;  // a doubled quote closes and, at_start still holding, opens again
      empty = false;
    } else if (c == '\n' || c == '\r') {
      if (!empty) records.push_back(std::exchange(counts, {}));
      at_start = empty = true;
    } else {
      if (which != delimiters.npos) ++counts[which];
      at_start = which != delimiters.npos;
      empty = false;
    }
  }
  if (records.empty() && !empty) records.push_back(counts);
  return records;
}

struct Division {
  std::size_t records = 0;  // divided into
  std::size_t fields = 0;   // so many, less one
  friend auto operator<=>(const Division&, const Division&) = default;
};

Division divided_by(std::size_t which, const std::vector<Counts>& records) {
  std::map<std::size_t, std::size_t> tally;
  for (const auto& counts : records)
    if (counts[which] > 0) ++tally[counts[which]];
  Division best;
  for (const auto& [count, times] : tally) best = std::max(best, Division{times, count});
  return best;
}

}  // namespace

std::optional<char> guess_delimiter(std::string_view beginning) {
  const auto records = count_delimiters(beginning);
  std::optional<char> found;
  Division best;
  for (std::size_t which = 0; which < delimiters.size(); ++which) {
    const auto division = divided_by(which, records);
    if (division <= best) continue;
    best = division;
    found = delimiters[which];
  }
  return found;
}

std::optional<char> guess_delimiter(Utf8Reader& text) {
  text.rewind();
  const auto found = guess_delimiter(text.next());
  text.rewind();
  return found;
}

DelimitedReader::DelimitedReader(Utf8Reader& text, char delimiter) : text_(text), delimiter_(delimiter) {
  if (delimiter == '"' || delimiter == '\n' || delimiter == '\r' || static_cast<unsigned char>(delimiter) - 1U >= 0x7F)
    throw Error(Fault::usage, "the delimiter is one character such as , ; | or a tab");
  for (const char c : {delimiter, '\n', '\r'}) ends_plain_[static_cast<unsigned char>(c)] = true;
}

std::optional<Record> DelimitedReader::next() {
  do {
    if (!read_record()) return std::nullopt;
  } while (is_empty_line());
  return record();
}

void DelimitedReader::rewind() {
  text_.rewind();
  buffer_.clear();
  record_ = field_ = read_ = write_ = 0;
  after_cr_ = false;
  line_ = 1;
}

bool DelimitedReader::read_record() {
  extents_.clear();
  record_ = field_ = write_ = read_;
  record_line_ = line_;
  quotes_ = false;
  stray_quote_.reset();
  for (at_ = At::start; at_ != At::end;) {
    if (read_ == buffer_.size() && !more()) return end_text();
    switch (at_) {
      case At::start:
        start_field();
        break;
      case At::plain:
        in_plain();
        break;
      case At::quoted:
        in_quoted();
        break;
      case At::quote:
        after_quote();
        break;
      case At::end:
        break;
    }
  }
  return true;
}

void DelimitedReader::start_field() {
  if (std::exchange(after_cr_, false) && buffer_[read_] == '\n') {
    record_ = field_ = write_ = ++read_;
    return;
  }
  field_line_ = line_;
  closed_.reset();
  at_ = buffer_[read_] == '"' ? At::quoted : At::plain;
  if (at_ == At::plain) return;
  field_ = write_ = ++read_;
  quoted_lines_ = {};
  quotes_ = true;
}

void DelimitedReader::in_plain() {
  const char* const buffer = buffer_.data();
  const char* const end_of_buffer = buffer + buffer_.size();
  const char* until = buffer + read_;
  while (until != end_of_buffer && !ends_plain_[static_cast<unsigned char>(*until)]) ++until;
  keep(static_cast<std::size_t>(until - buffer));
  if (read_ == buffer_.size()) return;
  const char end = buffer_[read_];
  end_field();
  field_ = write_ = ++read_;
  at_ = end == delimiter_ ? At::start : At::end;
  if (at_ == At::start) return;
  after_cr_ = end == '\r';
  ++line_;
}

void DelimitedReader::in_quoted() {
  const std::size_t quote = std::min(buffer_.find('"', read_), buffer_.size());
  quoted_lines_.feed({buffer_.data() + read_, quote - read_});
  keep(quote);
  if (read_ == buffer_.size()) return;
  ++read_;
  at_ = At::quote;
}

void DelimitedReader::after_quote() {
  if (buffer_[read_] != '"') {
    line_ += quoted_lines_.breaks();
    closed_ = write_ - record_;
    at_ = At::plain;
    return;
  }
  quoted_lines_.feed("\"");
  buffer_[write_++] = '"';
  ++read_;
  at_ = At::quoted;
}

/// Takes the bytes up to a place into the field.
void DelimitedReader::keep(std::size_t until) {
  const std::size_t size = until - read_;
  if (write_ != read_) std::memmove(buffer_.data() + write_, buffer_.data() + read_, size);
  write_ += size;
  read_ = until;
}

void DelimitedReader::end_field() {
  check_size();
  if (closed_) require_nothing_behind(record_ + *closed_);
  extents_.push_back({field_ - record_, write_ - field_});
}

/// Text behind a closing quote: a quote within the text was not doubled, or one was left open and closed by the next,
/// which takes the rows between for text. Where it stays on its line the row alone is wrong, and keeps that quote.
void DelimitedReader::require_nothing_behind(std::size_t closed) {
  closed_.reset();
  if (trim(std::string_view(buffer_).substr(closed, write_ - closed)).empty()) return;
  if (line_ != field_line_)
    throw Error(
        Fault::invalid,
        "{file}, line {line}: text follows a closing quote; the quote opened on line {opened}: double the quotes "
        "within a text, or remove it",
        {{"file", name()}, {"line", std::to_string(line_)}, {"opened", std::to_string(field_line_)}});
  if (!stray_quote_) stray_quote_ = extents_.size();
  char* const behind = buffer_.data() + closed;
  std::memmove(behind + 1, behind, write_ - closed);  // the quotes that were read leave room for it
  *behind = '"';
  ++write_;
}

/// More text behind the record that is being read, which moves to the front of the buffer.
bool DelimitedReader::more() {
  check_size();
  buffer_.erase(0, record_);
  for (std::size_t* place : {&field_, &read_, &write_}) *place -= record_;
  record_ = 0;
  const std::string_view text = text_.next();
  buffer_ += text;
  return !text.empty();
}

/// The last record may lack its line break; true where there is one.
bool DelimitedReader::end_text() {
  if (at_ == At::quoted)
    throw Error(Fault::invalid, "{file}, line {line}: the quote that opens here is never closed; close or remove it",
                {{"file", name()}, {"line", std::to_string(field_line_)}});
  if (at_ == At::start && extents_.empty()) return false;
  end_field();
  field_ = write_ = read_;
  return true;
}

void DelimitedReader::check_size() const {
  if (write_ - field_ > max_field)
    throw Error(Fault::invalid, "{file}, line {line}: a field above 8 MiB; is a quote left open there?",
                {{"file", name()}, {"line", std::to_string(field_line_)}});
  if (read_ - record_ > max_record || extents_.size() >= max_fields)
    throw Error(Fault::invalid, "{file}, line {line}: a row above 32 MiB or 16384 fields; is this a table of text?",
                {{"file", name()}, {"line", std::to_string(record_line_)}});
}

Record DelimitedReader::record() {
  const char* start = buffer_.data() + record_;
  fields_.clear();
  for (const auto& extent : extents_) fields_.emplace_back(start + extent.begin, extent.size);
  return {record_line_, fields_, false, stray_quote_};
}

}  // namespace siyana::exchange
