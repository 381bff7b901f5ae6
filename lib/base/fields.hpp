// One list of fields beside each row type. From it come the SELECT, the INSERT, the journal's difference, the table,
// CSV and JSON: a field is said once.
#pragma once

#include <array>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/instant.hpp"
#include "base/interval.hpp"
#include "base/money.hpp"

namespace siyana {

/// A row's local id: site x 2^32 + number; 0 is none.
using Id = std::int64_t;

/// A reference to another row.
struct Ref {
  Id id = 0;
  explicit operator bool() const { return id != 0; }
  friend constexpr auto operator<=>(const Ref&, const Ref&) = default;
};

/// A value on its way between the store and a struct's member. Text is a view: into the store's memory when reading,
/// into the row or a Scratch when writing.
struct Value {
  enum class Type : std::uint8_t { null, number, text, ref, bytes };
  Type type = Type::null;
  std::int64_t number = 0;
  std::string_view text;

  static Value of(std::string_view text) { return {text.empty() ? Type::null : Type::text, 0, text}; }
  static Value of_bytes(std::string_view bytes) { return {Type::bytes, 0, bytes}; }
  static Value of(std::int64_t number) { return {Type::number, number, {}}; }
  static Value of(Ref ref) { return {ref ? Type::ref : Type::null, ref.id, {}}; }
  bool absent() const { return type == Type::null; }
};

/// Room for a value's written form (dates, amounts, instants, intervals).
struct Scratch {
  std::array<char, 48> room;
  std::string_view keep(std::string_view text) {
    text.copy(room.data(), room.size());
    return {room.data(), text.size()};
  }
};

/// A closed list of words. names[0] may be empty: that value is absent.
template <class E>
struct Names;
template <class E>
concept Named = std::is_enum_v<E> && requires {
  Names<E>::all;
};

template <Named E>
constexpr std::string_view name_of(E value) {
  return Names<E>::all[static_cast<std::size_t>(value)];
}
template <Named E>
constexpr std::optional<E> named(std::string_view name) {
  for (std::size_t i = 0; i < Names<E>::all.size(); ++i)
    if (Names<E>::all[i] == name) return static_cast<E>(i);
  return std::nullopt;
}

[[noreturn]] void bad_value(std::string_view what, std::string_view value);  // Error(damaged)

/// How a member's type is written and read.
template <class T>
struct Codec;

template <>
struct Codec<std::string> {
  static Value write(const std::string& value, Scratch&) { return Value::of(std::string_view(value)); }
  static void read(const Value& value, std::string& out) { out.assign(value.text); }
};
template <>
struct Codec<std::int64_t> {
  static Value write(std::int64_t value, Scratch&) { return Value::of(value); }
  static void read(const Value& value, std::int64_t& out) { out = value.number; }
};
template <>
struct Codec<bool> {
  static Value write(bool value, Scratch&) { return Value::of(std::int64_t{value}); }
  static void read(const Value& value, bool& out) { out = value.number != 0; }
};
template <>
struct Codec<Ref> {
  static Value write(Ref value, Scratch&) { return Value::of(value); }
  static void read(const Value& value, Ref& out) { out.id = value.number; }
};
template <>
struct Codec<Date> {
  static Value write(Date value, Scratch& scratch) {
    write_iso(value, scratch.room.data());
    return Value::of(std::string_view(scratch.room.data(), 10));
  }
  static void read(const Value& value, Date& out) {
    const auto date = parse_iso(value.text);
    if (!date) bad_value("date", value.text);
    out = *date;
  }
};
template <>
struct Codec<Interval> {
  static Value write(Interval value, Scratch& scratch) { return Value::of(scratch.keep(to_string(value))); }
  static void read(const Value& value, Interval& out) {
    const auto interval = parse_interval(value.text);
    if (!interval) bad_value("interval", value.text);
    out = *interval;
  }
};
template <>
struct Codec<Money> {
  static Value write(Money value, Scratch& scratch) { return Value::of(scratch.keep(to_string(value))); }
  static void read(const Value& value, Money& out) {
    const auto money = read_money(value.text);
    if (!money) bad_value("amount", value.text);
    out = *money;
  }
};
template <>
struct Codec<Instant> {
  static Value write(Instant value, Scratch& scratch) { return Value::of(scratch.keep(to_string(value))); }
  static void read(const Value& value, Instant& out) {
    const auto instant = parse_instant(value.text);
    if (!instant) bad_value("instant", value.text);
    out = *instant;
  }
};
template <class T>
struct Codec<std::optional<T>> {
  static Value write(const std::optional<T>& value, Scratch& scratch) {
    return value ? Codec<T>::write(*value, scratch) : Value{};
  }
  static void read(const Value& value, std::optional<T>& out) {
    if (value.absent()) return out.reset();
    if (!out) out.emplace();
    Codec<T>::read(value, *out);
  }
};
template <Named E>
struct Codec<E> {
  static Value write(E value, Scratch&) { return Value::of(name_of(value)); }
  static void read(const Value& value, E& out) {
    const auto found = named<E>(value.text);
    if (!found) bad_value("word", value.text);
    out = *found;
  }
};

/// fact: journaled. derived: a column worked out from the row's own facts. cached: one worked out from other rows'
/// facts (written when the row is made, afterwards by whoever settles it). Only facts are in the journal.
enum class Role : std::uint8_t { fact, derived, cached };

/// What a field is to a format that draws more than cells: a page counts by place, a calendar wants a day.
enum class Drawn : std::uint8_t { plainly, title, day, deadline, place, state };

template <class Row, class T>
struct Field {
  std::string_view name;
  T Row::*member;
  std::string_view label;        // English heading
  std::string_view target = {};  // the kind a Ref names
  Role role = Role::fact;
  bool word = false;             // one of siyana's own words: translated where a person reads it
  bool instant = false;          // text that is an instant as the journal writes it
  bool detail = false;           // left out of tables, where a person reads
  std::string_view absent = {};  // what a person reads where there is no value
  bool type_name = false;        // names a type of device: a person reads it in his language where it has such a name
  Drawn drawn = Drawn::plainly;  // what it is to pages and calendars
};

template <class Row, class T>
constexpr Field<Row, T> field(std::string_view name, T Row::*member, std::string_view label) {
  return {name, member, label};
}
template <class Row, class T>
constexpr Field<Row, T> word(std::string_view name, T Row::*member, std::string_view label) {
  return {name, member, label, {}, Role::fact, true};
}
template <class Row>
constexpr Field<Row, Ref> ref(std::string_view name, Ref Row::*member, std::string_view label,
                              std::string_view target) {
  return {name, member, label, target};
}
template <class Row, class T>
constexpr Field<Row, T> derived(std::string_view name, T Row::*member) {
  return {name, member, {}, {}, Role::derived};
}

template <class Row, class T>
constexpr Field<Row, T> cached(std::string_view name, T Row::*member) {
  return {name, member, {}, {}, Role::cached};
}

/// Text that holds an RFC 3339 instant: tables write it as the reader's language does.
template <class F>
constexpr F instant(F f) {
  f.instant = true;
  return f;
}
/// A field that machines get and tables leave out.
template <class F>
constexpr F detail(F f) {
  f.detail = true;
  return f;
}
/// A field that holds the name of a type of device.
template <class F>
constexpr F names_type(F f) {
  f.type_name = true;
  return f;
}
/// A field whose absence says something: never.
template <class F>
constexpr F or_else(F f, std::string_view absent) {
  f.absent = absent;
  return f;
}

/// A field that a page or a calendar draws in a way of its own.
template <class F>
constexpr F as(Drawn drawn, F f) {
  f.drawn = drawn;
  return f;
}

/// Specialised beside each row type: `all`, a tuple of fields; for a stored row also `kind`, which is its table's name.
template <class Row>
struct Fields;

template <class Row>
constexpr std::size_t field_count = std::tuple_size_v<std::remove_cvref_t<decltype(Fields<Row>::all)>>;

/// Calls f(field, index) for each field in order.
template <class Row, class F>
constexpr void for_each_field(F&& f) {
  [&]<std::size_t... I>(std::index_sequence<I...>) { (f(std::get<I>(Fields<Row>::all), I), ...); }
  (std::make_index_sequence<field_count<Row>>{});
}

/// As a new row, in the memory that its texts have: for one of a million rows after the other.
template <class Row>
void clear(Row& row) {
  row.id = 0;
  for_each_field<Row>([&](const auto& f, std::size_t) {
    using T = std::remove_cvref_t<decltype(row.*(f.member))>;
    if constexpr (std::is_same_v<T, std::string>)
      (row.*(f.member)).clear();
    else
      row.*(f.member) = T{};
  });
}

}  // namespace siyana
