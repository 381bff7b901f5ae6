// An output file is whole or not there: written beside its place, synced, and renamed into it.
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <optional>

#include "base/error.hpp"
#include "base/part_file.hpp"
#include "base/temporary.hpp"
#include "base/text.hpp"
#include "render/descriptor.hpp"
#include "render/spool.hpp"

namespace siyana::render {
namespace {

std::optional<struct stat> status_of(const std::string& path) {
  struct stat status;
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return status;
}

/// The number of this program's own descriptor that a path leads to: /dev/stdout, /dev/fd/3, /proc/self/fd/3.
std::optional<int> own_descriptor(std::string path) {
  const auto real = [](const std::string& folder) {
    std::array<char, PATH_MAX> found;
    return ::realpath(folder.c_str(), found.data()) == nullptr ? std::string() : std::string(found.data());
  };
  const std::string own = real("/proc/self/fd");
  std::array<char, PATH_MAX> link;
  for (int step = 0; step < 40 && !own.empty(); ++step) {
    const ssize_t size = ::readlink(path.c_str(), link.data(), link.size());
    if (size < 0) break;
    const auto number = parse_number(name_of(path));
    if (number && *number >= 0 && *number <= INT_MAX && real(folder_of(path)) == own) return static_cast<int>(*number);
    const std::string target(link.data(), static_cast<std::size_t>(size));
    path = target.starts_with('/') ? target : folder_of(path) + "/" + target;
  }
  return std::nullopt;
}

/// The temporary file beside a target. Goes away with this object unless it was put in place.
class Replacement {
 public:
  Replacement(const std::string& target, const std::string& what)
      : target_(target), what_(what), name_(folder_of(target) + "/.siyana-XXXXXX") {
    const SignalsHeld held;
    file_ = Descriptor(::mkostemp(name_.path(), O_CLOEXEC));
    if (!file_.is_open()) cannot_write(what, errno);
    name_.is_made();
  }
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
    if (::rename(name_.path(), target_.c_str()) != 0) cannot_write(what_, errno);
    name_.let_go();
    if (const int error = sync_folder(folder_of(target_)); error != 0) cannot_write(what_, error);
  }

 private:
  std::string target_;
  std::string what_;  // the target as the user named it
  TemporaryName name_;
  Descriptor file_;
};

}  // namespace

void Spool::copy_to_file(const std::string& path) {
  // Written to where it stands: what a shell appends to (>>) keeps what it holds.
  if (const auto own = own_descriptor(path)) return copy_to(*own, path);
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
  Descriptor device(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  if (!device.is_open()) cannot_write(path, errno);
  copy_to(device.number(), path);
  if (device.close() != 0) cannot_write(path, errno);
}

}  // namespace siyana::render
