// From a row that describes its fields to a renderer's cells.
#pragma once

#include <array>
#include <functional>

#include "base/fields.hpp"
#include "render/report.hpp"

namespace siyana {

template <class T>
constexpr render::Kind kind_of_member() {
  if constexpr (std::is_same_v<T, std::int64_t> || std::is_same_v<T, std::optional<std::int64_t>>)
    return render::Kind::number;
  else if constexpr (std::is_same_v<T, bool>)
    return render::Kind::flag;
  else if constexpr (std::is_same_v<T, Date> || std::is_same_v<T, std::optional<Date>>)
    return render::Kind::date;
  else if constexpr (std::is_same_v<T, Instant> || std::is_same_v<T, std::optional<Instant>>)
    return render::Kind::instant;
  else
    return render::Kind::text;
}

/// A type's name in the reader's language.
using TypeNames = std::function<std::string_view(std::string_view)>;

/// Hands rows to a renderer. For a person the details are left out, and what is absent is said where that means
/// something.
template <class Row>
class Emitter {
 public:
  Emitter(render::Renderer& renderer, const render::Format& format, const render::Translate& translate,
          TypeNames type_names = {})
      : renderer_(renderer),
        details_(format.details),
        for_a_person_(!format.machine),
        type_names_(std::move(type_names)) {
    std::array<render::Column, field_count<Row>> columns;
    for_each_field<Row>([&](const auto& f, std::size_t i) {
      using T = std::remove_cvref_t<decltype(std::declval<Row>().*(f.member))>;
      if (!shown(f)) return;
      columns[columns_++] = {f.name, f.label, f.instant ? render::Kind::instant : kind_of_member<T>(), f.word, f.drawn};
      if (for_a_person_ && !f.absent.empty()) absent_[i] = translate ? translate(say(f.absent)) : std::string(f.absent);
    });
    renderer_.begin(std::span(columns).first(columns_));
  }

  void row(const Row& row) {
    std::size_t column = 0;
    for_each_field<Row>([&](const auto& f, std::size_t i) {
      using T = std::remove_cvref_t<decltype(row.*(f.member))>;
      if (!shown(f)) return;
      const Value value = Codec<T>::write(row.*(f.member), scratch_[i]);
      auto& cell = cells_[column++];
      cell = {value.text, value.number, value.absent()};
      if (value.type == Value::Type::number) write_number(cell, scratch_[i]);
      if (f.type_name && for_a_person_ && type_names_) cell.text = type_names_(cell.text);
      if (cell.absent && !absent_[i].empty()) cell = {absent_[i], 0, false};
    });
    renderer_.row(std::span(cells_).first(columns_));
  }

  void end() { renderer_.end(); }

 private:
  template <class F>
  bool shown(const F& f) const {
    return details_ || !f.detail;
  }
  static void write_number(render::Cell& cell, Scratch& scratch) {
    auto& room = scratch.room;
    const auto result = std::to_chars(room.data(), room.data() + room.size(), cell.number);
    cell.text = {room.data(), static_cast<std::size_t>(result.ptr - room.data())};
  }

  render::Renderer& renderer_;
  bool details_, for_a_person_;
  TypeNames type_names_;
  std::size_t columns_ = 0;
  std::array<render::Cell, field_count<Row>> cells_;
  std::array<Scratch, field_count<Row>> scratch_;
  std::array<std::string, field_count<Row>> absent_;
};

}  // namespace siyana
