// Any bytes as a compiled catalogue: what is found lies within them.
#include "fuzz.hpp"
#include "i18n/messages.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace siyana;
  const auto bytes = fuzz::text_of(data, size);
  const Messages messages(bytes);
  for (const std::string_view id : {"", "Tag", "one device", "\xFF"})
    for (const std::size_t form : {0, 1, 5, 1000000})
      if (const auto found = messages.find(id, form))
        fuzz::demand(found->empty() ||
                     (found->data() >= bytes.data() && found->data() + found->size() <= bytes.data() + bytes.size()));
  return 0;
}
