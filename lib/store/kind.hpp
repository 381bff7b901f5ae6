// What can be done with a stored row without knowing its type: fold it again from the journal, compare it with the
// journal, show its fields. The list of all kinds is in history/kinds.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "store/change.hpp"

namespace siyana::store {

struct KindField {
  std::string_view name;
  std::string_view label;
  std::string_view target;  // the kind it names, where it is a reference
  Role role;
  bool word;
};

struct Kind {
  std::string_view name;  // of the rows in the journal, and of their table
  std::vector<KindField> fields;
  bool witness;  // says what happened (a message that was sent): what it names can be undone all the same
  /// Writes the thing's row again from its live journal rows.
  void (*refold)(db::Database&, const Sites&, Id subject);
  /// Calls `differs` with the name of each field in which the table's row is not what the journal says ("live",
  /// "last").
  void (*compare)(db::Database&, const Sites&, Id subject, const std::function<void(std::string_view)>& differs);
  /// All facts of the table's row as the journal would say them; empty where there is no such row.
  std::string (*facts)(db::Database&, const Sites&, Id subject);
};

/// One thing's live journal rows, oldest first, given to f as field name, value and the site that wrote it.
struct FoldEnds {
  bool found = false;  // the journal made such a thing
  bool live = false;
  Id last = 0;
  std::int64_t tick = 0;  // of the entry that made it
};
FoldEnds fold(db::Database& database, const Sites& sites, std::string_view kind, Id subject,
              const std::function<void(std::string_view name, const Value& value, Id writer)>& f);
/// A value of the journal as a member of the thing wants it: a reference resolved to an id.
Value resolved(const Sites& sites, const Value& value, Id writer, bool is_reference);

template <class Row>
struct Folded {
  FoldEnds ends;
  Row row;
};

template <class Row>
Folded<Row> folded(db::Database& database, const Sites& sites, Id subject) {
  Folded<Row> result;
  result.row.id = subject;
  result.ends =
      fold(database, sites, Fields<Row>::kind, subject, [&](std::string_view name, const Value& value, Id writer) {
        for_each_field<Row>([&](const auto& f, std::size_t) {
          using T = std::remove_cvref_t<decltype(result.row.*(f.member))>;
          if (f.role == Role::fact && f.name == name)
            Codec<T>::read(resolved(sites, value, writer, std::is_same_v<T, Ref>), result.row.*(f.member));
        });
      });
  complete_made(result.row, result.ends.tick);
  return result;
}

template <class Row>
void refold(db::Database& database, const Sites& sites, Id subject) {
  const auto fold = folded<Row>(database, sites, subject);
  if (!fold.ends.found) return;
  if (by_id<Row>(database, subject))
    update_row(database, fold.row, fold.ends.last, fold.ends.live);
  else
    insert_row(database, fold.row, fold.ends.last, fold.ends.live);
}

/// The same as it is stored: a reference is a number, an empty text is not an absent one.
bool is_stored_as(const Value& should, const Value& is);

template <class Row>
void compare(db::Database& database, const Sites& sites, Id subject,
             const std::function<void(std::string_view)>& differs) {
  static const std::string sql =
      "SELECT last, live, " + columns<Row>() + " FROM " + std::string(Fields<Row>::kind) + " WHERE id = $1";
  const auto fold = folded<Row>(database, sites, subject);
  db::Query row(database, sql, subject);
  if (!fold.ends.found || !row.next()) return differs("id");
  if (row.number(0) != fold.ends.last) differs("last");
  if (row.number(1) != (fold.ends.live ? 1 : 0)) differs("live");
  for_each_field<Row>([&](const auto& f, std::size_t i) {
    using T = std::remove_cvref_t<decltype(fold.row.*(f.member))>;
    Scratch scratch;
    if (f.role != Role::cached &&
        !is_stored_as(Codec<T>::write(fold.row.*(f.member), scratch), row.value(static_cast<int>(i) + 3)))
      differs(f.name);
  });
}

template <class Row>
std::string facts(db::Database& database, const Sites& sites, Id subject) {
  const auto row = by_id<Row>(database, subject);
  if (!row) return {};
  JsonObject json;
  for_each_field<Row>([&](const auto& f, std::size_t) {
    using T = std::remove_cvref_t<decltype((*row).*(f.member))>;
    if (f.role != Role::fact) return;
    Scratch scratch;
    const Value value = Codec<T>::write((*row).*(f.member), scratch);
    if (value.absent()) return;
    const std::string reference =
        value.type == Value::Type::ref ? sites.reference(value.number, site_of(subject)) : std::string();
    json.add(f.name, reference.empty() ? value : Value::of(std::string_view(reference)));
  });
  return json.empty() ? "{}" : std::string(json.close());
}

/// Its list of fields says so.
template <class Row>
constexpr bool is_witness = requires {
  Fields<Row>::is_witness;
};

template <class Row>
Kind kind_of() {
  Kind kind{Fields<Row>::kind, {}, is_witness<Row>, refold<Row>, compare<Row>, facts<Row>};
  for_each_field<Row>([&](const auto& f, std::size_t) {
    kind.fields.push_back({f.name, f.label, f.target, f.role, f.word});
  });
  return kind;
}

}  // namespace siyana::store
