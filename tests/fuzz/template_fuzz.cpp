// Any bytes as a site's own template: filled, or refused with a sentence. What comes out grows with what went in, not
// with its depth.
#include "base/error.hpp"
#include "fuzz.hpp"
#include "render/template.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace siyana;
  constexpr std::size_t rows = 3;
  const auto text = fuzz::text_of(data, size);
  const render::Vocabulary vocabulary{{"subject", "more"}, {{"items", {"tag", "why"}}}};
  render::Filling filling;
  filling.fields = {{"subject", "1 overdue"}, {"more", ""}};
  filling.lists["items"].assign(rows, render::Filling{{{"tag", "A-1"}, {"why", "new"}}, {}});
  try {
    const render::Template page(text, "digest.txt", vocabulary);
    fuzz::demand(page.fill(filling).size() <= rows * (size + 1) * 10);
  } catch (const Error& error) {
    fuzz::demand(error.fault() == Fault::invalid);
  }
  return 0;
}
