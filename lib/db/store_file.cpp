#include "db/store_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/descriptor.hpp"
#include "base/error.hpp"
#include "base/part_file.hpp"

namespace siyana::db {
namespace {

struct Header {
  bool empty = false;
  bool sqlite = false;
  bool wal = false;
  std::uint32_t application = 0;
};

std::optional<Header> read_header(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  unsigned char bytes[100] = {};
  const auto size = ::pread(file, bytes, sizeof bytes, 0);
  ::close(file);
  Header header;
  header.empty = size == 0;
  header.sqlite = size == 100 && std::memcmp(bytes, "SQLite format 3", 16) == 0;
  header.wal = bytes[18] == 2;
  for (int i = 68; i < 72; ++i) header.application = header.application << 8 | bytes[i];
  return header;
}

bool is_store(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
  const auto header = read_header(path);
  return header && header->sqlite && header->application == application_id;
}

}  // namespace

void require_store(const std::string& path) {
  require_file_name(path);
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno == ENOENT || errno == ENOTDIR)
      throw Error(Fault::not_found, "no store at {path}: make one with siyana init", {{"path", path}});
    throw Error(Fault::internal, "cannot open {path}: {why}", {{"path", path}, {"why", std::strerror(errno)}});
  }
  if (!S_ISREG(status.st_mode)) throw Error(Fault::invalid, "{path} is not a file, so not a store", {{"path", path}});
  if (status.st_nlink > 1)
    throw Error(Fault::invalid, "{path} has a second name (a hard link), under which it could be damaged: remove one",
                {{"path", path}});
  const auto header = read_header(path);
  if (!header)
    throw Error(Fault::internal, "cannot open {path}: {why}", {{"path", path}, {"why", std::strerror(errno)}});
  if (header->empty || !header->sqlite || header->application != application_id)
    throw Error(Fault::invalid, "{path} is not a siyana store", {{"path", path}});
}

bool is_beside_store(const std::string& path) {
  const std::string file = follow_links(path);
  for (const std::string_view suffix : {"-journal", "-wal", "-shm"})
    if (file.ends_with(suffix) && is_store(file.substr(0, file.size() - suffix.size()))) return true;
  return false;
}

bool is_of_store(const std::string& path) { return is_store(path) || is_beside_store(path); }

void require_file_name(const std::string& path) {
  if (path == ":memory:" || path.starts_with("file:"))
    throw Error(Fault::usage, "{path} cannot be the name of a store: give a path, as ./{path}", {{"path", path}});
}

unsigned rights_in(const std::string& folder) {
  struct stat status {};
  return ::stat(folder.c_str(), &status) == 0 && (status.st_mode & S_ISGID) != 0 ? 0660 : 0600;
}

void create_file(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
  struct stat status {};
  if (!file.is_open() || ::fstat(file.number(), &status) != 0 ||
      ::fchmod(file.number(), rights_in(folder_of(path))) != 0)
    throw Error(Fault::internal, "cannot make {path}: {why}", {{"path", path}, {"why", std::strerror(errno)}});
  if (status.st_size != 0)
    throw Error(Fault::conflict, "{path} is there already: siyana init never overwrites a store", {{"path", path}});
}

void require_room(const std::string& path, std::uint64_t bytes) {
  struct statvfs disk {};
  if (::statvfs(path.c_str(), &disk) != 0 || disk.f_blocks == 0) return;
  if (disk.f_bavail * disk.f_frsize < bytes)
    throw Error(Fault::internal, "no space is left for {path}: nothing was written, make room and try again",
                {{"path", path}});
}

std::optional<std::int64_t> file_born(const std::string& path) {
  struct statx status {};
  if (::statx(AT_FDCWD, path.c_str(), 0, STATX_BTIME, &status) != 0 || (status.stx_mask & STATX_BTIME) == 0)
    return std::nullopt;
  return status.stx_btime.tv_sec * 1000 + status.stx_btime.tv_nsec / 1000000;
}

bool is_left_in_wal(const std::string& path) {
  const auto header = read_header(path);
  return header && header->wal;
}

void leave_wal(const std::string& path) {
  if (!is_left_in_wal(path)) return;
  // The versions of the format for writing and for reading: 1 is the rollback journal's.
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file.is_open() || ::pwrite(file.number(), "\1\1", 2, 18) != 2)
    throw Error(Fault::internal, "cannot write {path}: {why}", {{"path", path}, {"why", std::strerror(errno)}});
}

void require_no_leftovers(const std::string& path) {
  struct stat status {};
  if (is_left_in_wal(path))
    throw Error(
        Fault::internal,
        "another tool left {path} in WAL mode, which wants the right to write to its folder: copy it to where you "
        "have that right",
        {{"path", path}});
  if (::stat((path + "-journal").c_str(), &status) == 0)
    throw Error(
        Fault::internal,
        "a command that wrote to {path} was cut short, and taking back its half wants the right to write to the "
        "file and to its folder",
        {{"path", path}});
}

}  // namespace siyana::db
