// The part of Change that is made for each row type from its list of fields.
#pragma once

#include "store/change.hpp"

namespace siyana::store {

template <class Row>
const std::string& insert_sql() {
  static const std::string text = [] {
    std::string names = "id, last, live";
    std::string values = "$1, $2, $3";
    for_each_field<Row>([&](const auto& f, std::size_t i) {
      names += ", " + std::string(f.name);
      values += ", $" + std::to_string(i + 4);
    });
    return "INSERT INTO " + std::string(Fields<Row>::kind) + " (" + names + ") VALUES (" + values + ")";
  }();
  return text;
}

template <class Row>
const std::string& update_sql() {
  static const std::string text = [] {
    std::string sets = "last = $2, live = $3";
    int parameter = 3;
    for_each_field<Row>([&](const auto& f, std::size_t) {
      if (f.role != Role::cached) sets += ", " + std::string(f.name) + " = $" + std::to_string(++parameter);
    });
    return "UPDATE " + std::string(Fields<Row>::kind) + " SET " + sets + " WHERE id = $1";
  }();
  return text;
}

/// Binds the row's fields from parameter `first` on, all of them or without the cached ones.
template <class Row>
void bind_fields(db::Query& query, const Row& row, int first, bool with_cached) {
  for_each_field<Row>([&](const auto& f, std::size_t) {
    if (f.role == Role::cached && !with_cached) return;
    using T = std::remove_cvref_t<decltype(row.*(f.member))>;
    if constexpr (std::is_same_v<T, std::string>)
      query.bind_kept(first++, row.*(f.member));  // the row outlives the question
    else
      query.bind(first++, row.*(f.member));
  });
}

template <class Row>
void insert_row(db::Database& database, const Row& row, Id last, bool live) {
  db::Query query(database, insert_sql<Row>(), row.id, last, live);
  bind_fields(query, row, 4, true);
  query.run();
}

template <class Row>
void update_row(db::Database& database, const Row& row, Id last, bool live) {
  db::Query query(database, update_sql<Row>(), row.id, last, live);
  bind_fields(query, row, 4, false);
  query.run();
}

template <class Row>
std::string_view Change::after_of(const Row& row, const Row* before) {
  json_.clear();
  for_each_field<Row>([&](const auto& f, std::size_t) {
    if (f.role != Role::fact) return;
    using T = std::remove_cvref_t<decltype(row.*(f.member))>;
    if (before != nullptr && before->*(f.member) == row.*(f.member)) return;
    Scratch scratch;
    const Value value = Codec<T>::write(row.*(f.member), scratch);
    if (before != nullptr || !value.absent()) add(f.name, value);
  });
  return json_.empty() ? std::string_view{} : json_.close();
}

template <class Row>
Id Change::make(Row& row) {
  row.id = entry_.first_row + entry_.rows;
  complete_made(row, entry_.tick);
  std::string_view after = after_of<Row>(row, nullptr);
  append(Fields<Row>::kind, row.id, 0, after.empty() ? "{}" : after);
  insert_row(database_, row, row.id, true);
  return row.id;
}

template <class Row>
bool Change::edit(const Row& before, Row after) {
  complete(after);
  const std::string_view difference = after_of<Row>(after, &before);
  if (difference.empty()) return false;
  static const std::string last_sql = "SELECT last FROM " + std::string(Fields<Row>::kind) + " WHERE id = $1";
  Id prior = 0;
  {
    db::Query query(database_, last_sql, before.id);
    if (query.next()) prior = query.number(0);
  }
  const Id row = append(Fields<Row>::kind, before.id, prior, difference);
  update_row(database_, after, row, true);
  return true;
}

}  // namespace siyana::store
