// File systems on which a store cannot be written safely: those of other machines.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace siyana::db {

/// The name of a network file system by its number (statfs(2)); nothing for a local one.
std::optional<std::string_view> network_file_system(long type);
/// Error(invalid) where the file, or the folder that it is to be made in, is on a network share: SQLite's locks are not
/// kept there, so that two machines could write at once and damage the store.
void require_local(const std::string& path);

}  // namespace siyana::db
