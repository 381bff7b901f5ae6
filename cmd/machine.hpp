// The machine that siyana runs on, and what is said of a file that was copied from another.
#pragma once

#include "store/machine.hpp"

namespace siyana {

/// By a hash, since the machine's id itself is a secret (machine-id(5)). SIYANA_MACHINE (NAME:BORN) stands in for it
/// and for the file's time of birth in tests.
store::Machine this_machine();
/// The same, and how old the store is there.
store::Machine this_machine(const db::Database& database);
Sentence copy_sentence(const store::Copied& copied);

}  // namespace siyana
