// Finding a device again by what other people's files say of it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "device/device.hpp"

namespace siyana::device {

bool has_devices(db::Database& database);
bool has_old_tags(db::Database& database);
/// The key of the tag that a device has today, for a key that may be of an old tag; the same for any other.
std::string tag_key_today(db::Database& database, const std::string& tag_key);
/// Calls f with the keys of all tags from `first` up to before `end`: old ones too, and those of retired devices; not
/// what was undone.
void each_tag_key(db::Database& database, const std::string& first, const std::string& end,
                  const std::function<void(std::string_view)>& f);
/// The live devices with this serial of a maker and a model (roots; 0 for none); with this reference. Oldest first.
std::vector<Device> with_serial(db::Database& database, const std::string& serial_key, Id maker, Id model);
std::vector<Device> with_import_ref(db::Database& database, const std::string& import_ref);

/// A live device with some serial, with the roots and the names of its maker and model.
struct SerialHolder {
  Id id = 0;
  std::string tag;
  Id maker = 0, model = 0;
  std::string maker_name, model_name;
};
std::vector<SerialHolder> holders_of_serial(db::Database& database, const std::string& serial_key);

}  // namespace siyana::device
