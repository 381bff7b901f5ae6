#include "base/text.hpp"
#include "exchange/import_log.hpp"
#include "exchange/values.hpp"

namespace siyana::exchange {
namespace {

using device::SerialHolder;

/// `EBA200` is `EBA 200` and `EBA-200`.
std::string without_blanks(std::string_view name) {
  std::string key = fold(name);
  std::erase(key, ' ');
  return key;
}

/// The serial is there, at a device of another maker or model.
Sentence of_another(const LogRow& row, const SerialHolder& holder) {
  const std::string_view blank = holder.maker_name.empty() || holder.model_name.empty() ? "" : " ";
  const std::string device = holder.maker_name + std::string(blank) + holder.model_name;
  const Parts parts = {{"tag", holder.tag}, {"serial", beginning(row.serial, 60)}, {"device", device}};
  if (device.empty())
    return say("{tag} has the serial {serial}, and its maker and model are not known: write the tag", parts);
  return say("{tag} has the serial {serial} and is of {device}: write that maker and model, or the tag", parts);
}

}  // namespace

LogMatcher::LogMatcher(db::Database& database)
    : database_(database),
      makers_(database, device::NameList::Kind::maker),
      models_(database, device::NameList::Kind::model) {}

/// Those with the serial whose maker and model are the row's, as far as it names them.
std::vector<SerialHolder> LogMatcher::holders(const LogRow& row) {
  auto found = device::holders_of_serial(database_, tag_key(row.serial));
  const std::string maker = without_blanks(row.maker), model = without_blanks(row.model);
  std::erase_if(found, [&](const SerialHolder& holder) {
    const bool is_maker =
        maker.empty() || without_blanks(holder.maker_name) == maker || makers_.find(row.maker) == holder.maker;
    const bool is_model = model.empty() || without_blanks(holder.model_name) == model ||
                          models_.find(row.model, holder.maker) == holder.model;
    return !is_maker || !is_model;
  });
  return found;
}

std::optional<device::Device> LogMatcher::find(const LogReader& reader, LogRow& row) {
  const auto fault = [&](std::string_view field, std::string_view value, Sentence problem) {
    add_fault(row.faults, reader.place(field), value, std::move(problem));
    return std::nullopt;
  };
  const bool by_serial = !row.serial.empty() && !damaged_serial(row.serial) && !numbered_placeholder(row.serial);
  const auto found = by_serial ? holders(row) : std::vector<SerialHolder>{};
  if (!row.tag.empty()) {
    auto device = device::maybe_device(database_, row.tag);
    if (!device) return fault("tag", row.tag, of_value("no device {value}", row.tag));
    for (const auto& holder : found)
      if (holder.id == device->id) return device;
    if (found.empty()) return device;
    return fault("tag", row.tag,
                 say("the tag is of {tag} and the serial {serial} of {other}: which is it?",
                     {{"tag", device->tag}, {"serial", std::string(row.serial)}, {"other", found.front().tag}}));
  }
  if (!row.serial.empty() && damaged_serial(row.serial))
    return fault("serial", row.serial,
                 of_value("the serial {value} was damaged by a spreadsheet: write the tag", row.serial));
  if (!by_serial)
    return fault(reader.place("tag") == Sheet::nowhere ? "serial" : "tag", {},
                 say("the row names no device: neither a tag nor a serial"));
  if (found.empty()) {
    const auto others = device::holders_of_serial(database_, tag_key(row.serial));
    return fault("serial", row.serial,
                 others.empty() ? of_value("no device of that maker and model has the serial {value}", row.serial)
                                : of_another(row, others.front()));
  }
  if (found.size() > 1)
    return fault("serial", row.serial,
                 say("the serial {serial} could be {first} or {second}: write the tag",
                     {{"serial", std::string(row.serial)}, {"first", found[0].tag}, {"second", found[1].tag}}));
  return store::by_id<device::Device>(database_, found.front().id);
}

}  // namespace siyana::exchange
