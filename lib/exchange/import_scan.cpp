#include "exchange/import_scan.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "device/matching.hpp"

namespace siyana::exchange {
namespace {

constexpr std::uint64_t progress_every = 4096;

/// So many tags that stand twice mean that the column does not hold tags.
constexpr std::size_t most_repeated_tags = 100'000;
constexpr std::size_t most_lines = 4;  // that are named

void require_identity(const Sheet& sheet, const ImportOptions& options) {
  if (sheet.place_of("tag") != Sheet::nowhere || !options.tag_format.empty()) return;
  throw Error(Fault::invalid,
              "{file}: no column holds the tags; say which, as --map \"Header=tag\", or have them made: --tag-format "
              "\"SDT-{n:04}\"",
              {{"file", sheet.name()}, {"n:04", "{n:04}"}});
}

}  // namespace

Scan::Scan(Sheet& sheet, RowReader& reader, db::Database& database, const ImportOptions& options,
           const Progress& progress)
    : sheet_(sheet),
      reader_(reader),
      database_(database),
      dates_(sheet, options, is_date_field),
      letters_(sheet, options) {
  require_identity(sheet, options);
  if (!options.tag_format.empty()) format_.emplace(options.tag_format);
  has_old_tags_ = device::has_old_tags(database);
  while (const auto record = sheet.next()) {
    look_at(*record);
    if (++rows_ % progress_every == 0) progress(rows_);
  }
  tags_.close(some_have_no_tag_);
  references_.close();
  serials_.close();
  identities_.close();
  letters_.require();
  reader.set_orders(dates_.orders());
  if (tags_.size() > 0) find_lines();
  sheet.rewind();
}

void Scan::look_at(const Record& record) {
  dates_.add(record);
  letters_.add(record);
  const std::string_view tag = reader_.tag(record);
  const std::string_view serial = reader_.serial(record);
  const std::string_view ref = reader_.import_ref(record);
  const bool weak = is_weak_serial(serial);
  if (!tag.empty())
    look_at_tag(tag);
  else
    some_have_no_tag_ = true;
  if (!weak) {
    key_.clear();
    tag_key_into(serial, key_);
    serials_.add(short_hash(key_));
  } else if (tag.empty()) {
    if (ref.empty()) identities_.add(short_hash(view(reader_.identity(record))));
  }
  if (!ref.empty()) references_.add(std::hash<std::string_view>{}(ref));
}

void Scan::look_at_tag(std::string_view tag) {
  const std::string& key = canonical(tag);
  tags_.add(std::hash<std::string>{}(key));
  if (format_) highest_ = std::max(highest_, format_->number_in(key).value_or(0));
}

/// An old tag is its device's tag of today, so that one device under both is seen to stand twice.
const std::string& Scan::canonical(std::string_view tag) {
  key_.clear();
  tag_key_into(tag, key_);
  if (!has_old_tags_) return key_;
  key_ = device::tag_key_today(database_, key_);
  return key_;
}

/// The second look, at the tags themselves: which lines have one in common.
void Scan::find_lines() {
  if (tags_.size() > most_repeated_tags)
    throw Error(Fault::invalid, "{file}: {n} values of the column {column} stand more than once; it does not hold tags",
                {{"file", sheet_.name()},
                 {"n", std::to_string(tags_.size())},
                 {"column", sheet_.heading_of(sheet_.place_of("tag"))}});
  sheet_.rewind();
  while (const auto record = sheet_.next()) {
    const std::string_view tag = reader_.tag(*record);
    if (tag.empty()) continue;
    const std::string& key = canonical(tag);
    if (!tags_.contains(std::hash<std::string>{}(key))) continue;
    auto& lines = lines_[key];
    if (lines.size() < most_lines) lines.push_back(record->line);
  }
  std::erase_if(lines_, [](const auto& found) { return found.second.size() < 2; });
}

const std::vector<std::uint64_t>* Scan::lines_of(std::string_view tag) {
  if (lines_.empty()) return nullptr;
  const auto found = lines_.find(canonical(tag));
  return found == lines_.end() ? nullptr : &found->second;
}

}  // namespace siyana::exchange
