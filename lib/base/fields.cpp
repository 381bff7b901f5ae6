#include "base/fields.hpp"

namespace siyana {

void bad_value(std::string_view what, std::string_view value) {
  throw Error(Fault::damaged, "the store holds {value} where a {what} belongs (run siyana check)",
              {{"what", Term{std::string(what)}}, {"value", "\"" + std::string(value) + "\""}});
}

}  // namespace siyana
