#include "base/part_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/error.hpp"

namespace siyana {

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string name_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

int sync_folder(const std::string& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.is_open() || ::fsync(opened.number()) == 0 || errno == EINVAL) return 0;
  return errno;
}

PartFile::PartFile(const std::string& target)
    : target_(target), path_(folder_of(target) + "/." + name_of(target) + ".part") {
  file_ = Descriptor(::open(path_.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file_.is_open()) fail(errno);
  require_own();
  exists_ = true;
  if (::ftruncate(file_.number(), 0) != 0 || ::fchmod(file_.number(), 0600) != 0) fail(errno);
}

PartFile::~PartFile() {
  if (exists_) ::unlink(path_.c_str());
}

/// Nobody else writes it: locked, and still the file of that name (another may have put it in place meanwhile).
void PartFile::require_own() {
  struct stat opened {};
  struct stat named {};
  const bool locked = ::flock(file_.number(), LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
  const bool same = ::fstat(file_.number(), &opened) == 0 && ::lstat(path_.c_str(), &named) == 0 &&
                    opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
  if (!locked || !same) throw Error(Fault::busy, "another siyana is making {path}: try again", {{"path", target_}});
  if (!S_ISREG(opened.st_mode) || opened.st_nlink != 1) fail(EEXIST);
}

void PartFile::put_in_place_of(const std::string& target) {
  if (::fsync(file_.number()) != 0) fail(errno);
  if (::rename(path_.c_str(), target.c_str()) != 0) fail(errno);
  exists_ = false;
  if (const int error = sync_folder(folder_of(target)); error != 0) fail(error);
}

void PartFile::fail(int error) const {
  throw Error(Fault::internal, "cannot write {path}: {why}", {{"path", target_}, {"why", std::strerror(error)}});
}

}  // namespace siyana
