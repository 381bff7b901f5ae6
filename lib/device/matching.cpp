#include "device/matching.hpp"

namespace siyana::device {

bool has_devices(db::Database& database) {
  return db::Query(database, "SELECT 1 FROM device WHERE live = 1 LIMIT 1").next();
}

bool has_old_tags(db::Database& database) {
  return db::Query(database, "SELECT 1 FROM alias WHERE live = 1 LIMIT 1").next();
}

std::string tag_key_today(db::Database& database, const std::string& tag_key) {
  if (db::Query(database, "SELECT 1 FROM device WHERE tag_key = $1 AND live = 1", tag_key).next()) return tag_key;
  db::Query old(database,
                "SELECT d.tag_key FROM alias a JOIN device d ON d.id = a.device WHERE a.tag_key = $1 AND a.live = 1 "
                "ORDER BY a.id LIMIT 1",
                tag_key);
  return old.next() ? std::string(old.text(0)) : tag_key;
}

void each_tag_key(db::Database& database, const std::string& first, const std::string& end,
                  const std::function<void(std::string_view)>& f) {
  for (const std::string_view sql : {"SELECT tag_key FROM device WHERE tag_key >= $1 AND tag_key < $2 AND live = 1",
                                     "SELECT tag_key FROM alias WHERE tag_key >= $1 AND tag_key < $2 AND live = 1"}) {
    db::Query query(database, sql, first, end);
    while (query.next()) f(query.text(0));
  }
}

std::vector<Device> with_serial(db::Database& database, const std::string& serial_key, Id maker, Id model) {
  static const std::string sql =
      "SELECT " + store::columns<Device>("d.") +
      " FROM device d LEFT JOIN model m ON m.id = d.model LEFT JOIN maker k ON k.id = d.maker WHERE d.serial_key = $1 "
      "AND d.live = 1 AND coalesce(k.root, 0) = $2 AND coalesce(m.root, 0) = $3 ORDER BY d.id";
  return store::all<Device>(database, sql, serial_key, maker, model);
}

std::vector<Device> with_import_ref(db::Database& database, const std::string& import_ref) {
  static const std::string sql = store::select<Device>("WHERE import_ref = $1 AND live = 1 ORDER BY id");
  return store::all<Device>(database, sql, import_ref);
}

std::vector<SerialHolder> holders_of_serial(db::Database& database, const std::string& serial_key) {
  std::vector<SerialHolder> found;
  db::Query query(database,
                  "SELECT d.id, d.tag, k.root, m.root, k.shown, m.shown FROM device d "
                  "LEFT JOIN model m ON m.id = d.model LEFT JOIN maker k ON k.id = d.maker "
                  "WHERE d.serial_key = $1 AND d.live = 1 ORDER BY d.id",
                  serial_key);
  while (query.next())
    found.push_back({query.number(0), std::string(query.text(1)), query.number(2), query.number(3),
                     std::string(query.text(4)), std::string(query.text(5))});
  return found;
}

}  // namespace siyana::device
