// File systems on which a store cannot be written safely: those of other machines.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace siyana::db {

/// The name of a network file system by its number (statfs(2)); nothing for a local one.
std::optional<std::string_view> network_file_system(long type);
/// The kind, as "fuse.sshfs", of the mount that serves a device from elsewhere, in what /proc/self/mountinfo says;
/// nothing for one that lies on this machine. FUSE has one number for all: an NTFS stick's and an SSH server's.
std::optional<std::string> network_mount(std::string_view mounts, unsigned major, unsigned minor);
/// Error(invalid) where the file, or the folder that it is to be made in, is on a network share: SQLite's locks are not
/// kept there, so that two machines could write at once and damage the store.
void require_local(const std::string& path);

}  // namespace siyana::db
