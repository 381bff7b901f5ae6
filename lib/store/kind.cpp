#include "store/kind.hpp"

namespace siyana::store {

Value resolved(const Sites& sites, const Value& value, Id writer, bool is_reference) {
  if (!is_reference || value.type != Value::Type::text) return value;
  return Value::of(Ref{sites.resolve(value.text, writer)});
}

bool is_stored_as(const Value& should, const Value& is) {
  const auto type = should.type == Value::Type::ref ? Value::Type::number : should.type;
  return type == is.type && should.number == is.number && should.text == is.text;
}

FoldEnds fold(db::Database& database, const Sites&, std::string_view kind, Id subject,
              const std::function<void(std::string_view, const Value&, Id)>& f) {
  FoldEnds ends;
  db::Query rows(database,
                 "SELECT r.id, r.after, e.tick, "
                 "EXISTS (SELECT 1 FROM entry v WHERE v.voids = e.id) OR "
                 "EXISTS (SELECT 1 FROM entry_row x WHERE x.subject = r.id AND x.kind = 'void') "
                 "FROM entry_row r JOIN entry e ON e.id = r.entry "
                 "WHERE r.subject = $1 AND r.kind = $2 ORDER BY e.tick, r.id",
                 subject, kind);
  while (rows.next()) {
    const bool makes = rows.number(0) == subject;
    const bool live = rows.number(3) == 0;
    if (makes) ends = {true, live, subject, rows.number(2)};
    if (!makes && live) ends.last = rows.number(0);
    if (!makes && !live) continue;  // a voided thing keeps its fields, so that it can be shown
    const Id writer = site_of(rows.number(0));
    read_json(rows.text(1), [&](std::string_view name, const Value& value) { f(name, value, writer); });
  }
  return ends;
}

}  // namespace siyana::store
