#include "exchange/row_store.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/error.hpp"
#include "exchange/delimited.hpp"

namespace siyana::exchange {
namespace {

constexpr std::size_t block = 256 * 1024;
constexpr std::uint64_t most_bytes = std::uint64_t{1} << 30;  // of a sheet's texts, repeated rows as often as they are
constexpr std::size_t most_merged = 100'000;

/// Seven bits a byte, the lowest first; the eighth says that more follow.
void append_number(std::string& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) out += static_cast<char>(number | 0x80);
  out += static_cast<char>(number);
}

std::uint64_t take_number(std::string_view bytes, std::size_t& at) {
  std::uint64_t number = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    number |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if (byte < 0x80) return number;
  }
}

[[noreturn]] void refuse_io() {
  throw Error(Fault::internal, "cannot use a temporary file: {reason} (is there room in $TMPDIR or /tmp?)",
              {{"reason", std::generic_category().message(errno)}});
}

}  // namespace

RowStore::RowStore(std::string file) : name_(std::move(file)), file_(unnamed_file()) {}

void RowStore::add_cell(std::size_t column, std::string_view text) {
  if (text.empty()) return;
  if (column >= most_columns || text.size() > DelimitedReader::max_field) refuse_large();
  append_number(row_, column);
  append_number(row_, text.size());
  row_ += text;
  width_ = std::max(width_, column + 1);
  if (row_.size() > DelimitedReader::max_record) refuse_large();
}

void RowStore::end_row(std::uint64_t line, std::uint64_t times) {
  if (row_.empty()) return;
  line = std::max(line, next_line_);
  if (line > last_row || times > last_row || line + times > last_row + 1) refuse_large();
  size_ += row_.size() * times;
  if (size_ > most_bytes) refuse_large();
  append_number(buffer_, line);
  append_number(buffer_, times);
  append_number(buffer_, row_.size());
  buffer_ += row_;
  row_.clear();
  next_line_ = line + times;
  if (buffer_.size() >= block) flush();
}

void RowStore::add_merged(const MergedCells& cells) {
  if (cells.last <= cells.first || cells.column >= most_columns || cells.last > last_row) return;
  if (merged_.size() >= most_merged) refuse_large();
  merged_.push_back(cells);
}

void RowStore::add_across(std::uint64_t row, std::size_t column, std::size_t cells) {
  constexpr std::size_t fewest = 3;  // two are often the halves of one heading
  if (cells < fewest) return;
  if (across_.size() >= most_merged) refuse_large();
  across_.emplace_back(row, column);
}

void RowStore::close() {
  flush();
  std::sort(across_.begin(), across_.end());
  buffer_.shrink_to_fit();
  row_.shrink_to_fit();
  std::stable_sort(merged_.begin(), merged_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  rewind();
}

void RowStore::flush() {
  for (std::string_view rest = buffer_; !rest.empty();) {
    const ssize_t written = ::write(file_.number(), rest.data(), rest.size());
    if (written < 0 && errno != EINTR) refuse_io();
    if (written > 0) rest.remove_prefix(static_cast<std::size_t>(written));
  }
  stored_ += buffer_.size();
  buffer_.clear();
}

void RowStore::rewind() {
  read_ = 0;
  buffer_.clear();
  at_ = 0;
  times_ = 0;
  next_merged_ = 0;
  below_.clear();
}

double RowStore::part_read() const {
  const std::uint64_t behind = read_ - (buffer_.size() - at_);
  return stored_ == 0 ? 1 : static_cast<double>(behind) / static_cast<double>(stored_);
}

/// True where so many bytes stand in the buffer behind its place; more are read where they do not.
bool RowStore::fill(std::size_t size) {
  if (buffer_.size() - at_ >= size) return true;
  buffer_.erase(0, std::exchange(at_, 0));
  while (buffer_.size() < size) {
    const std::size_t before = buffer_.size();
    buffer_.resize(std::max(size, before + block));
    const ssize_t got =
        ::pread(file_.number(), buffer_.data() + before, buffer_.size() - before, static_cast<off_t>(read_));
    if (got < 0 && errno != EINTR) refuse_io();
    const std::size_t more = got < 0 ? 0 : static_cast<std::size_t>(got);
    buffer_.resize(before + more);
    read_ += more;
    if (got == 0) return false;
  }
  return true;
}

std::uint64_t RowStore::read_number() {
  constexpr std::size_t longest = 10;
  fill(longest);  // the last number of all has less behind it
  return take_number(buffer_, at_);
}

bool RowStore::read_row() {
  if (!fill(1)) return false;
  line_ = read_number();
  times_ = read_number();
  const auto size = static_cast<std::size_t>(read_number());
  fill(size);
  cells_.assign(buffer_, at_, size);
  at_ += size;
  return true;
}

std::optional<Record> RowStore::next() {
  if (times_ == 0 && !read_row()) return std::nullopt;
  place_cells();
  if (!merged_.empty()) {
    begin_merged();
    place_merged();
  }
  --times_;
  const bool across = is_across();
  return Record{line_++, fields_, across};
}

void RowStore::place_cells() {
  fields_.assign(width_, {});
  for (std::size_t at = 0; at < cells_.size();) {
    const auto column = static_cast<std::size_t>(take_number(cells_, at));
    const auto size = static_cast<std::size_t>(take_number(cells_, at));
    fields_[column] = std::string_view(cells_).substr(at, size);
    at += size;
  }
}

void RowStore::begin_merged() {
  std::erase_if(below_, [&](const Below& below) { return below.last < line_; });
  for (; next_merged_ < merged_.size() && merged_[next_merged_].first <= line_; ++next_merged_) {
    const auto& cells = merged_[next_merged_];
    if (cells.first < line_ || cells.column >= width_ || fields_[cells.column].empty()) continue;
    std::erase_if(below_, [&](const Below& below) { return below.column == cells.column; });
    below_.push_back({cells.column, cells.last, std::string(fields_[cells.column])});
  }
}

void RowStore::place_merged() {
  for (const auto& below : below_)
    if (fields_[below.column].empty()) fields_[below.column] = below.text;
}

bool RowStore::is_across() const {
  auto cells = std::lower_bound(across_.begin(), across_.end(), std::pair{line_, std::size_t{0}});
  for (; cells != across_.end() && cells->first == line_; ++cells)
    if (cells->second < width_ && !fields_[cells->second].empty()) return true;
  return false;
}

void RowStore::refuse_large() const {
  throw Error(Fault::invalid, "{file} holds more rows, columns or text than a spreadsheet can: save it as CSV",
              {{"file", name_}});
}

}  // namespace siyana::exchange
