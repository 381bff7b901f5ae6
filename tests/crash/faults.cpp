// A file system that fails when it is told to, laid before the program with LD_PRELOAD. It counts every write, sync,
// rename, link, unlink and truncation of files in one folder and those below it, and at the chosen one does what is
// asked:
//
//   FAULT_FOLDER  the folder, as an absolute path without links
//   FAULT_AT      the number of the operation, from 1; 0 none
//   FAULT_MODE    kill    the process dies (SIGKILL) before the operation
//                 torn    the same, but half of the bytes of a write arrive
//                 cut     power is cut: the process dies, and what was not synced is lost, names too
//                 full    from this operation on the disk is full
//                 fsync   from this operation on no sync succeeds
//   FAULT_SEED    with cut: of what was not synced a part arrives nevertheless, chosen by this number; 0 nothing does
//   FAULT_AFTER   with cut: power is cut after the program ended, whatever its status
//   FAULT_LIES    syncs are said to succeed and do nothing
//   FAULT_COUNT   a file that gets the number of operations
//   FAULT_SHARE   a folder that is said to lie on a network share: NFS, or the file system of the number that
//                 FAULT_SHARE_TYPE gives
//
// A name is durable once its folder was synced, a file's bytes once the file was.
#include <dirent.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <utility>

namespace {

std::string setting(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// A file under whatever names; `durable` is what a power cut leaves of it.
struct File {
  std::optional<std::string> durable;  // not known until it is first changed
};
using Names = std::map<std::string, std::shared_ptr<File>>;

class Disk {
 public:
  Disk() : folder_(setting("FAULT_FOLDER")), mode_(setting("FAULT_MODE")) {
    if (folder_.empty()) return;
    at_ = std::atol(setting("FAULT_AT").c_str());
    find(folder_);
    durable_names_ = names_;
  }

  void end() {
    if (folder_.empty()) return;
    if (const auto path = setting("FAULT_COUNT"); !path.empty()) {
      const std::string text = std::to_string(count_) + "\n";
      put(path, text);
    }
    if (!setting("FAULT_AFTER").empty()) lose();
    folder_.clear();
  }

  bool is_ours(const std::string& path) const { return !folder_.empty() && path.starts_with(folder_ + "/"); }
  bool is_folder(const std::string& path, int flags) const {
    return path == folder_ || path == folder_ + "/" || ((flags & O_DIRECTORY) != 0 && is_ours(path));
  }

  static std::string absolute(const char* path) {
    if (path[0] == '/') return path;
    char here[4096];
    const std::string folder = ::getcwd(here, sizeof here) == nullptr ? "" : here;
    std::string relative = path;
    while (relative.starts_with("./")) relative.erase(0, 2);
    return relative == "." ? folder : folder + "/" + relative;
  }

  void opened(int descriptor, const char* given, int flags) {
    if (descriptor < 0 || folder_.empty()) return;
    const std::string path = absolute(given);
    if (is_folder(path, flags)) {
      folders_[descriptor] = path.ends_with('/') ? path : path + "/";
      return;
    }
    if (!is_ours(path)) return;
    auto& file = names_[path];
    if (!file) {
      file = std::make_shared<File>();
      file->durable = "";
    }
    files_[descriptor] = file;
    paths_[descriptor] = path;
    if ((flags & O_TRUNC) != 0) remember(descriptor);
  }
  void closed(int descriptor) {
    files_.erase(descriptor);
    folders_.erase(descriptor);
  }

  bool watches(int descriptor) const { return files_.contains(descriptor) || folders_.contains(descriptor); }

  /// True where the operation is to fail with errno set.
  bool fails(bool is_sync, bool writes) {
    ++count_;
    if (at_ == 0 || count_ < at_) return false;
    if (mode_ == "full" && writes) return errno = ENOSPC, true;
    if (mode_ == "fsync" && is_sync) return errno = EIO, true;
    if (mode_ == "cut" && count_ == at_) lose();
    if (count_ == at_ && (mode_ == "kill" || mode_ == "cut")) die();
    return false;
  }
  bool tears() const { return mode_ == "torn" && count_ == at_; }
  static void die() { ::kill(::getpid(), SIGKILL); }

  /// Before a file is changed: what it holds is durable unless it was changed before.
  void remember(int descriptor) {
    const auto found = files_.find(descriptor);
    if (found != files_.end() && !found->second->durable) found->second->durable = get(paths_[descriptor]);
  }
  void remember(const std::string& path) {
    const auto found = names_.find(path);
    if (found != names_.end() && !found->second->durable) found->second->durable = get(path);
  }
  void synced(int descriptor) {
    if (!setting("FAULT_LIES").empty()) return;
    if (const auto folder = folders_.find(descriptor); folder != folders_.end()) names_synced(folder->second);
    if (const auto found = files_.find(descriptor); found != files_.end())
      found->second->durable = get("/proc/self/fd/" + std::to_string(descriptor));
  }
  void renamed(const std::string& from, const std::string& to) {
    const auto found = names_.find(from);
    if (found == names_.end()) return;
    names_[to] = found->second;
    names_.erase(from);
    for (auto& [descriptor, path] : paths_)
      if (path == from) path = to;
  }
  void exchanged(const std::string& one, const std::string& other) {
    std::swap(names_[one], names_[other]);
    for (auto& [descriptor, path] : paths_) path = path == one ? other : path == other ? one : path;
  }
  void linked(const std::string& from, const std::string& to) { names_[to] = names_[from]; }
  void unlinked(const std::string& path) { names_.erase(path); }

  std::recursive_mutex mutex;

 private:
  /// The files that are there at first, in folders below too.
  void find(const std::string& folder) {
    DIR* opened = ::opendir(folder.c_str());
    while (const dirent* entry = opened == nullptr ? nullptr : ::readdir(opened)) {
      const std::string name = entry->d_name;
      if (entry->d_type == DT_REG) names_[folder + "/" + name] = std::make_shared<File>();
      if (entry->d_type == DT_DIR && name != "." && name != "..") find(folder + "/" + name);
    }
    if (opened != nullptr) ::closedir(opened);
  }

  /// Those of one folder, which ends with a slash.
  void names_synced(const std::string& folder) {
    const auto is_in = [&](const auto& named) {
      return named.first.starts_with(folder) && named.first.find('/', folder.size()) == std::string::npos;
    };
    std::erase_if(durable_names_, is_in);
    std::copy_if(names_.begin(), names_.end(), std::inserter(durable_names_, durable_names_.end()), is_in);
  }

  static std::string get(const std::string& path) {
    std::string bytes;
    const auto file = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path.c_str(), O_RDONLY));
    char piece[65536];
    for (ssize_t size = 0; file >= 0 && (size = ::read(file, piece, sizeof piece)) > 0;)
      bytes.append(piece, static_cast<std::size_t>(size));
    if (file >= 0) ::syscall(SYS_close, file);
    return bytes;
  }
  static void put(const std::string& path, const std::string& bytes) {
    ::syscall(SYS_unlink, path.c_str());  // other names of the file, and those who have it open, are not met
    const auto file =
        static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600));
    for (std::size_t done = 0; file >= 0 && done < bytes.size();) {
      const long size = ::syscall(SYS_write, file, bytes.data() + done, bytes.size() - done);
      if (size <= 0) break;
      done += static_cast<std::size_t>(size);
    }
    if (file >= 0) ::syscall(SYS_close, file);
  }

  /// Of a file's blocks that were not synced each arrived or did not.
  static std::string mixed(const std::string& durable, const std::string& now, std::mt19937& random) {
    constexpr std::size_t block = 4096;
    std::string bytes = (random() & 1U) != 0 ? now : durable;
    bytes.resize(std::max(bytes.size(), std::min(durable.size(), now.size())));
    for (std::size_t at = 0; at < bytes.size(); at += block) {
      const auto& from = (random() & 1U) != 0 ? now : durable;
      if (at < from.size()) bytes.replace(at, std::min(block, from.size() - at), from, at, block);
    }
    return bytes;
  }

  void lose() {
    const auto seed = static_cast<unsigned>(std::atol(setting("FAULT_SEED").c_str()));
    std::mt19937 random(seed);
    // A name that was not synced may have arrived.
    Names survivors = durable_names_;
    if (seed != 0) {
      for (const auto& [path, file] : names_)
        if (!durable_names_.contains(path) && (random() & 1U) != 0) survivors[path] = file;
      for (const auto& [path, file] : durable_names_)
        if (!names_.contains(path) && (random() & 1U) != 0) survivors.erase(path);
    }
    std::map<std::string, std::string> bytes;
    for (const auto& [path, file] : survivors) {
      if (!file->durable) continue;  // as it is on the disk
      const auto named =
          std::find_if(names_.begin(), names_.end(), [&f = file](const auto& n) { return n.second == f; });
      const bool mixes = seed != 0 && named != names_.end();
      bytes[path] = mixes ? mixed(*file->durable, get(named->first), random) : *file->durable;
    }
    for (const auto& [path, file] : names_)
      if (!survivors.contains(path)) ::syscall(SYS_unlink, path.c_str());
    for (const auto& [path, content] : bytes) put(path, content);
  }

  std::string folder_;
  std::string mode_;
  long at_ = 0;
  long count_ = 0;
  Names names_, durable_names_;
  std::map<int, std::shared_ptr<File>> files_;
  std::map<int, std::string> paths_;
  std::map<int, std::string> folders_;
};

Disk& disk() {
  static Disk& only = *new Disk;  // outlives whatever else is torn down at the end
  return only;
}
using Lock = std::lock_guard<std::recursive_mutex>;

[[gnu::constructor]] void begin() { disk(); }
[[gnu::destructor]] void end() { disk().end(); }

int open_with(const char* path, int flags, mode_t mode) {
  const auto descriptor = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
  const int error = errno;
  const Lock lock(disk().mutex);
  disk().opened(descriptor, path, flags);
  errno = error;
  return descriptor;
}

/// A write of `size` bytes through `call`, which is given the number of bytes.
template <class Call>
ssize_t written(int descriptor, std::size_t size, const Call& call) {
  const Lock lock(disk().mutex);
  if (!disk().watches(descriptor)) return call(size);
  disk().remember(descriptor);
  if (disk().fails(false, true)) return -1;
  if (disk().tears()) {
    call(size / 2);
    Disk::die();
  }
  return call(size);
}

template <class Call>
int changed(int descriptor, bool is_sync, const Call& call) {
  const Lock lock(disk().mutex);
  if (!disk().watches(descriptor)) return call();
  if (!is_sync) disk().remember(descriptor);
  if (disk().fails(is_sync, false)) return -1;
  if (disk().tears()) Disk::die();
  const int result = call();
  if (is_sync && result == 0) disk().synced(descriptor);
  return result;
}

/// The number of the name's operation is counted where the name is ours.
bool name_fails(const std::string& path) {
  if (!disk().is_ours(path)) return false;
  if (disk().fails(false, false)) return true;
  if (disk().tears()) Disk::die();
  return false;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const auto mode = static_cast<mode_t>(va_arg(more, int));
  va_end(more);
  return open_with(path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const auto mode = static_cast<mode_t>(va_arg(more, int));
  va_end(more);
  return open_with(path, flags, mode);
}
int close(int descriptor) {
  const Lock lock(disk().mutex);
  disk().closed(descriptor);
  return static_cast<int>(::syscall(SYS_close, descriptor));
}
ssize_t write(int descriptor, const void* bytes, size_t size) {
  return written(descriptor, size, [&](size_t n) { return ::syscall(SYS_write, descriptor, bytes, n); });
}
ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t at) {
  return written(descriptor, size, [&](size_t n) { return ::syscall(SYS_pwrite64, descriptor, bytes, n, at); });
}
ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t at) {
  return written(descriptor, size, [&](size_t n) { return ::syscall(SYS_pwrite64, descriptor, bytes, n, at); });
}
int fsync(int descriptor) {
  return changed(descriptor, true, [&] { return static_cast<int>(::syscall(SYS_fsync, descriptor)); });
}
int fdatasync(int descriptor) {
  return changed(descriptor, true, [&] { return static_cast<int>(::syscall(SYS_fdatasync, descriptor)); });
}
int ftruncate(int descriptor, off_t size) noexcept {
  return changed(descriptor, false, [&] { return static_cast<int>(::syscall(SYS_ftruncate, descriptor, size)); });
}
int ftruncate64(int descriptor, off64_t size) noexcept {
  return changed(descriptor, false, [&] { return static_cast<int>(::syscall(SYS_ftruncate, descriptor, size)); });
}
int unlink(const char* given) noexcept {
  const Lock lock(disk().mutex);
  const std::string path = Disk::absolute(given);
  if (disk().is_ours(path) && ::access(given, F_OK) == 0) {
    disk().remember(path);
    if (name_fails(path)) return -1;
    disk().unlinked(path);
  }
  return static_cast<int>(::syscall(SYS_unlink, given));
}
int rename(const char* from, const char* to) noexcept {
  const Lock lock(disk().mutex);
  const std::string old_path = Disk::absolute(from), new_path = Disk::absolute(to);
  disk().remember(old_path);
  disk().remember(new_path);
  if (name_fails(new_path)) return -1;
  const auto result = static_cast<int>(::syscall(SYS_rename, from, to));
  if (result == 0) disk().renamed(old_path, new_path);
  return result;
}
/// The exchange, and the renaming that replaces nothing.
int renameat2(int, const char* one, int, const char* other, unsigned flags) noexcept {
  const Lock lock(disk().mutex);
  const std::string one_path = Disk::absolute(one), other_path = Disk::absolute(other);
  disk().remember(one_path);
  disk().remember(other_path);
  if (name_fails(other_path)) return -1;
  const auto result = static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, one, AT_FDCWD, other, flags));
  if (result == 0 && flags == RENAME_NOREPLACE) disk().renamed(one_path, other_path);
  if (result == 0 && flags != RENAME_NOREPLACE) disk().exchanged(one_path, other_path);
  return result;
}
int link(const char* from, const char* to) noexcept {
  const Lock lock(disk().mutex);
  disk().remember(Disk::absolute(from));
  if (name_fails(Disk::absolute(to))) return -1;
  const auto result = static_cast<int>(::syscall(SYS_link, from, to));
  if (result == 0) disk().linked(Disk::absolute(from), Disk::absolute(to));
  return result;
}
int statfs(const char* path, struct statfs* status) noexcept {
  const auto result = static_cast<int>(::syscall(SYS_statfs, path, status));
  const auto share = setting("FAULT_SHARE"), type = setting("FAULT_SHARE_TYPE");
  if (result == 0 && !share.empty() && Disk::absolute(path).starts_with(share))
    status->f_type = type.empty() ? 0x6969 : std::stol(type, nullptr, 0);
  return result;
}
}
