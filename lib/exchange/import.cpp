#include "exchange/import.hpp"

#include "base/text.hpp"
#include "device/extra.hpp"
#include "device/whereabouts.hpp"
#include "exchange/import_status.hpp"
#include "exchange/values.hpp"

namespace siyana::exchange {
namespace {

std::string written(const std::string& value) { return value; }
std::string written(const std::optional<Date>& value) { return value ? to_string(*value) : std::string{}; }
std::string written(const std::optional<Money>& value) { return value ? to_string(*value) : std::string{}; }

bool is_said(const std::string& value) { return !value.empty(); }
template <class T>
bool is_said(const std::optional<T>& value) {
  return value.has_value();
}

/// What a row says of the device itself, apart from its tag, its names and its place.
template <class F>
void for_each_said(F&& f) {
  for_each_field<device::Device>([&](const auto& field, std::size_t) {
    using T = std::remove_cvref_t<decltype(std::declval<device::Device>().*(field.member))>;
    if constexpr (!std::is_same_v<T, Ref>)
      if (field.role == Role::fact && field.name != "tag" && field.name != "room") f(field);
  });
}

}  // namespace

DeviceImport::DeviceImport(Sheet& sheet, db::Database& database, const ImportOptions& options,
                           const Scan::Progress& progress)
    : sheet_(sheet),
      database_(database),
      options_(options),
      reader_(sheet, options),
      scan_(sheet, reader_, database, options, progress),
      names_(database, options.allow_new),
      matcher_(database, reader_, scan_, options),
      plans_(database, options) {
  for (std::size_t i = 0; i < sheet.columns().size(); ++i)
    if (const auto& column = sheet.columns()[i]; column.match == Column::Match::none && is_quantity(column.header))
      quantities_.push_back(i);
  if (!options.facility.empty()) device::find_facility(database, options.facility);  // refused before any row is
}

bool DeviceImport::next(Decision& decision) {
  const auto record = sheet_.next();
  if (!record) return false;
  record_ = *record;
  decision.clear(record->line);
  reader_.read(record_, row_);
  decide(decision);
  return true;
}

void DeviceImport::fault(Decision& decision, std::string_view field, std::string_view value, const Sentence& problem) {
  decision.faults.push_back({reader_.place(field), beginning(value, 60), problem});
}

void DeviceImport::decide(Decision& decision) {
  decision.faults.swap(row_.faults);
  const bool tagged = !row_.said.tag.empty();
  if (tagged) matcher_.by_tag(row_, decision);
  find_names(decision);
  const auto& named = decision.after;
  const auto or_stored = [&](Ref said, Ref device::Device::*member) {
    return said || !decision.before ? said.id : names_.root(((*decision.before).*member).id);
  };
  matcher_.look_at_serial(row_.said.serial, or_stored(named.maker, &device::Device::maker),
                          or_stored(named.model, &device::Device::model));
  if (!tagged && matcher_.makes_tags()) matcher_.without_tag(record_, row_, decision);
  if (!tagged && matcher_.makes_tags()) require_something(decision);
  if (!tagged && !matcher_.makes_tags() && decision.faults.empty())
    fault(decision, "tag", {}, say("the row has no tag; write it, or have tags made: --tag-format"));
  place(decision);
  decision.tag = decision.before ? decision.before->tag : tagged ? row_.said.tag : matcher_.next_tag();
  if (decision.before)
    compare(decision);
  else
    make(decision);
  decide_status(database_, reader_, row_, options_.today, decision);
  plans_.decide(row_, decision);
  require_life(decision);
  warn(decision);
  settle(decision);
}

/// A tag is made for what is a device: not for a signature below the table.
void DeviceImport::require_something(Decision& decision) {
  const auto& said = row_.said;
  const bool says = !row_.type.empty() || !row_.maker.empty() || !row_.model.empty() || !said.serial.empty() ||
                    !said.description.empty() || !said.udi.empty() || !said.codes.empty();
  if (!says && decision.faults.empty())
    fault(decision, "type", {}, say("the row says no type, no model and no serial: is it a device?"));
}

/// The type, maker and model. A model alone is sought among those of the device's maker.
void DeviceImport::find_names(Decision& decision) {
  auto& after = decision.after;
  const auto find = [&](std::string_view field, std::string_view name, Ref& member, auto&& look) {
    if (name.empty()) return;
    const Names::Found found = look();
    if (found.refused != nullptr) fault(decision, field, name, *found.refused);
    member = Ref{found.id};
  };
  find("type", row_.type, after.type, [&] { return names_.type(row_.type); });
  find("manufacturer", row_.maker, after.maker, [&] { return names_.maker(row_.maker); });
  Id maker = after.maker.id;
  if (maker == 0 && decision.before) maker = names_.root(decision.before->maker.id);
  find("model", row_.model, after.model, [&] { return names_.model(row_.model, maker); });
}

/// The default department is for new devices: one that is there already stays where it is.
void DeviceImport::place(Decision& decision) {
  std::string_view name = row_.department;
  if (name.empty() && !decision.before) name = options_.department;
  const std::string_view said = row_.facility.empty() ? std::string_view(options_.facility) : row_.facility;
  Id facility = 0;
  if (!said.empty()) {
    const Names::Found found = names_.facility(said);
    if (found.refused != nullptr) return fault(decision, "facility", said, *found.refused);
    facility = found.id;
  }
  if (name.empty()) {
    if (!row_.facility.empty() && !decision.before)
      decision.warnings.push_back({ImportWarning::Sort::facility,
                                   say("line {line} names a facility and no department: the facility is not kept",
                                       {{"line", sheet_.line_name(row_.line)}})});
    return;
  }
  if (facility == 0 && decision.before && names_.has_several_facilities()) {
    const Id here = names_.facility_of(decision.before->now_department.id);
    if (names_.known_department(name, here) != 0) facility = here;
  }
  const Names::Found found = names_.department(name, facility);
  if (found.refused != nullptr) return fault(decision, "department", name, *found.refused);
  decision.after.department = Ref{found.id};
}

/// A device of which nothing was known.
void DeviceImport::make(Decision& decision) {
  auto& after = decision.after;
  for_each_said([&](const auto& field) {
    if (is_said(row_.said.*(field.member))) after.*(field.member) = row_.said.*(field.member);
  });
  after.room = row_.said.room;
  after.tag = decision.tag;
  after.currency.clear();
  currency(decision);
}

/// Field by field; what the file does not say stays as it is.
void DeviceImport::compare(Decision& decision) {
  const auto& before = *decision.before;
  const device::Device named = std::move(decision.after);
  if (!row_.said.extra.empty()) row_.said.extra = device::extra_over(before.extra, row_.said.extra);
  auto& after = decision.after = before;
  const auto changed = [&](std::string_view field, std::string from, std::string to) {
    decision.changes.push_back({field, std::move(from), std::move(to)});
  };
  const auto name = [&](std::string_view field, Ref device::Device::*member) {
    const Id found = (named.*member).id;
    if (found == 0 || found == names_.root((before.*member).id)) return;
    after.*member = named.*member;
    decision.edited = true;
    changed(field, names_.shown((before.*member).id), names_.shown(found));
  };
  name("type", &device::Device::type);
  name("manufacturer", &device::Device::maker);
  name("model", &device::Device::model);
  // A list of devices gives the day of the latest scan too, which is no news when it comes back.
  if (row_.said.seen_on && row_.said.seen_on != before.seen_on &&
      device::was_met_since(database_, before.id, *row_.said.seen_on))
    row_.said.seen_on.reset();
  for_each_said([&](const auto& field) {
    const auto& said = row_.said.*(field.member);
    if (!is_said(said) || said == before.*(field.member) || field.name == "currency") return;
    after.*(field.member) = said;
    decision.edited = true;
    changed(field.name, written(before.*(field.member)), written(said));
  });
  compare_place(decision, named.department);
  currency(decision);
}

void DeviceImport::compare_place(Decision& decision, Ref department) {
  const auto& before = *decision.before;
  auto& after = decision.after;
  after.department = before.now_department;
  after.room = before.now_room;
  const bool other_department = department && department != before.now_department;
  const bool other_room = !row_.said.room.empty() && row_.said.room != before.now_room;
  if ((!other_department && !other_room) || is_left(decision, department)) return;
  if (other_department) {
    after.department = department;
    after.room = row_.said.room;  // the old room is in the old department
    decision.changes.push_back(
        {"department", names_.shown(before.now_department.id), names_.shown(after.department.id)});
  }
  if (other_room) {
    after.room = row_.said.room;
    decision.changes.push_back({"room", before.now_room, after.room});
  }
  decision.moved = after.department != before.now_department || after.room != before.now_room;
}

/// True for the place that an import said before the device was moved by hand: the sheet does not know of the move.
bool DeviceImport::is_left(Decision& decision, Ref department) {
  const auto& before = *decision.before;
  const auto left = device::left_place(database_, before, options_.today);
  if (!left || (department && department.id != names_.root(left->department.id))) return false;
  if (!row_.said.room.empty() && row_.said.room != left->room) return false;
  const auto place = [&](Id department_id, const std::string& room) {
    const std::string name = names_.shown(department_id);
    return name + (name.empty() || room.empty() ? "" : ", ") + room;
  };
  decision.warnings.push_back(
      {ImportWarning::Sort::place,
       say("line {line}: {tag} stays in {place}, where it was moved on {date}; the file still says {left} "
           "(siyana device move brings it back)",
           {{"line", sheet_.line_name(row_.line)},
            {"tag", before.tag},
            {"place", place(before.now_department.id, before.now_room)},
            {"date", left->since},
            {"left", place(left->department.id, left->room)}})});
  return true;
}

/// A currency that no cell says is the country's, and never replaces one that is stored.
void DeviceImport::currency(Decision& decision) {
  if (!row_.said.cost) return;
  auto& stored = decision.after.currency;
  std::string currency = row_.said.currency;
  if (currency.empty() && stored.empty()) currency = currency_of(names_.country_of(decision.after.department.id));
  if (currency.empty() || currency == stored) return;
  if (decision.before) {
    decision.changes.push_back({"currency", stored, currency});
    decision.edited = true;
  }
  stored = currency;
}

/// The row alone decides, so that it is refused again when the file comes again.
void DeviceImport::require_life(Decision& decision) {
  const auto done = row_.last_done_on;
  if (!done) return;
  if (auto problem = device::came_after(row_.said, decision.tag, *done))
    fault(decision, "last_done_on", to_string(*done), std::move(*problem));
}

/// One row is one device, whatever the sheet counts.
void DeviceImport::warn_of_quantity(Decision& decision) const {
  for (const auto place : quantities_) {
    const auto said = words(cell(record_, place));
    const auto count = said.empty() ? std::nullopt : parse_number(said.front());
    if (!count || *count < 2) continue;
    decision.warnings.push_back(
        {ImportWarning::Sort::quantity, say("line {line}, column \"{column}\": the row counts {n} devices, and one is "
                                            "registered, {tag}: give each a row "
                                            "of its own",
                                            {{"line", sheet_.line_name(record_.line)},
                                             {"column", sheet_.heading_of(place, record_.line)},
                                             {"n", std::to_string(*count)},
                                             {"tag", decision.tag}})});
  }
}

void DeviceImport::warn(Decision& decision) {
  using Sort = ImportWarning::Sort;
  scan_.letters().warn(record_, decision.warnings);
  if (!decision.before) warn_of_quantity(decision);
  const auto& after = decision.after;
  const auto others = matcher_.others_with_serial(decision);
  const auto add = [&](Sort sort, std::string_view id, const std::string& other = {}) {
    decision.warnings.push_back(
        {sort, say(id, {{"serial", beginning(after.serial, 60)}, {"tag", decision.tag}, {"other", other}})});
  };
  if (!decision.before || decision.before->serial != after.serial) {
    if (damaged_serial(after.serial))
      add(Sort::damaged_serial,
          "the serial {serial} of {tag} was damaged by a spreadsheet: read it again on the device");
    if (numbered_placeholder(after.serial))
      add(Sort::placeholder_serial,
          "the serial {serial} of {tag} looks like a placeholder: leave it empty where it is not known");
    for (const auto& other : others)
      add(Sort::same_serial, "{tag} has the serial {serial} of {other}, of the same manufacturer and model", other);
  }
  if (decision.before && !decision.edited) return;
  if (after.in_service_on && after.warranty_until && *after.warranty_until < *after.in_service_on)
    add(Sort::order, "the warranty of {tag} ends before it came into service");
  if (after.in_service_on && row_.retired_on && *row_.retired_on < *after.in_service_on)
    add(Sort::order, "{tag} was retired before it came into service");
}

void DeviceImport::settle(Decision& decision) {
  if (!decision.faults.empty()) {
    decision.action = Action::refused;
    decision.warnings.clear();
    return names_.drop();
  }
  names_.keep();
  matcher_.keep(decision);
  if (!decision.before && row_.said.tag.empty()) matcher_.use_tag();
  decision.action = !decision.before ? Action::made : decision.changes.empty() ? Action::unchanged : Action::changed;
}

}  // namespace siyana::exchange
