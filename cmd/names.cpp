// type, maker and model: the lists in which forty spellings become one.
#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/nouns.hpp"
#include "device/name_line.hpp"

namespace siyana {

namespace {

template <class Line>
void list(App& app, void (*each)(db::Database&, const std::function<void(const Line&)>&)) {
  auto& database = app.reading();
  std::size_t rows = 0;
  app.list<Line>([&](const auto& emit) {
    each(database, [&](const Line& line) {
      emit(line);
      ++rows;
    });
  });
  app.list_ended(rows, say("none yet"));
}

void type_list(App& app, const Words&) { list(app, device::each_type); }
void maker_list(App& app, const Words&) { list(app, device::each_maker); }
void model_list(App& app, const Words&) { list(app, device::each_model); }

/// Of the type that stands for it, where it was merged.
void set_risk(store::Change& change, Ref root, const std::string& risk) {
  const auto before = store::required<device::Type>(change.database(), root.id);
  auto after = before;
  after.risk = risk;
  if (!risk.empty()) device::require_risk(risk);
  change.edit(before, after);
}

void type_edit(App& app, const Words& words) {
  auto& change = app.change(words);
  const auto type = device::find_type(change.database(), words.operand("NAME"));
  for (const std::string language : {"fr", "ar", "en"})
    if (const auto name = words.maybe("--name-" + language)) device::set_type_name(change, type, language, *name);
  if (const auto codes = words.all("--code"); !codes.empty()) {
    auto after = type;
    after.codes.clear();
    for (const auto& code : codes) after.codes += (after.codes.empty() ? "" : " ") + std::string(trim(code));
    if (!is_utf8(after.codes)) throw Error(Fault::invalid, "{option} is not valid UTF-8", {{"option", "--code"}});
    device::require_good_codes(after.codes);
    change.edit(type, after);
  }
  if (words.has("--risk")) set_risk(change, type.root, words.text("--risk"));
  if (app.commit()) app.tell(say("type {name} changed", {{"name", type.name}}));
}

void merge(App& app, const Words& words, void (*merge_names)(store::Change&, std::string_view, std::string_view)) {
  if (!words.has("--into")) throw Error(Fault::usage, "merge wants the name that stays: --into NAME");
  auto& change = app.change(words);
  merge_names(change, words.operand("NAME"), words.text("--into"));
  if (!app.commit()) return;
  app.tell(say("{name} is now {into}", {{"name", words.operand("NAME")}, {"into", words.text("--into")}}));
  app.warn_of_put_off();
}

void type_merge(App& app, const Words& words) { merge(app, words, device::merge_types); }
void maker_merge(App& app, const Words& words) { merge(app, words, device::merge_makers); }
void model_merge(App& app, const Words& words) { merge(app, words, device::merge_models); }

constexpr Operand name[] = {{"NAME", "the spelling that goes"}};
constexpr Operand model_name[] = {{"NAME", "the model that goes, its manufacturer before it where needed"}};
constexpr Option into[] = {{"--into", "NAME", "the one that stays"}};
constexpr Operand known_type[] = {{"NAME", "the type, by any of its names"}};
constexpr Option type_options[] = {
    {"--name-fr", "NAME", "what it is called in French; empty takes it away"},
    {"--name-ar", "NAME", "what it is called in Arabic"},
    {"--name-en", "NAME", "what it is called in English"},
    {"--code", "SYSTEM:CODE", "a nomenclature code, as EMDN:Z1203; empty for none", true},
    {"--risk", "high|medium|low", "what harm its failure may do"}};
constexpr Verb type_verbs[] = {
    {"list", "list the types of device", {}, {}, "siyana type list", type_list},
    {"edit", "give a type its names in other languages, its codes, its risk", known_type, type_options,
     "siyana type edit \"Pousse-seringue\" --name-en \"Syringe pump\" --code EMDN:Z12030302", type_edit},
    {"merge", "make two spellings one", name, into, "siyana type merge \"Pousse seringue\" --into \"Pousse-seringue\"",
     type_merge}};
constexpr Verb maker_verbs[] = {
    {"list", "list the manufacturers", {}, {}, "siyana maker list", maker_list},
    {"merge", "make two spellings one", name, into, "siyana maker merge Drager --into Dräger", maker_merge}};
constexpr Verb model_verbs[] = {{"list", "list the models", {}, {}, "siyana model list", model_list},
                                {"merge", "make two spellings one", model_name, into,
                                 "siyana model merge \"Dräger Evita 4XL\" --into \"Dräger Evita XL\"", model_merge}};

}  // namespace

const Noun type_noun{"type", "types of device", type_verbs};
const Noun maker_noun{"maker", "manufacturers", maker_verbs};
const Noun model_noun{"model", "models", model_verbs};

}  // namespace siyana
