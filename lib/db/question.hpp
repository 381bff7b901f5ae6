// A question whose conditions depend on what was asked: its text is made of fixed pieces and numbered parameters only,
// never of anyone's data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/db.hpp"

namespace siyana::db {

class Question {
 public:
  explicit Question(std::string_view select) : sql_(select) {}

  void where(std::string_view condition) {
    sql_ += (conditions_++ == 0 ? " WHERE " : " AND ") + std::string(condition);
  }
  template <class T>
  void where(std::string_view before, const T& value, std::string_view after = "") {
    where(std::string(before) + parameter(value) + std::string(after));
  }
  /// `column` is one of the ids; nothing is asked where there are none.
  void where_one_of(std::string_view column, const std::vector<Id>& ids) {
    if (ids.empty()) return;
    if (ids.size() == 1) return where(std::string(column) + " = ", Ref{ids.front()});
    std::string list;
    for (const Id id : ids) list += (list.empty() ? "" : ", ") + parameter(Ref{id});
    where(std::string(column) + " IN (" + list + ")");
  }
  template <class T>
  std::string parameter(const T& value) {
    Scratch scratch;
    const Value written = Codec<T>::write(value, scratch);
    values_.push_back({written.type, written.number, std::string(written.text)});
    return "$" + std::to_string(values_.size());
  }
  void end(std::string_view text) { sql_ += " " + std::string(text); }

  Query ask(Database& database) const {
    Query query(database, sql_);
    int number = 0;
    for (const auto& value : values_) query.bind(++number, Value{value.type, value.number, value.text});
    return query;
  }

 private:
  struct Kept {
    Value::Type type;
    std::int64_t number;
    std::string text;
  };
  std::string sql_;
  int conditions_ = 0;
  std::vector<Kept> values_;
};

}  // namespace siyana::db
