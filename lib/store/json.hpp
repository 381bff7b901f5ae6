// The journal's `after`: one flat JSON object of strings, whole numbers and nulls, in one byte form.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/fields.hpp"

namespace siyana::store {

/// Writes {"name":value,…}; clear() starts the next object in the same memory.
class JsonObject {
 public:
  void clear();
  void add(std::string_view name, const Value& value);  // a ref has been turned into text before
  std::string_view close();                             // the finished object
  bool empty() const { return text_.size() <= 1; }

 private:
  std::string text_ = "{";
};

/// Calls f(name, value) for each member; a text is valid during the call. Error(damaged) where it is not such an
/// object.
void read_json(std::string_view json, const std::function<void(std::string_view name, const Value& value)>& f);

}  // namespace siyana::store
