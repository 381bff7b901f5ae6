// What a type of device is called in other languages than the one it was entered in.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "device/lists.hpp"

namespace siyana::device {

struct TypeName {
  Id id = 0;
  Ref type;
  std::string language;  // en, fr, ar
  std::string name, name_key;
};
void derive(TypeName& name);

/// Gives a type its name in a language; an empty one takes it away. Error(conflict) where another type has that name.
void set_type_name(store::Change& change, const Type& type, std::string_view language, std::string_view name);

/// The names of types in a language, by the names that stand for them.
std::unordered_map<std::string, std::string> type_names(db::Database& database, std::string_view language);

}  // namespace siyana::device

namespace siyana {
template <>
struct Fields<device::TypeName> {
  using R = device::TypeName;
  static constexpr std::string_view kind = "type_translation";
  static constexpr auto all =
      std::tuple{ref("type", &R::type, "Type", "type"), field("language", &R::language, "Language"),
                 field("name", &R::name, "Name"), derived("name_key", &R::name_key)};
};
}  // namespace siyana
