// import: other people's files.
#include "cmd/app.hpp"
#include "cmd/nouns.hpp"

namespace siyana {
namespace {

void import_devices(App&, const Words&) { throw Error(Fault::internal, "not there yet"); }

constexpr Operand file[] = {{"FILE", "the file; - for standard input"}};
const Verb verbs[] = {{"devices",
                       "register the devices of a CSV file",
                       file,
                       {},
                       "siyana import devices inventaire.csv --plan",
                       import_devices}};

}  // namespace

const Noun import_noun{"import", "take in other people's files", verbs};

}  // namespace siyana
