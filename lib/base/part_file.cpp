#include "base/part_file.hpp"

#include <fcntl.h>
#include <limits.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/error.hpp"

namespace siyana {
namespace {

bool are_one(const struct stat& here, const struct stat& there) {
  return here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

/// 0, or the errno: EEXIST where something has the name.
int rename_if_free(const char* from, const char* to) {
  if (::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  if (::link(from, to) != 0) return errno;
  return ::unlink(from) == 0 ? 0 : errno;
}

}  // namespace

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string name_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::string follow_links(std::string path) {
  std::array<char, PATH_MAX> link;
  for (int step = 0; step < 40; ++step) {
    const ssize_t size = ::readlink(path.c_str(), link.data(), link.size());
    if (size < 0) return path;
    const std::string target(link.data(), static_cast<std::size_t>(size));
    const auto slash = path.rfind('/');
    path = target.starts_with('/') || slash == path.npos ? target : path.substr(0, slash + 1) + target;
  }
  return path;
}

bool are_one_file(const std::string& path, const std::string& other) {
  struct stat here {
  }, there{};
  const bool is_here = ::stat(path.c_str(), &here) == 0, is_there = ::stat(other.c_str(), &there) == 0;
  if (is_here || is_there) return is_here && is_there && are_one(here, there);
  const std::string to = follow_links(path), to_other = follow_links(other);
  return name_of(to) == name_of(to_other) && ::stat(folder_of(to).c_str(), &here) == 0 &&
         ::stat(folder_of(to_other).c_str(), &there) == 0 && are_one(here, there);
}

void make_folders_of(const std::string& path) {
  for (std::size_t slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1))
    make_folder(path.substr(0, slash), 0700);
}

bool make_folder(const std::string& folder, unsigned rights) {
  if (::mkdir(folder.c_str(), rights) != 0) return errno == EEXIST;
  sync_folder(folder_of(folder));
  return true;
}

int sync_folder(const std::string& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.is_open() || ::fsync(opened.number()) == 0 || errno == EINVAL) return 0;
  return errno;
}

PartFile::PartFile(const std::string& target)
    : target_(target), name_(folder_of(target) + "/." + name_of(target) + ".part") {
  const SignalsHeld held;
  open(0);
  if (is_anothers()) {  // who could still read and write what we make
    if (::unlink(name_.path()) != 0) is_in_the_way();
    open(O_EXCL);
  }
  name_.is_made();
  if (::ftruncate(file_.number(), 0) != 0 || ::fchmod(file_.number(), 0600) != 0) fail(errno);
}

PartFile::~PartFile() = default;

void PartFile::open(int flags) {
  file_ = Descriptor(::open(name_.path(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC | flags, 0600));
  if (file_.is_open()) return require_own();
  const int error = errno;
  struct stat there {};
  if ((flags & O_EXCL) == 0 && ::lstat(name_.path(), &there) == 0) is_in_the_way();
  fail(error);
}

/// Nobody else writes it: locked, and still the file of that name (another may have put it in place meanwhile).
void PartFile::require_own() {
  struct stat opened {};
  struct stat named {};
  const bool locked = ::flock(file_.number(), LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
  const bool same =
      ::fstat(file_.number(), &opened) == 0 && ::lstat(name_.path(), &named) == 0 && are_one(opened, named);
  if (!locked || !same) throw Error(Fault::busy, "another siyana is making {path}: try again", {{"path", target_}});
  if (!S_ISREG(opened.st_mode) || opened.st_nlink != 1) is_in_the_way();
}

bool PartFile::is_anothers() const {
  struct stat opened {};
  return ::fstat(file_.number(), &opened) == 0 && opened.st_uid != ::geteuid();
}

/// Not removed unless its lock is ours: another siyana may be making it, and would put ours in place for its own.
void PartFile::is_in_the_way() const {
  throw Error(Fault::conflict, "{part} is in the way of {path}: unless another siyana is making it, have it removed",
              {{"part", name_.path()}, {"path", target_}});
}

void PartFile::sync() {
  if (::fsync(file_.number()) != 0) fail(errno);
}

void PartFile::put_in_place_of(const std::string& target) {
  sync();
  {
    const SignalsHeld held;
    if (::rename(name_.path(), target.c_str()) != 0) fail(errno);
    name_.let_go();
  }
  if (const int error = sync_folder(folder_of(target)); error != 0) fail(error);
}

bool PartFile::put_in_place_if_free() {
  sync();
  {
    const SignalsHeld held;
    const int error = rename_if_free(name_.path(), target_.c_str());
    if (error == EEXIST) return false;
    if (error != 0) fail(error);
    name_.let_go();
  }
  if (const int error = sync_folder(folder_of(target_)); error != 0) fail(error);
  return true;
}

void PartFile::fail(int error) const {
  throw Error(Fault::internal, "cannot write {path}: {why}", {{"path", target_}, {"why", std::strerror(error)}});
}

}  // namespace siyana
