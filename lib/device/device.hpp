// The device: one physical thing with a tag, and the dated facts about it (domain.md 1.2 to 1.6).
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "device/lists.hpp"
#include "device/places.hpp"
#include "store/change.hpp"

namespace siyana::device {

struct Device {
  Id id = 0;
  std::string tag, tag_key;
  std::string description;
  Ref type, maker, model;
  std::string serial, serial_key;
  Ref department;  // where it was registered; where it is now is now_department
  std::string room;
  std::optional<Date> in_service_on, purchased_on, warranty_until, support_until;
  std::optional<Money> cost;
  std::string currency, supplier, provider, contract, ownership, funder, donor;
  std::string codes;  // "EMDN:Z12030102 UMDNS:17-429": systems and codes as text (domain.md 1.3)
  std::string udi, lot;
  std::optional<Date> manufactured_on;
  std::string software, power, service_needs, electrical_class, applied_part, criticality;
  Ref parent;
  std::optional<Date> seen_on;
  std::string import_ref, note;
  std::string extra;  // columns of the hospital's own (device/extra.hpp)
  // Worked out from dated facts.
  Ref now_department;
  std::string now_room, lifecycle, operating, condition, usage;
  Ref open_breakdown;
};
void derive(Device& device);
void made_at(Device& device, std::int64_t tick);

struct Alias {
  Id id = 0;
  Ref device;
  std::string tag, tag_key;
};
void derive(Alias& alias);
/// The tags it had before, the oldest first.
std::vector<std::string> aliases_of(db::Database& database, Id device);

struct Placement {
  Id id = 0;
  Ref device;
  Date since;
  Ref department;
  std::string room, reason;
};

/// One of four separate axes (domain.md 1.5) from a date on.
struct Status {
  Id id = 0;
  Ref device;
  std::string axis;
  Date since;
  std::string value, reason;
};

struct Axis {
  std::string_view name;
  std::span<const std::string_view> values;
};
/// lifecycle, operating, condition, usage, with the values each may take.
std::span<const Axis> axes();
/// Error(usage) where the axis has no such value; the sentence lists those it has.
void require_value(std::string_view axis, std::string_view value);
/// The ways a hospital holds a device (domain.md 1.6).
std::span<const std::string_view> ownerships();
/// Error(usage) for an ownership that is none of them, a code without its system.
void require_known_words(const Device& device);

/// Error(usage) for a code without its system.
void require_good_codes(std::string_view codes);

/// The device of that tag, or of which it is an old tag. Error(not_found).
Device find_device(db::Database& database, std::string_view tag);
std::optional<Device> maybe_device(db::Database& database, std::string_view tag);

/// Error(usage) where a tag is empty, too long or holds control characters.
void require_good_tag(std::string_view tag);
/// What is wrong with work of that day, where the device was not there yet by the dates that are said of it: it is of
/// another device, or of another day.
std::optional<Sentence> came_after(const Device& device, const std::string& tag, Date on);
/// Error(conflict) where a live device has the tag, or had it.
void require_free_tag(db::Database& database, std::string_view tag, Id except = 0);
/// The tags of other live devices of the same maker and model with this serial.
std::vector<std::string> same_serial(db::Database& database, const Device& device);

Id add(store::Change& change, Device& device);
/// Writes what differs; a new tag makes the old one an alias.
bool edit(store::Change& change, const Device& before, const Device& after);
/// From that day on it is there. A second move on one day replaces the first.
bool move(store::Change& change, const Device& device, Date since, Id department, std::string_view room,
          std::string_view reason);
/// Corrects the latest move by today, or, where it never moved, where it was registered.
bool correct_place(store::Change& change, const Device& device, Id department, std::string_view room);
bool set_status(store::Change& change, const Device& device, std::string_view axis, std::string_view value, Date since,
                std::string_view reason);
/// A day in the device's life on which its lifecycle changed, oldest first.
std::vector<Status> lifecycle_of(db::Database& database, Id device);

/// Store, return, lose, retire: which may follow which. Error(conflict) says why not.
void require_lifecycle_step(const Device& device, std::string_view to);

/// What a device's dated facts come to on a day: where it is, and three of its four axes (the fourth, whether it works,
/// follows from the work on it).
struct Present {
  Ref department;
  std::string room, lifecycle = "in_service", condition, usage;
  friend bool operator==(const Present&, const Present&) = default;
};
/// From where it was registered, and its placements and statuses, each by `since` (the statuses of one axis).
Present present_on(Date on, Ref department, const std::string& room, const std::vector<Placement>& placements,
                   const std::vector<Status>& statuses);

/// Works out now_department, now_room, lifecycle, condition and usage as of `today`, and the words it is found by.
void refresh(db::Database& database, Id device, Date today);
/// The same without the words.
void refresh_status(db::Database& database, Id device, Date today);
/// True where a device has an id from `first` up to before `end`.
bool were_made(db::Database& database, Id first, Id end);
/// True where something is said of a day after that of a device with an id from `first` to `last`.
bool have_status_after(db::Database& database, Id first, Id last, Date day);
/// Writes the words by which devices are found that had none yet: those with ids from `first` up to before `end`.
void write_words(db::Database& database, Id first, Id end);
/// Forgets the words of devices that are gone: those with ids from `first` up to before `end`.
void forget_words(db::Database& database, Id first, Id end);
/// Calls f for each live device whose words are not what its fields say, and for words of no device.
void each_stale_words(db::Database& database, const std::function<void(Id)>& f);

}  // namespace siyana::device

namespace siyana {
template <>
struct Fields<device::Device> {
  using R = device::Device;
  static constexpr std::string_view kind = "device";
  static constexpr auto all = std::tuple{field("tag", &R::tag, "Tag"),
                                         derived("tag_key", &R::tag_key),
                                         field("description", &R::description, "Description"),
                                         ref("type", &R::type, "Type", "type"),
                                         ref("maker", &R::maker, "Manufacturer", "maker"),
                                         ref("model", &R::model, "Model", "model"),
                                         field("serial", &R::serial, "Serial number"),
                                         derived("serial_key", &R::serial_key),
                                         ref("department", &R::department, "Department", "department"),
                                         field("room", &R::room, "Room"),
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
                                         ref("parent", &R::parent, "Part of", "device"),
                                         field("seen_on", &R::seen_on, "Seen on"),
                                         field("import_ref", &R::import_ref, "Import reference"),
                                         field("note", &R::note, "Note"),
                                         field("extra", &R::extra, "Extra fields"),
                                         cached("now_department", &R::now_department),
                                         cached("now_room", &R::now_room),
                                         cached("lifecycle", &R::lifecycle),
                                         cached("operating", &R::operating),
                                         cached("condition", &R::condition),
                                         cached("usage", &R::usage),
                                         cached("open_breakdown", &R::open_breakdown)};
};
template <>
struct Fields<device::Alias> {
  using R = device::Alias;
  static constexpr std::string_view kind = "alias";
  static constexpr auto all = std::tuple{ref("device", &R::device, "Device", "device"), field("tag", &R::tag, "Tag"),
                                         derived("tag_key", &R::tag_key)};
};
template <>
struct Fields<device::Placement> {
  using R = device::Placement;
  static constexpr std::string_view kind = "placement";
  static constexpr auto all =
      std::tuple{ref("device", &R::device, "Device", "device"), field("since", &R::since, "Since"),
                 ref("department", &R::department, "Department", "department"), field("room", &R::room, "Room"),
                 field("reason", &R::reason, "Reason")};
};
template <>
struct Fields<device::Status> {
  using R = device::Status;
  static constexpr std::string_view kind = "status";
  static constexpr auto all = std::tuple{ref("device", &R::device, "Device", "device"), word("axis", &R::axis, "Axis"),
                                         field("since", &R::since, "Since"), word("value", &R::value, "Value"),
                                         field("reason", &R::reason, "Reason")};
};
}  // namespace siyana
