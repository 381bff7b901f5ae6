// Any bytes as a scanner's memory, line by line, in a hospital of five devices.
#include "../unit/history_world.hpp"
#include "fuzz.hpp"
#include "round/scan.hpp"

namespace {

siyana::world::World& hospital() {
  static siyana::world::World world;
  static const bool filled = [] {
    siyana::world::Random random(world, 1);
    for (int i = 0; i < 60; ++i) random.step();
    return true;
  }();
  siyana::fuzz::demand(filled);
  return world;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace siyana;
  auto& database = *hospital().database;
  std::string_view rest = fuzz::text_of(data, size);
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const auto end = std::min(rest.find('\n'), rest.size());
    if (const auto line = round::scan_line(database, number, rest.substr(0, end))) {
      fuzz::demand(line->number == number && !line->text.empty());
      const auto scanned = round::understand(database, line->tag);
      fuzz::demand(!scanned.device || scanned.could.empty());
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return 0;
}
