#include "device/type_names.hpp"

#include "base/text.hpp"
#include "device/name_sentences.hpp"

namespace siyana::device {
namespace {

/// The root of the type that has a name already; 0 where none has.
Id holder_of(db::Database& database, const std::string& key) {
  db::Query query(
      database,
      "SELECT root FROM type WHERE name_key = $1 AND live = 1 UNION ALL SELECT t.root FROM type_translation n "
      "JOIN type t ON t.id = n.type AND t.live = 1 WHERE n.name_key = $1 AND n.live = 1 LIMIT 1",
      key);
  return query.next() ? query.number(0) : 0;
}

void require_free_name(db::Database& database, const Type& type, const std::string& name) {
  const std::string key = fold(name);
  if (!is_utf8(name) || key.empty()) throw Error(Fault::invalid, sentences_of("type").bad, {{"name", name}});
  const Id holder = holder_of(database, key);
  if (holder != 0 && holder != type.root.id)
    throw Error(Fault::conflict, "another type is called {name}: merge the two, or choose another name",
                {{"name", name}});
}

}  // namespace

void derive(TypeName& name) { name.name_key = fold(name.name); }

void set_type_name(store::Change& change, const Type& type, std::string_view language, std::string_view name) {
  auto& database = change.database();
  static const std::string sql = store::select<TypeName>("WHERE type = $1 AND language = $2 AND live = 1 ORDER BY id");
  TypeName wanted;
  wanted.type = Ref{type.id};
  wanted.language = language;
  wanted.name = trim(name);
  if (!wanted.name.empty()) require_free_name(database, type, wanted.name);
  const auto known = store::first<TypeName>(database, sql, type.id, language);
  if (known) {
    wanted.id = known->id;
    change.edit(*known, wanted);
  } else if (!wanted.name.empty()) {
    change.make(wanted);
  }
}

std::unordered_map<std::string, std::string> type_names(db::Database& database, std::string_view language) {
  std::unordered_map<std::string, std::string> names;
  // What was merged into a type may have brought a name; the type's own comes last and stands.
  db::Query query(database,
                  "SELECT t.shown, n.name FROM type_translation n JOIN type t ON t.id = n.type AND t.live = 1 "
                  "WHERE n.language = $1 AND n.name IS NOT NULL AND n.live = 1 ORDER BY t.id = t.root, n.id DESC",
                  language);
  while (query.next()) names.insert_or_assign(std::string(query.text(0)), std::string(query.text(1)));
  return names;
}

}  // namespace siyana::device
