#include "device/name_line.hpp"

#include "base/text.hpp"

namespace siyana::device {
namespace {

template <class Line>
void each(db::Database& database, std::string_view sql, const std::function<void(const Line&)>& f) {
  db::Query query(database, sql);
  for (Line line; query.next();) {
    query.read(line);
    f(line);
  }
}

/// The question for what begins with $1, by its key, and does not reach $2.
std::string_view beginning_sql(NameOf what) {
  switch (what) {
    case NameOf::tag:
      return "SELECT tag FROM device WHERE tag_key >= $1 AND tag_key < $2 AND live = 1 ORDER BY tag_key LIMIT 50";
    case NameOf::type:
      return "SELECT name FROM type WHERE name_key >= $1 AND name_key < $2 AND live = 1 ORDER BY name_key LIMIT 50";
    case NameOf::department:
      return "SELECT name FROM department WHERE name_key >= $1 AND name_key < $2 AND live = 1 "
             "ORDER BY name_key LIMIT 50";
    case NameOf::facility:
      break;
  }
  return "SELECT code FROM facility WHERE code_key >= $1 AND code_key < $2 AND live = 1 ORDER BY code_key LIMIT 50";
}

}  // namespace

void each_type(db::Database& database, const std::function<void(const TypeLine&)>& f) {
  each(database,
       "SELECT t.name, CASE WHEN t.root <> t.id THEN t.shown END, (SELECT count(*) FROM device d WHERE "
       "d.type = t.id AND d.live = 1), "
       "(SELECT n.name FROM type_translation n WHERE n.type = t.id AND n.language = 'fr' AND n.live = 1 LIMIT 1), "
       "(SELECT n.name FROM type_translation n WHERE n.type = t.id AND n.language = 'ar' AND n.live = 1 LIMIT 1), "
       "(SELECT n.name FROM type_translation n WHERE n.type = t.id AND n.language = 'en' AND n.live = 1 LIMIT 1), "
       "t.codes, t.risk "
       "FROM type t WHERE t.live = 1 ORDER BY t.name_key, t.id",
       f);
}

void each_maker(db::Database& database, const std::function<void(const NameLine&)>& f) {
  each(database,
       "SELECT t.name, CASE WHEN t.root <> t.id THEN t.shown END, (SELECT count(*) FROM device d WHERE "
       "d.maker = t.id AND d.live = 1) FROM maker t WHERE t.live = 1 ORDER BY t.name_key, t.id",
       f);
}

void each_model(db::Database& database, const std::function<void(const ModelLine&)>& f) {
  each(database,
       "SELECT t.name, k.shown, CASE WHEN t.root <> t.id THEN t.shown END, (SELECT count(*) FROM device d WHERE "
       "d.model = t.id AND d.live = 1) FROM model t LEFT JOIN maker k ON k.id = t.maker WHERE t.live = 1 "
       "ORDER BY k.name_key, t.name_key, t.id",
       f);
}

std::vector<std::string> names_beginning(db::Database& database, NameOf what, std::string_view prefix) {
  const std::string from = what == NameOf::tag ? tag_key(prefix) : fold(prefix);
  db::Query query(database, beginning_sql(what), Value{Value::Type::text, 0, from}, from + "\xf4\x8f\xbf\xbf");
  std::vector<std::string> found;
  while (query.next()) found.emplace_back(query.text(0));
  return found;
}

}  // namespace siyana::device
