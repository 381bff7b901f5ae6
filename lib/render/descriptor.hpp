// Writing whose every byte and every error is looked at.
#pragma once

#include <string_view>

#include "base/descriptor.hpp"

namespace siyana::render {

using siyana::Descriptor;

/// Error(internal): cannot write `what`, for the reason `error` (an errno) gives.
[[noreturn]] void cannot_write(std::string_view what, int error);

/// All of `bytes`, waiting where the reader is slow. Throws as Spool::copy_to.
void write_all(int descriptor, std::string_view bytes, std::string_view what);

}  // namespace siyana::render
