// Reading rows that describe their fields: from SQL straight into the members of a struct.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "db/db.hpp"
#include "store/journal.hpp"

namespace siyana::store {

/// "id, name, …": the row's columns in the order of its fields, each behind `prefix`.
template <class Row>
std::string columns(std::string_view prefix = {}) {
  std::string text = std::string(prefix) + "id";
  for_each_field<Row>([&](const auto& f, std::size_t) { text += ", " + std::string(prefix) + std::string(f.name); });
  return text;
}

template <class Row>
std::string select(std::string_view table, std::string_view rest) {
  return "SELECT " + columns<Row>() + " FROM " + std::string(table) + " " + std::string(rest);
}

/// The same for a stored row, whose table is its kind.
template <class Row>
std::string select(std::string_view rest) {
  return select<Row>(Fields<Row>::kind, rest);
}

template <class Row>
void read(const db::Query& query, Row& row) {
  row.id = query.number(0);
  query.read(row, 1);
}

template <class Row, class... T>
std::vector<Row> all(db::Database& database, const std::string& sql, const T&... values) {
  std::vector<Row> rows;
  db::Query query(database, sql, values...);
  while (query.next()) read(query, rows.emplace_back());
  return rows;
}

template <class Row, class... T>
std::optional<Row> first(db::Database& database, const std::string& sql, const T&... values) {
  db::Query query(database, sql, values...);
  if (!query.next()) return std::nullopt;
  Row row;
  read(query, row);
  return row;
}

template <class Row>
std::optional<Row> by_id(db::Database& database, Id id) {
  static const std::string sql = select<Row>("WHERE id = $1");
  return first<Row>(database, sql, id);
}

/// One that another row names. Error(damaged) where it is not there.
template <class Row>
Row required(db::Database& database, Id id) {
  if (auto found = by_id<Row>(database, id)) return std::move(*found);
  throw Error(Fault::damaged, "the store is damaged: {kind} {row} is named and is not there (see siyana check)",
              {{"kind", Term{std::string(Fields<Row>::kind)}}, {"row", std::to_string(number_of(id))}});
}

}  // namespace siyana::store
