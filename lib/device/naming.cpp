#include "device/naming.hpp"

#include "base/text.hpp"
#include "device/name_sentences.hpp"

namespace siyana::device {

Naming::Naming(store::Change& change, bool allow_new, Tell tell)
    : change_(change),
      allow_new_(allow_new),
      tell_(std::move(tell)),
      types_(change.database(), NameList::Kind::type),
      makers_(change.database(), NameList::Kind::maker),
      models_(change.database(), NameList::Kind::model) {}

Id Naming::named(NameList& list, std::string_view noun, std::string_view name, Id maker) {
  if (const Id known = list.find(name, maker)) return known;
  const std::string clean(trim(name));
  const auto& sentences = sentences_of(noun);
  if (!is_utf8(clean) || fold(clean).empty()) throw Error(Fault::invalid, sentences.bad, {{"name", clean}});
  if (!allow_new_)
    if (const auto near = list.nearly(clean, maker))
      throw Error(Fault::conflict, sentences.nearly, {{"name", clean}, {"known", *near}});
  tell_(say(sentences.made, {{"name", clean}}));
  return list.make(change_, clean, maker);
}

Id Naming::type(std::string_view name) { return named(types_, "type", name, 0); }
Id Naming::maker(std::string_view name) { return named(makers_, "maker", name, 0); }
Id Naming::model(std::string_view name, Id maker) { return named(models_, "model", name, maker); }

Id Naming::department(std::string_view name, Id facility) {
  auto& database = change_.database();
  const std::string key = std::to_string(facility) + "|" + fold(name);
  if (const auto known = departments_.find(key); known != departments_.end()) return known->second;
  const auto found = departments_named(database, name, facility);
  if (found.size() > 1) find_department(database, name, facility);  // says that it could be several
  const Id id = found.empty() ? new_department(name, facility) : found.front().id;
  departments_[key] = id;
  return id;
}

Id Naming::new_department(std::string_view name, Id facility) {
  auto& database = change_.database();
  if (facility == 0) {
    const auto only = only_facility(database);
    if (!only)
      throw Error(Fault::conflict, "no department {name}, and several facilities: say --facility CODE to make it",
                  {{"name", std::string(name)}});
    facility = only->id;
  }
  const std::string key = fold(name);
  db::Query others(database, "SELECT shown, name_key FROM department WHERE facility = $1 AND live = 1", facility);
  while (!allow_new_ && others.next())
    if (nearly_same(key, others.text(1)))
      throw Error(Fault::conflict, sentences_of("department").nearly,
                  {{"name", std::string(name)}, {"known", std::string(others.text(0))}});
  Department department;
  department.facility = Ref{facility};
  department.name = trim(name);
  tell_(say("new department of {facility}: {name}",
            {{"facility", store::by_id<Facility>(database, facility)->code}, {"name", department.name}}));
  return change_.make(department);
}

}  // namespace siyana::device
