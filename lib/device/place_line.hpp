// Facilities and departments as they are listed.
#pragma once

#include <functional>

#include "device/places.hpp"

namespace siyana::device {

struct FacilityLine {
  std::string code, name, country;
  std::int64_t departments = 0, devices = 0;
  std::string note;
};
struct DepartmentLine {
  std::string facility, code, name, phone;
  std::int64_t devices = 0;
  std::string note, merged_into;
};

void each_facility(db::Database& database, const std::function<void(const FacilityLine&)>& f);
/// Of one facility where `facility` is not 0.
void each_department(db::Database& database, Id facility, const std::function<void(const DepartmentLine&)>& f);

}  // namespace siyana::device

namespace siyana {
template <>
struct Fields<device::FacilityLine> {
  using R = device::FacilityLine;
  static constexpr auto all =
      std::tuple{field("code", &R::code, "Code"),          field("name", &R::name, "Name"),
                 field("country", &R::country, "Country"), field("departments", &R::departments, "Departments"),
                 field("devices", &R::devices, "Devices"), field("note", &R::note, "Note")};
};
template <>
struct Fields<device::DepartmentLine> {
  using R = device::DepartmentLine;
  static constexpr auto all = std::tuple{field("facility", &R::facility, "Facility"),
                                         field("code", &R::code, "Code"),
                                         field("name", &R::name, "Name"),
                                         field("phone", &R::phone, "Phone"),
                                         field("devices", &R::devices, "Devices"),
                                         field("note", &R::note, "Note"),
                                         field("merged_into", &R::merged_into, "Merged into")};
};
}  // namespace siyana
