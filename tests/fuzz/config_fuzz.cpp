// Any bytes as a configuration file: its settings, or a sentence that names the line.
#include "base/error.hpp"
#include "cmd/config.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace siyana;
  const int descriptor = fuzz::file_of(fuzz::text_of(data, size));
  try {
    const auto words = read_config({"/proc/self/fd/" + std::to_string(descriptor)});
    words.text("--db");
  } catch (const Error& error) {
    fuzz::demand(error.fault() == Fault::usage && !english(error.sentence()).empty());
  }
  return 0;
}
