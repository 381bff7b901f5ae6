#include "db/store_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

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

}  // namespace

void require_store(const std::string& path) {
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

void create_file(const std::string& path) {
  const auto slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  struct stat status {};
  const bool shared = ::stat(folder.c_str(), &status) == 0 && (status.st_mode & S_ISGID) != 0;
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0 && errno == EEXIST)
    throw Error(Fault::conflict, "{path} is there already: siyana init never overwrites a store", {{"path", path}});
  if (file < 0)
    throw Error(Fault::internal, "cannot make {path}: {why}", {{"path", path}, {"why", std::strerror(errno)}});
  if (shared) ::fchmod(file, 0660);
  ::close(file);
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
