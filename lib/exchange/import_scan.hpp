// The first reading of a file: in which order its dates are written, which tags stand twice, what else is not alone.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "exchange/cells.hpp"
#include "exchange/import_row.hpp"
#include "exchange/import_tags.hpp"
#include "exchange/lost_letters.hpp"

namespace siyana::exchange {

/// Which values came more than once, told from their hashes: a few bytes a row. Two values can have one hash, so those
/// who must be sure compare the values themselves.
template <class Number>
class Repeated {
 public:
  void add(Number hash) { hashes_.push_back(hash); }
  /// After the last one. Those that came once are forgotten, unless they are kept for came().
  void close(bool keep = false);
  bool contains(Number hash) const { return twice_.contains(hash); }
  /// At least once.
  bool came(Number hash) const { return std::binary_search(hashes_.begin(), hashes_.end(), hash); }
  std::size_t size() const { return twice_.size(); }

 private:
  std::vector<Number> hashes_;
  std::unordered_set<Number> twice_;
};

template <class Number>
void Repeated<Number>::close(bool keep) {
  std::sort(hashes_.begin(), hashes_.end());
  for (std::size_t i = 1; i < hashes_.size(); ++i)
    if (hashes_[i] == hashes_[i - 1]) twice_.insert(hashes_[i]);
  if (!keep) hashes_ = {};
}

class Scan {
 public:
  using Progress = std::function<void(std::uint64_t rows)>;
  /// Reads the whole sheet. Error(invalid) where a column's dates are in doubt, or no column can tell devices apart.
  Scan(Sheet& sheet, RowReader& reader, db::Database& database, const ImportOptions& options, const Progress& progress);

  std::uint64_t rows() const { return rows_; }
  /// The lines of the rows with this tag (the first four), where there are several; null where it stands alone.
  const std::vector<std::uint64_t>* lines_of(std::string_view tag);
  /// True where a row of the file has this tag, so that no row without a tag is that device. Only of files with both.
  bool names_tag(const std::string& tag_key) const { return tags_.came(std::hash<std::string>{}(tag_key)); }
  bool has_repeated_serial(std::string_view serial_key) const { return serials_.contains(short_hash(serial_key)); }
  /// True where several rows have this import reference.
  bool has_repeated_reference(const std::string& reference) const {
    return references_.contains(std::hash<std::string>{}(reference));
  }
  /// Of the digest of a row's identity.
  bool has_repeated_identity(std::string_view identity) const { return identities_.contains(short_hash(identity)); }
  /// The highest number of the form that a tag of the file has.
  std::int64_t highest_number() const { return highest_; }
  /// The order of a column's dates where it had to be found out; for the file of bad rows.
  const std::string& found_order() const { return dates_.found_order(); }
  const LetterColumns& letters() const { return letters_; }

 private:
  static std::uint32_t short_hash(std::string_view text) {
    return static_cast<std::uint32_t>(std::hash<std::string_view>{}(text));
  }
  void look_at(const Record& record);
  void look_at_tag(std::string_view tag);
  void find_lines();
  const std::string& canonical(std::string_view tag);

  Sheet& sheet_;
  const RowReader& reader_;
  db::Database& database_;
  std::optional<TagFormat> format_;
  bool has_old_tags_ = false;
  std::uint64_t rows_ = 0;
  bool some_have_no_tag_ = false;
  std::int64_t highest_ = 0;
  std::string key_;
  DateColumns dates_;
  LetterColumns letters_;
  Repeated<std::uint64_t> tags_, references_;
  Repeated<std::uint32_t> serials_, identities_;
  std::unordered_map<std::string, std::vector<std::uint64_t>> lines_;
};

}  // namespace siyana::exchange
