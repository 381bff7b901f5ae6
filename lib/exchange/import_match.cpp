#include "exchange/import_match.hpp"

#include "base/text.hpp"
#include "device/matching.hpp"

namespace siyana::exchange {

Matcher::Matcher(db::Database& database, const RowReader& reader, Scan& scan, const ImportOptions& options)
    : database_(database), reader_(reader), scan_(scan), empty_(!device::has_devices(database)) {
  if (options.tag_format.empty()) return;
  format_.emplace(options.tag_format);
  number_ = std::max(format_->highest(database), scan.highest_number());
}

void Matcher::by_tag(const ImportRow& row, Decision& decision) {
  if (const auto* lines = scan_.lines_of(row.said.tag)) {
    std::string others;
    for (const auto line : *lines)
      if (line != row.line) others += (others.empty() ? "" : ", ") + reader_.line_name(line);
    decision.faults.push_back({reader_.place("tag"), row.said.tag,
                               say("the tag {tag} stands on line {lines} too: one device, one row",
                                   {{"tag", row.said.tag}, {"lines", others}})});
  }
  if (!empty_) decision.before = device::maybe_device(database_, row.said.tag);
}

void Matcher::look_at_serial(const std::string& serial, Id maker, Id model) {
  sharing_ = nullptr;
  serial_key_.clear();
  if (is_weak_serial(serial)) return;
  tag_key_into(serial, serial_key_);
  maker_ = maker;
  model_ = model;
  if (scan_.has_repeated_serial(serial_key_))
    sharing_ = &serials_[std::to_string(maker) + "|" + std::to_string(model) + "|" + serial_key_];
}

std::vector<std::string> Matcher::others_with_serial(const Decision& decision) {
  if (sharing_ != nullptr) {
    if (sharing_->rows++ > 0) return {sharing_->tag};
    sharing_->tag = decision.tag;
  }
  if (serial_key_.empty() || empty_ || maker_ < 0 || model_ < 0) return {};
  if (decision.before && decision.before->serial_key == serial_key_) return {};
  device::Device like;
  like.id = decision.before ? decision.before->id : 0;
  like.serial_key = serial_key_;
  like.maker = Ref{maker_};
  like.model = Ref{model_};
  return device::same_serial(database_, like);
}

/// Where several rows have one maker, model and serial, the second row is the second such device: so the same file
/// twice makes nothing, and no row is lost.
void Matcher::without_tag(const Record& record, const ImportRow& row, Decision& decision) {
  if (!serial_key_.empty()) {
    const std::size_t place = sharing_ == nullptr ? 0 : sharing_->rows;
    if (empty_ || maker_ < 0 || model_ < 0) return;
    auto found = device::with_serial(database_, serial_key_, maker_, model_);
    if (place < found.size()) decision.before = std::move(found[place]);
  } else if (!row.said.import_ref.empty()) {
    by_reference(row, decision);
  } else {
    by_identity(record, decision);
  }
}

void Matcher::by_reference(const ImportRow& row, Decision& decision) {
  const std::string& reference = row.said.import_ref;
  if (scan_.has_repeated_identity(reference) && !references_.insert(reference).second)
    decision.faults.push_back(
        {reader_.place("import_ref"), reference,
         say("a row above has no tag and the reference {reference} too", {{"reference", reference}})});
  if (!empty_) decision.before = device::with_import_ref(database_, reference);
}

/// Such a row is known again by a digest of what stays the same in a device's life, and by which of the rows with that
/// digest it is: the device keeps both as its import reference.
void Matcher::by_identity(const Record& record, Decision& decision) {
  const Digest digest = reader_.identity(record);
  const std::string name = "row:" + hex(view(digest).substr(0, 8));
  const std::size_t before = scan_.has_repeated_identity(view(digest)) ? identities_[name]++ : 0;
  decision.after.import_ref = name + "-" + std::to_string(before + 1);
  if (!empty_) decision.before = device::with_import_ref(database_, decision.after.import_ref);
}

}  // namespace siyana::exchange
