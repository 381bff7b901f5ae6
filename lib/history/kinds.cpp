#include "history/history.hpp"

#include "device/nomenclature.hpp"
#include "device/tidy.hpp"
#include "device/type_names.hpp"
#include "round/round.hpp"

namespace siyana::history {

std::span<const store::Kind> kinds() {
  // In the order in which they may be made again: what is named comes before what names it.
  static const std::vector<store::Kind> all{
      store::kind_of<plan::PolicyRow>(),      store::kind_of<device::Facility>(), store::kind_of<device::Department>(),
      store::kind_of<device::Type>(),         store::kind_of<device::TypeName>(), store::kind_of<device::Unlike>(),
      store::kind_of<device::Nomenclature>(), store::kind_of<device::Maker>(),    store::kind_of<device::Model>(),
      store::kind_of<device::Device>(),       store::kind_of<device::Alias>(),    store::kind_of<device::Placement>(),
      store::kind_of<device::Status>(),       store::kind_of<plan::Plan>(),       store::kind_of<plan::TermsRow>(),
      store::kind_of<plan::Suspension>(),     store::kind_of<plan::FirstDue>(),   store::kind_of<work::Service>(),
      store::kind_of<work::Attempt>(),        store::kind_of<work::Breakdown>(),  store::kind_of<work::Waiting>(),
      store::kind_of<round::Round>(),         store::kind_of<round::Visit>(),     store::kind_of<ImportRecord>(),
      store::kind_of<alert::Recipient>(),     store::kind_of<alert::Snooze>(),    store::kind_of<alert::Message>(),
      store::kind_of<alert::ToldRow>(),       store::kind_of<store::Machine>(),
  };
  return all;
}

const store::Kind* kind_named(std::string_view name) {
  for (const auto& kind : kinds())
    if (kind.name == name) return &kind;
  return nullptr;
}

}  // namespace siyana::history
