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
  std::string import_ref, description, note, extra;
  std::optional<Date> snoozed_until;  // no mail goes about it, or about one kind of its plans, before that day
};

struct Filter {
  std::vector<Id> departments;
  Id facility = 0, type = 0, maker = 0, model = 0;  // roots
  std::string lifecycle, operating, condition, ownership;
  std::vector<std::string> words;  // each begins a word of the device
  bool without_plan = false;
  Id device = 0;
  std::optional<Date> on;  // the day whose snoozes are told; none where there is no day
  std::optional<std::int64_t> limit;
};

/// Calls f for each live device, by tag; those found by words as they were registered. Where no device has words that
/// begin so, those that hold each anywhere.
void each(db::Database& database, const Filter& filter, const std::function<void(const Line&)>& f);

}  // namespace siyana::device

namespace siyana {
template <>
struct Fields<device::Line> {
  using R = device::Line;
  static constexpr auto all = std::tuple{field("tag", &R::tag, "Tag"),
                                         field("facility", &R::facility, "Facility"),
                                         field("department", &R::department, "Department"),
                                         field("room", &R::room, "Room"),
                                         names_type(field("type", &R::type, "Type")),
                                         field("manufacturer", &R::manufacturer, "Manufacturer"),
                                         field("model", &R::model, "Model"),
                                         field("serial", &R::serial, "Serial number"),
                                         word("lifecycle", &R::lifecycle, "Lifecycle"),
                                         word("operating", &R::operating, "Operating status"),
                                         detail(word("condition", &R::condition, "Condition")),
                                         detail(word("usage", &R::usage, "Usage")),
                                         detail(field("in_service_on", &R::in_service_on, "In service since")),
                                         detail(field("purchased_on", &R::purchased_on, "Purchased on")),
                                         detail(field("warranty_until", &R::warranty_until, "Warranty until")),
                                         detail(field("support_until", &R::support_until, "Support until")),
                                         detail(field("cost", &R::cost, "Cost")),
                                         detail(field("currency", &R::currency, "Currency")),
                                         detail(field("supplier", &R::supplier, "Supplier")),
                                         detail(field("provider", &R::provider, "Maintenance provider")),
                                         detail(field("contract", &R::contract, "Contract")),
                                         detail(word("ownership", &R::ownership, "Ownership")),
                                         detail(field("funder", &R::funder, "Funded by")),
                                         detail(field("donor", &R::donor, "Donor")),
                                         detail(field("codes", &R::codes, "Nomenclature")),
                                         detail(field("udi", &R::udi, "UDI")),
                                         detail(field("lot", &R::lot, "Lot")),
                                         detail(field("manufactured_on", &R::manufactured_on, "Manufactured on")),
                                         detail(field("software", &R::software, "Software")),
                                         detail(field("power", &R::power, "Power")),
                                         detail(field("service_needs", &R::service_needs, "Service needs")),
                                         detail(field("electrical_class", &R::electrical_class, "Electrical class")),
                                         detail(field("applied_part", &R::applied_part, "Applied part")),
                                         detail(field("criticality", &R::criticality, "Criticality")),
                                         detail(field("parent", &R::parent, "Part of")),
                                         detail(field("seen_on", &R::seen_on, "Seen on")),
                                         detail(field("import_ref", &R::import_ref, "Import reference")),
                                         detail(field("description", &R::description, "Description")),
                                         detail(field("note", &R::note, "Note")),
                                         detail(field("extra", &R::extra, "Extra fields")),
                                         field("snoozed_until", &R::snoozed_until, "Snoozed until")};
};
}  // namespace siyana
