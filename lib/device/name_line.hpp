// The lists of types, makers and models as they are shown, and the beginnings of names that a shell completes.
#pragma once

#include <functional>

#include "device/lists.hpp"

namespace siyana::device {

/// One spelling, what it was merged into, and how many devices were entered with it.
struct NameLine {
  std::string name, merged_into;
  std::int64_t devices = 0;
};
struct TypeLine {
  std::string name, merged_into;
  std::int64_t devices = 0;
  std::string name_fr, name_ar, name_en, codes, risk;
};
struct ModelLine {
  std::string name, manufacturer, merged_into;
  std::int64_t devices = 0;
};

void each_type(db::Database& database, const std::function<void(const TypeLine&)>& f);
void each_maker(db::Database& database, const std::function<void(const NameLine&)>& f);
void each_model(db::Database& database, const std::function<void(const ModelLine&)>& f);

enum class NameOf { tag, type, department, facility };
/// The first fifty names that begin so, whatever their case and accents.
std::vector<std::string> names_beginning(db::Database& database, NameOf what, std::string_view prefix);

}  // namespace siyana::device

namespace siyana {
template <>
struct Fields<device::NameLine> {
  using R = device::NameLine;
  static constexpr auto all =
      std::tuple{field("name", &R::name, "Name"), field("merged_into", &R::merged_into, "Merged into"),
                 field("devices", &R::devices, "Devices")};
};
template <>
struct Fields<device::TypeLine> {
  using R = device::TypeLine;
  static constexpr auto all = std::tuple{field("name", &R::name, "Name"),
                                         field("merged_into", &R::merged_into, "Merged into"),
                                         field("devices", &R::devices, "Devices"),
                                         field("name_fr", &R::name_fr, "In French"),
                                         field("name_ar", &R::name_ar, "In Arabic"),
                                         field("name_en", &R::name_en, "In English"),
                                         field("codes", &R::codes, "Nomenclature"),
                                         word("risk", &R::risk, "Risk")};
};
template <>
struct Fields<device::ModelLine> {
  using R = device::ModelLine;
  static constexpr auto all =
      std::tuple{field("name", &R::name, "Name"), field("manufacturer", &R::manufacturer, "Manufacturer"),
                 field("merged_into", &R::merged_into, "Merged into"), field("devices", &R::devices, "Devices")};
};
}  // namespace siyana
