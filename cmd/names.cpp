// type, maker and model: the lists in which forty spellings become one.
#include "cmd/app.hpp"
#include "cmd/nouns.hpp"

namespace siyana {

namespace {

struct NameLine {
  std::string name, manufacturer, merged_into;
  std::int64_t devices = 0;
};

}  // namespace

template <>
struct Fields<NameLine> {
  using R = NameLine;
  static constexpr auto all =
      std::tuple{field("name", &R::name, "Name"), field("manufacturer", &R::manufacturer, "Manufacturer"),
                 field("merged_into", &R::merged_into, "Merged into"), field("devices", &R::devices, "Devices")};
};

namespace {

void list(App& app, std::string_view sql) {
  auto& database = app.reading();
  std::size_t rows = 0;
  app.list<NameLine>([&](const auto& emit) {
    db::Query query(database, sql);
    for (NameLine line; query.next(); ++rows) {
      query.read(line);
      emit(line);
    }
  });
  app.list_ended(rows, say("none yet"));
}

void type_list(App& app, const Words&) {
  list(app,
       "SELECT t.name, NULL, CASE WHEN t.root <> t.id THEN t.shown END, (SELECT count(*) FROM device d WHERE "
       "d.type = t.id AND d.live = 1) FROM type t WHERE t.live = 1 ORDER BY t.name_key, t.id");
}
void maker_list(App& app, const Words&) {
  list(app,
       "SELECT t.name, NULL, CASE WHEN t.root <> t.id THEN t.shown END, (SELECT count(*) FROM device d WHERE "
       "d.maker = t.id AND d.live = 1) FROM maker t WHERE t.live = 1 ORDER BY t.name_key, t.id");
}
void model_list(App& app, const Words&) {
  list(app,
       "SELECT t.name, k.shown, CASE WHEN t.root <> t.id THEN t.shown END, (SELECT count(*) FROM device d WHERE "
       "d.model = t.id AND d.live = 1) FROM model t LEFT JOIN maker k ON k.id = t.maker WHERE t.live = 1 "
       "ORDER BY k.name_key, t.name_key, t.id");
}

void merge(App& app, const Words& words, void (*merge_names)(store::Change&, std::string_view, std::string_view)) {
  if (!words.has("--into")) throw Error(Fault::usage, "merge wants the name that stays: --into NAME");
  auto& change = app.change(words);
  merge_names(change, words.operand("NAME"), words.text("--into"));
  if (app.commit())
    app.tell(say("{name} is now {into}", {{"name", words.operand("NAME")}, {"into", words.text("--into")}}));
}

void type_merge(App& app, const Words& words) { merge(app, words, device::merge_types); }
void maker_merge(App& app, const Words& words) { merge(app, words, device::merge_makers); }
void model_merge(App& app, const Words& words) { merge(app, words, device::merge_models); }

constexpr Operand name[] = {{"NAME", "the spelling that goes"}};
constexpr Operand model_name[] = {{"NAME", "the model that goes, its manufacturer before it where needed"}};
constexpr Option into[] = {{"--into", "NAME", "the one that stays"}};
constexpr Verb type_verbs[] = {{"list", "list the types of device", {}, {}, "siyana type list", type_list},
                               {"merge", "make two spellings one", name, into,
                                "siyana type merge \"Pousse seringue\" --into \"Pousse-seringue\"", type_merge}};
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
