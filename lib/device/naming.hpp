// Finding or making the names a device refers to: type, manufacturer, model, department. A name not known yet is made
// and said; one nearly like a known one is refused with the known one named, unless new names were allowed.
#pragma once

#include <functional>
#include <string_view>

#include "device/lists.hpp"
#include "device/places.hpp"

namespace siyana::device {

class Naming {
 public:
  using Tell = std::function<void(const Sentence&)>;
  Naming(store::Change& change, bool allow_new, Tell tell);

  Id type(std::string_view name);
  Id maker(std::string_view name);
  Id model(std::string_view name, Id maker);
  /// In the facility, which must be known; without one (0) in the only one, or where the name is found.
  Id department(std::string_view name, Id facility);

 private:
  Id named(NameList& list, std::string_view noun, std::string_view name, Id maker);
  Id new_department(std::string_view name, Id facility);

  store::Change& change_;
  bool allow_new_;
  Tell tell_;
  NameList types_, makers_, models_;
  std::unordered_map<std::string, Id> departments_;  // by facility and folded name
};

}  // namespace siyana::device
