// From a row that describes its fields to a renderer's cells.
#pragma once

#include <array>

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
  else
    return render::Kind::text;
}

template <class Row>
class Emitter {
 public:
  explicit Emitter(render::Renderer& renderer) : renderer_(renderer) {
    std::array<render::Column, field_count<Row>> columns;
    for_each_field<Row>([&](const auto& f, std::size_t i) {
      using T = std::remove_cvref_t<decltype(std::declval<Row>().*(f.member))>;
      columns[i] = {f.name, f.label, kind_of_member<T>(), f.word};
    });
    renderer_.begin(columns);
  }

  void row(const Row& row) {
    for_each_field<Row>([&](const auto& f, std::size_t i) {
      using T = std::remove_cvref_t<decltype(row.*(f.member))>;
      const Value value = Codec<T>::write(row.*(f.member), scratch_[i]);
      cells_[i] = {value.text, value.number, value.absent()};
      if (value.type == Value::Type::number) number(i);
    });
    renderer_.row(cells_);
  }

  void end() { renderer_.end(); }

 private:
  void number(std::size_t i) {
    auto& room = scratch_[i].room;
    const auto result = std::to_chars(room.data(), room.data() + room.size(), cells_[i].number);
    cells_[i].text = {room.data(), static_cast<std::size_t>(result.ptr - room.data())};
  }

  render::Renderer& renderer_;
  std::array<render::Cell, field_count<Row>> cells_;
  std::array<Scratch, field_count<Row>> scratch_;
};

}  // namespace siyana
