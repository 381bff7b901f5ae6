// The file of a store, before an engine opens it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace siyana::db {

constexpr std::uint32_t application_id = 0x73697961;  // "siya", in the file's header

/// Error(not_found) where there is none, Error(invalid) where the file is no siyana store or has a second name.
void require_store(const std::string& path);
/// What SQLite lays beside a siyana store.
bool is_beside_store(const std::string& path);
/// A siyana store, or what SQLite lays beside one.
bool is_of_store(const std::string& path);
/// Error(usage) where SQLite would take the name for something else than a file: `:memory:`, `file:…`.
void require_file_name(const std::string& path);
/// The rights of a new store: its owner's alone, or the folder's group's too where the folder hands its group on.
unsigned rights_in(const std::string& folder);
/// The file of a new store, with those rights; one that is there and empty serves. Error(conflict) where it is not.
void create_file(const std::string& path);
/// Error(internal) where the disk of a file has no room for so many bytes more, as far as it tells.
void require_room(const std::string& path, std::uint64_t bytes);
/// When the file was made, in milliseconds since 1970, where the file system tells.
std::optional<std::int64_t> file_born(const std::string& path);
/// Another tool left it in WAL mode.
bool is_left_in_wal(const std::string& path);
/// The same file without that mode, which nobody has open and beside which nothing lies. Error(internal) where it
/// cannot be written.
void leave_wal(const std::string& path);
/// Says what a reader cannot put right without the right to write, where another left it: Error(internal).
void require_no_leftovers(const std::string& path);

}  // namespace siyana::db
