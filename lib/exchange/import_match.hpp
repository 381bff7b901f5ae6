// Which device a row is about: by its tag; without one by maker, model and serial; without those by what the row says.
// A row without a tag is never a device that another row is: neither one whose tag stands in the file, above or below,
// nor one that a row above was found to be. So the same file twice makes nothing, and no row is lost in another.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "exchange/import_decision.hpp"
#include "exchange/import_names.hpp"
#include "exchange/import_scan.hpp"

namespace siyana::exchange {

class Matcher {
 public:
  Matcher(db::Database& database, const RowReader& reader, Scan& scan, const ImportOptions& options);

  /// Sets decision.before for a row with a tag; a fault where other rows have it too.
  void by_tag(const ImportRow& row, Decision& decision);
  /// The row's serial of this maker and model, before it is asked of.
  void look_at_serial(const std::string& serial, Id maker, Id model);
  /// The same as by_tag for a row without one; an import reference to know it again by, where it needs one.
  void without_tag(const Record& record, const ImportRow& row, Decision& decision);
  /// The tags of the devices, of the file above or stored, that have the serial too.
  std::vector<std::string> others_with_serial(const Decision& decision);
  /// The row is good: it stands for its device from now on, and its serial for the rows below.
  void keep(const Decision& decision);
  /// A device that a row of the file made.
  void made(Id device) { take(device); }

  /// The tag of a new device without one; the number is used up when the row is kept.
  std::string next_tag() const { return format_ ? format_->tag(number_ + 1) : std::string{}; }
  void use_tag() { ++number_; }
  bool makes_tags() const { return format_.has_value(); }
  /// True where nothing was registered before this import: then nothing is sought in the store.
  bool store_was_empty() const { return empty_; }

 private:
  void by_serial(Decision& decision);
  void by_reference(const ImportRow& row, Decision& decision);
  void by_identity(const Record& record, Decision& decision);
  void choose(std::vector<device::Device>&& found, Decision& decision) const;
  bool is_taken(Id device) const;
  void take(Id device);

  db::Database& database_;
  const RowReader& reader_;
  Scan& scan_;
  std::optional<TagFormat> format_;
  bool empty_ = false;
  std::string serial_key_;  // of the row, and empty where its serial can be anyone's
  Id maker_ = 0, model_ = 0;
  std::string* sharing_ = nullptr;  // of serials_, where other rows may have it too
  std::int64_t number_ = 0;
  std::unordered_map<std::string, std::string> serials_;     // the first tag, by maker, model and serial that repeat
  std::unordered_map<std::string, std::size_t> identities_;  // how many rows of one identity came, likewise
  std::unordered_map<Id, std::vector<bool>> taken_;          // by site and number: a bit a device
};

}  // namespace siyana::exchange
