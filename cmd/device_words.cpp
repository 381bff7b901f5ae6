#include "cmd/device_words.hpp"

#include "base/text.hpp"
#include "device/extra.hpp"
#include "exchange/import_words.hpp"
#include "exchange/values.hpp"

namespace siyana {
namespace {

struct Said {
  std::string_view option, field;
};

/// Options whose name is not their field's.
constexpr Said said[] = {
    {"--in-service", "in_service_on"}, {"--purchased", "purchased_on"},       {"--code", "codes"},
    {"--class", "electrical_class"},   {"--manufactured", "manufactured_on"}, {"--seen", "seen_on"}};

constexpr Option options[] = {
    {"--type", "TYPE", "what it is: infusion pump, respirateur, …"},
    {"--manufacturer", "NAME", "who made it"},
    {"--model", "NAME", "the maker's model or part number"},
    {"--serial", "TEXT", "its serial number, as text"},
    {"--facility", "FACILITY", "the facility of its department"},
    {"--department", "DEPARTMENT", "the department that has it"},
    {"--room", "TEXT", "the room"},
    {"--in-service", "DATE", "the day it was commissioned: starts schedules"},
    {"--purchased", "DATE", "the day it was bought"},
    {"--warranty-until", "DATE", "the last day of the warranty"},
    {"--support-until", "DATE", "the last day of the maker's support"},
    {"--cost", "AMOUNT", "what it cost"},
    {"--currency", "CODE", "of the cost: DZD, MAD, EUR, …"},
    {"--supplier", "NAME", "who sold it"},
    {"--provider", "NAME", "who maintains it"},
    {"--contract", "TEXT", "its maintenance contract"},
    {"--ownership", "owned|leased|rental|loan|demo|placed_with_reagents|donated|patient_owned|research",
     "how it is held"},
    {"--funder", "NAME", "who paid: commune, wilaya, ministry, …"},
    {"--donor", "NAME", "who gave it"},
    {"--code", "SYSTEM:CODE", "a nomenclature code, as EMDN:Z1203", true},
    {"--udi", "TEXT", "its UDI"},
    {"--lot", "TEXT", "its lot"},
    {"--manufactured", "DATE", "the day it was made"},
    {"--software", "TEXT", "software or firmware version"},
    {"--power", "TEXT", "230 V 50 Hz, battery, gas, …"},
    {"--service-needs", "TEXT", "what operating and servicing it needs"},
    {"--class", "I|II|internal", "electrical class"},
    {"--applied-part", "B|BF|CF", "applied part"},
    {"--criticality", "TEXT", "the hospital's own class of how critical it is"},
    {"--parent", "TAG", "the device of which it is a part"},
    {"--seen", "DATE", "the day it was last physically seen"},
    {"--import-ref", "TEXT", "its identity in the file it came from"},
    {"--description", "TEXT", "a short description"},
    {"--note", "TEXT", "anything worth keeping"},
    {"--extra", "NAME=TEXT", "a field of your own, as \"Couleur=bleu\"; without a text it is removed", true},
    {"--new", "", "a name that is nearly like a known one is meant as another"}};

std::string option_of(std::string_view field) {
  for (const auto& [option, name] : said)
    if (name == field) return std::string(option);
  std::string option = "--" + std::string(field);
  for (char& c : option)
    if (c == '_') c = '-';
  return option;
}

void read(App&, const Words& words, const std::string& option, std::string& member) {
  std::string text;
  for (const auto& value : words.all(option)) text += (text.empty() ? "" : " ") + std::string(trim(value));
  if (!is_utf8(text)) throw Error(Fault::invalid, "{option} is not valid UTF-8", {{"option", option}});
  member = text;
}
void read(App& app, const Words& words, const std::string& option, std::optional<Date>& member) {
  member = words.text(option).empty() ? std::optional<Date>{} : app.maybe_date(words, option);
}
void read(App& app, const Words& words, const std::string& option, std::optional<Money>& member) {
  member = words.text(option).empty() ? std::optional<Money>{} : app.maybe_money(words, option);
}
void read(App&, const Words&, const std::string&, Ref&) {}  // names are set apart

void set_names(App& app, const Words& words, device::Naming& naming, device::Device& device) {
  const auto named = [&](std::string_view option, Ref& member, auto&& find) {
    if (words.has(option)) member = words.text(option).empty() ? Ref{} : Ref{find(words.text(option))};
  };
  named("--type", device.type, [&](const auto& name) { return naming.type(name); });
  named("--manufacturer", device.maker, [&](const auto& name) { return naming.maker(name); });
  named("--model", device.model, [&](const auto& name) { return naming.model(name, device.maker.id); });
  named("--parent", device.parent, [&](const auto& tag) { return device::find_device(app.database(), tag).id; });
  Id facility = 0;
  if (words.has("--facility")) facility = device::find_facility(app.database(), words.text("--facility")).id;
  named("--department", device.department, [&](const auto& name) { return naming.department(name, facility); });
}

void set_extra_fields(const Words& words, device::Device& device) {
  for (const std::string_view text : words.all("--extra")) {
    const auto sign = text.find('=');
    if (sign == text.npos || trim(text.substr(0, sign)).empty() || !is_utf8(text))
      throw Error(Fault::usage, "--extra is a name and a text, as \"Couleur=bleu\", not {text}",
                  {{"text", std::string(text)}});
    device::set_extra(device.extra, text.substr(0, sign), text.substr(sign + 1));
  }
}

}  // namespace

std::span<const Option> device_options() { return options; }

void set_device(App& app, const Words& words, device::Naming& naming, device::Device& device) {
  set_names(app, words, naming, device);
  for_each_field<device::Device>([&](const auto& f, std::size_t) {
    if (f.role != Role::fact || f.name == "tag" || f.name == "extra") return;
    const std::string option = option_of(f.name);
    if (words.has(option)) read(app, words, option, device.*(f.member));
  });
  set_extra_fields(words, device);
  if (device.currency.empty()) device.currency = currency_in(words.text("--cost"));
  if (device.currency.empty() && device.cost)
    device.currency = exchange::currency_of(device::country_of(app.database(), device.department.id));
  if (device.currency.size() != 3 && !device.currency.empty())
    throw Error(Fault::usage, "the currency {code} is not three letters: DZD, MAD, EUR, …",
                {{"code", device.currency}});
  device::derive(device);
}

void warn_of(App& app, const device::Device& device) {
  if (exchange::damaged_serial(device.serial))
    app.warn(say("the serial {serial} of {tag} was damaged by a spreadsheet: read it again on the device",
                 {{"serial", device.serial}, {"tag", device.tag}}));
  if (exchange::numbered_placeholder(device.serial))
    app.warn(say("the serial {serial} of {tag} looks like a placeholder: leave it empty where it is not known",
                 {{"serial", device.serial}, {"tag", device.tag}}));
  for (const auto& tag : device::same_serial(app.database(), device))
    app.warn(say("{tag} has the serial {serial} of {other}, of the same manufacturer and model",
                 {{"tag", device.tag}, {"serial", device.serial}, {"other", tag}}));
  if (device.in_service_on && device.warranty_until && *device.warranty_until < *device.in_service_on)
    app.warn(say("the warranty of {tag} ends before it came into service", {{"tag", device.tag}}));
}

}  // namespace siyana
