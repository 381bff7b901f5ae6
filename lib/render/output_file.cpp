// An output file is whole or not there: written beside its place, synced, and renamed into it.
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>

#include "base/error.hpp"
#include "base/part_file.hpp"
#include "render/descriptor.hpp"
#include "render/spool.hpp"

namespace siyana::render {
namespace {

/// The temporary file that a signal handler would remove; read by it, so no std::string.
std::array<char, PATH_MAX> temporary_path;
std::atomic<bool> temporary_exists = false;
static_assert(std::atomic<bool>::is_always_lock_free);

/// Holds signals back while a file exists that is not registered yet.
class SignalsHeld {
 public:
  SignalsHeld() {
    sigset_t every;
    ::sigfillset(&every);
    ::pthread_sigmask(SIG_BLOCK, &every, &before_);
  }
  ~SignalsHeld() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_;
};

std::optional<struct stat> status_of(const std::string& path) {
  struct stat status;
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return status;
}

/// Where the links at the end of `path` lead, also where nothing is there yet.
std::string follow_links(std::string path) {
  std::array<char, PATH_MAX> link;
  for (int step = 0; step < 40; ++step) {
    const ssize_t size = ::readlink(path.c_str(), link.data(), link.size());
    if (size < 0) return path;
    const std::string target(link.data(), static_cast<std::size_t>(size));
    path = target.starts_with('/') ? target : folder_of(path) + "/" + target;
  }
  return path;
}

/// The temporary file beside a target. Goes away with this object unless it was put in place.
class Replacement {
 public:
  Replacement(const std::string& target, const std::string& what) : target_(target), what_(what) {
    const std::string name = folder_of(target) + "/.siyana-XXXXXX";
    if (name.size() >= temporary_path.size()) cannot_write(what, ENAMETOOLONG);
    const SignalsHeld held;
    std::memcpy(temporary_path.data(), name.c_str(), name.size() + 1);
    file_ = Descriptor(::mkostemp(temporary_path.data(), O_CLOEXEC));
    if (!file_.is_open()) cannot_write(what, errno);
    temporary_exists = true;
  }
  ~Replacement() { remove_temporaries(); }
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;

  int descriptor() const { return file_.number(); }

  /// Others who could read the file before can read it after.
  void take_rights_of(const struct stat& before) {
    // Only root can give files away; for anyone else the file stays their own.
    [[maybe_unused]] const int given = ::fchown(file_.number(), before.st_uid, before.st_gid);
    if (::fchmod(file_.number(), before.st_mode & 0777) != 0) cannot_write(what_, errno);
  }

  void put_in_place() {
    if (::fsync(file_.number()) != 0 || file_.close() != 0) cannot_write(what_, errno);
    if (::rename(temporary_path.data(), target_.c_str()) != 0) cannot_write(what_, errno);
    temporary_exists = false;
    if (const int error = sync_folder(folder_of(target_)); error != 0) cannot_write(what_, error);
  }

 private:
  std::string target_;
  std::string what_;  // the target as the user named it
  Descriptor file_;
};

}  // namespace

void remove_temporaries() noexcept {
  if (temporary_exists.exchange(false)) ::unlink(temporary_path.data());
}

void Spool::copy_to_file(const std::string& path) {
  const std::string target = follow_links(path);
  const auto before = status_of(path);
  const auto led_to = status_of(target);
  // A link of /proc may lead to something without a name (/dev/stdout to a pipe): it must be written through.
  const bool same = before.has_value() == led_to.has_value() && (!before || before->st_ino == led_to->st_ino);
  if (before && (!S_ISREG(before->st_mode) || !same)) return copy_to_device(path);
  Replacement replacement(target, path);
  copy_to(replacement.descriptor(), path);
  if (before) replacement.take_rights_of(*before);
  replacement.put_in_place();
}

void Spool::copy_to_device(const std::string& path) {
  Descriptor device(::open(path.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOCTTY));
  if (!device.is_open()) cannot_write(path, errno);
  copy_to(device.number(), path);
  if (device.close() != 0) cannot_write(path, errno);
}

}  // namespace siyana::render
