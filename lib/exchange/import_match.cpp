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
  if (sharing_ != nullptr && !sharing_->empty()) return {*sharing_};
  if (serial_key_.empty() || empty_ || maker_ < 0 || model_ < 0) return {};
  if (decision.before && decision.before->serial_key == serial_key_) return {};
  device::Device like;
  like.id = decision.before ? decision.before->id : 0;
  like.serial_key = serial_key_;
  like.maker = Ref{maker_};
  like.model = Ref{model_};
  return device::same_serial(database_, like);
}

void Matcher::keep(const Decision& decision) {
  if (sharing_ != nullptr && sharing_->empty()) *sharing_ = decision.tag;
  if (decision.before) take(decision.before->id);
}

bool Matcher::is_taken(Id device) const {
  const auto site = taken_.find(store::site_of(device));
  const auto number = static_cast<std::size_t>(store::number_of(device));
  return site != taken_.end() && number < site->second.size() && site->second[number];
}

void Matcher::take(Id device) {
  if (empty_) return;
  auto& site = taken_[store::site_of(device)];
  const auto number = static_cast<std::size_t>(store::number_of(device));
  if (number >= site.size()) site.resize(number + 1);
  site[number] = true;
}

void Matcher::without_tag(const Record& record, const ImportRow& row, Decision& decision) {
  if (!serial_key_.empty())
    by_serial(decision);
  else if (!row.said.import_ref.empty())
    by_reference(row, decision);
  else
    by_identity(record, decision);
}

/// The first that no other row is.
void Matcher::choose(std::vector<device::Device>&& found, Decision& decision) const {
  for (auto& device : found) {
    if (scan_.names_tag(device.tag_key) || is_taken(device.id)) continue;
    decision.before = std::move(device);
    return;
  }
}

void Matcher::by_serial(Decision& decision) {
  if (empty_ || maker_ < 0 || model_ < 0) return;
  choose(device::with_serial(database_, serial_key_, maker_, model_), decision);
}

void Matcher::by_reference(const ImportRow& row, Decision& decision) {
  const std::string& reference = row.said.import_ref;
  if (scan_.has_repeated_reference(reference))
    decision.faults.push_back(
        {reader_.place("import_ref"), reference,
         say("the row has no tag, and another row has the reference {reference} too", {{"reference", reference}})});
  if (!empty_) choose(device::with_import_ref(database_, reference), decision);
}

/// Such a row is known again by a digest of what stays the same in a device's life, and by which of the rows with that
/// digest it is: the device keeps both as its import reference. A number is passed over where its device is another
/// row's, which has its tag.
void Matcher::by_identity(const Record& record, Decision& decision) {
  const Digest digest = reader_.identity(record);
  const std::string name = "row:" + hex(view(digest).substr(0, 8));
  std::size_t once = 0;
  std::size_t& number = scan_.has_repeated_identity(view(digest)) ? identities_[name] : once;
  bool is_another = false;
  do {
    decision.after.import_ref = name + "-" + std::to_string(++number);
    if (empty_) return;
    auto found = device::with_import_ref(database_, decision.after.import_ref);
    is_another = !found.empty();
    choose(std::move(found), decision);
  } while (is_another && !decision.before);
}

}  // namespace siyana::exchange
