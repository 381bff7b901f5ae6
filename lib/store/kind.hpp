// What can be done with a stored row without knowing its type: fold it again from the journal, compare it with the
// journal, show its fields. The list of all kinds is in history/kinds.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/change.hpp"
#include "store/things.hpp"

namespace siyana::store {

struct KindField {
  std::string_view name;
  std::string_view label;
  std::string_view target;  // the kind it names, where it is a reference
  Role role;
  bool word;
};

/// Told the name of each field in which a table's row is not what the journal says ("live", "last"; "id" where there is
/// no row).
using Differs = std::function<void(std::string_view field)>;

/// The rows of a table by id, met beside the things that the journal made.
class TableWalk {
 public:
  virtual ~TableWalk() = default;
  /// Goes on to a thing of the table, the ids ascending; `stray` is told of each row on the way, which no entry made.
  virtual void reach(Id thing, const std::function<void(Id)>& stray) = 0;
  /// Compares the row reached with a thing that only one row of the journal tells of.
  virtual void compare(const Things& things, const Differs& differs) = 0;
  /// Passes over the row reached.
  virtual void pass(Id thing) = 0;
  /// All rows that are left are of no thing.
  virtual void finish(const std::function<void(Id)>& stray) = 0;
};

struct Kind {
  std::string_view name;  // of the rows in the journal, and of their table
  std::vector<KindField> fields;
  bool witness;  // says what happened (a message that was sent): what it names can be undone all the same
  /// Writes the thing's row again from its live journal rows.
  void (*refold)(db::Database&, const Sites&, Id subject);
  /// Compares the table's row with what all live journal rows of a thing come to.
  void (*compare)(db::Database&, const Sites&, Id subject, const Differs& differs);
  std::unique_ptr<TableWalk> (*walk)(db::Database&, const Sites&);
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
void set_fact(Row& row, const Sites& sites, std::string_view name, const Value& value, Id writer) {
  for_each_field<Row>([&](const auto& f, std::size_t) {
    using T = std::remove_cvref_t<decltype(row.*(f.member))>;
    if (f.role == Role::fact && f.name == name)
      Codec<T>::read(resolved(sites, value, writer, std::is_same_v<T, Ref>), row.*(f.member));
  });
}

template <class Row>
struct Folded {
  FoldEnds ends;
  Row row;
};

template <class Row>
Folded<Row> folded(db::Database& database, const Sites& sites, Id subject) {
  Folded<Row> result;
  result.row.id = subject;
  result.ends = fold(
      database, sites, Fields<Row>::kind, subject,
      [&](std::string_view name, const Value& value, Id writer) { set_fact(result.row, sites, name, value, writer); });
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

/// "SELECT id, last, live, …" of the row's table.
template <class Row>
std::string select_stored(std::string_view rest) {
  return "SELECT id, last, live" + columns<Row>().substr(2) + " FROM " + std::string(Fields<Row>::kind) + " " +
         std::string(rest);
}

/// Tells in what the stored row that the query stands at is not as it should be.
template <class Row>
void tell_differences(const Folded<Row>& should, const db::Query& stored, const Differs& differs) {
  if (stored.number(1) != should.ends.last) differs("last");
  if (stored.number(2) != (should.ends.live ? 1 : 0)) differs("live");
  for_each_field<Row>([&](const auto& f, std::size_t i) {
    using T = std::remove_cvref_t<decltype(should.row.*(f.member))>;
    Scratch scratch;
    if (f.role != Role::cached &&
        !is_stored_as(Codec<T>::write(should.row.*(f.member), scratch), stored.value(static_cast<int>(i) + 3)))
      differs(f.name);
  });
}

template <class Row>
void compare(db::Database& database, const Sites& sites, Id subject, const Differs& differs) {
  static const std::string sql = select_stored<Row>("WHERE id = $1");
  const auto should = folded<Row>(database, sites, subject);
  db::Query stored(database, sql, subject);
  if (!should.ends.found || !stored.next()) return differs("id");
  tell_differences(should, stored, differs);
}

template <class Row>
class RowWalk final : public TableWalk {
 public:
  RowWalk(db::Database& database, const Sites& sites)
      : sites_(sites), rows_(database, select_stored<Row>("ORDER BY id")), more_(rows_.next()) {}

  void reach(Id thing, const std::function<void(Id)>& stray) override {
    for (; more_ && rows_.number(0) < thing; more_ = rows_.next()) stray(rows_.number(0));
  }

  void compare(const Things& things, const Differs& differs) override {
    if (!is_at(things.id())) return differs("id");
    Folded<Row> should{{true, things.is_live(), things.id(), things.tick()}, {}};
    should.row.id = things.id();
    read_json(things.after(), [&](std::string_view name, const Value& value) {
      set_fact(should.row, sites_, name, value, site_of(things.id()));
    });
    complete_made(should.row, things.tick());
    tell_differences(should, rows_, differs);
  }

  void pass(Id thing) override {
    if (is_at(thing)) more_ = rows_.next();
  }

  void finish(const std::function<void(Id)>& stray) override {
    for (; more_; more_ = rows_.next()) stray(rows_.number(0));
  }

 private:
  bool is_at(Id thing) const { return more_ && rows_.number(0) == thing; }

  const Sites& sites_;
  db::Query rows_;
  bool more_;
};

template <class Row>
std::unique_ptr<TableWalk> walk(db::Database& database, const Sites& sites) {
  return std::make_unique<RowWalk<Row>>(database, sites);
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
  Kind kind{Fields<Row>::kind, {}, is_witness<Row>, refold<Row>, compare<Row>, walk<Row>, facts<Row>};
  for_each_field<Row>([&](const auto& f, std::size_t) {
    kind.fields.push_back({f.name, f.label, f.target, f.role, f.word});
  });
  return kind;
}

}  // namespace siyana::store
