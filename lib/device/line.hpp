// The list of devices, as it is shown, searched and exported.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "device/device.hpp"

namespace siyana::device {

struct Line {
  std::string tag, facility, department, room, type, manufacturer, model, serial;
  std::string lifecycle, operating, condition, usage;
  std::optional<Date> in_service_on, purchased_on, warranty_until, support_until;
  std::optional<Money> cost;
  std::string currency, supplier, provider, contract, ownership, funder, donor, codes, udi, lot;
  std::optional<Date> manufactured_on;
  std::string software, power, service_needs, electrical_class, applied_part, criticality, parent;
  std::optional<Date> seen_on;
  std::string import_ref, description, note;
};

struct Filter {
  std::vector<Id> departments;
  Id facility = 0, type = 0, maker = 0, model = 0;  // roots
  std::string lifecycle, operating, condition, ownership;
  std::vector<std::string> words;  // each begins a word of the device
  bool without_plan = false;
  Id device = 0;
  std::optional<std::int64_t> limit;
};

/// Calls f for each live device, by tag.
void each(db::Database& database, const Filter& filter, const std::function<void(const Line&)>& f);
/// The ids of the devices in which every word begins a word; where none has them, those that hold each word anywhere.
std::vector<Id> found_by(db::Database& database, const std::vector<std::string>& words, std::size_t most);

}  // namespace siyana::device

namespace siyana {
template <>
struct Fields<device::Line> {
  using R = device::Line;
  static constexpr auto all = std::tuple{field("tag", &R::tag, "Tag"),
                                         field("facility", &R::facility, "Facility"),
                                         field("department", &R::department, "Department"),
                                         field("room", &R::room, "Room"),
                                         field("type", &R::type, "Type"),
                                         field("manufacturer", &R::manufacturer, "Manufacturer"),
                                         field("model", &R::model, "Model"),
                                         field("serial", &R::serial, "Serial number"),
                                         word("lifecycle", &R::lifecycle, "Lifecycle"),
                                         word("operating", &R::operating, "Operating status"),
                                         word("condition", &R::condition, "Condition"),
                                         word("usage", &R::usage, "Usage"),
                                         field("in_service_on", &R::in_service_on, "In service since"),
                                         field("purchased_on", &R::purchased_on, "Purchased on"),
                                         field("warranty_until", &R::warranty_until, "Warranty until"),
                                         field("support_until", &R::support_until, "Support until"),
                                         field("cost", &R::cost, "Cost"),
                                         field("currency", &R::currency, "Currency"),
                                         field("supplier", &R::supplier, "Supplier"),
                                         field("provider", &R::provider, "Maintenance provider"),
                                         field("contract", &R::contract, "Contract"),
                                         word("ownership", &R::ownership, "Ownership"),
                                         field("funder", &R::funder, "Funded by"),
                                         field("donor", &R::donor, "Donor"),
                                         field("codes", &R::codes, "Nomenclature"),
                                         field("udi", &R::udi, "UDI"),
                                         field("lot", &R::lot, "Lot"),
                                         field("manufactured_on", &R::manufactured_on, "Manufactured on"),
                                         field("software", &R::software, "Software"),
                                         field("power", &R::power, "Power"),
                                         field("service_needs", &R::service_needs, "Service needs"),
                                         field("electrical_class", &R::electrical_class, "Electrical class"),
                                         field("applied_part", &R::applied_part, "Applied part"),
                                         field("criticality", &R::criticality, "Criticality"),
                                         field("parent", &R::parent, "Part of"),
                                         field("seen_on", &R::seen_on, "Seen on"),
                                         field("import_ref", &R::import_ref, "Import reference"),
                                         field("description", &R::description, "Description"),
                                         field("note", &R::note, "Note")};
};
}  // namespace siyana
