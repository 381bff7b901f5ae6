#include "db/network.hpp"

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "base/error.hpp"
#include "base/part_file.hpp"

namespace siyana::db {
namespace {

constexpr unsigned long fuse = 0x65735546;

unsigned long number_of(long type) { return static_cast<unsigned long>(type) & 0xffffffffUL; }

/// Of a file, or of the folder that it is to be made in.
template <typename Status>
bool look(int (*at)(const char*, Status*), const std::string& path, Status& status) {
  return at(path.c_str(), &status) == 0 || at(folder_of(path).c_str(), &status) == 0;
}

/// Up to the next space, which goes too.
std::string_view next_word(std::string_view& line) {
  const auto word = line.substr(0, line.find(' '));
  line.remove_prefix(std::min(word.size() + 1, line.size()));
  return word;
}

/// As mount(8) names what a program serves from elsewhere. A cipher, a pool of disks, an archive or a stick's NTFS are
/// served by programs too, and lie on this machine.
bool is_served_from_elsewhere(std::string_view kind, std::string_view source) {
  constexpr std::string_view known[] = {"afpfs",       "beegfs",     "blobfuse",  "blobfuse2", "ceph",
                                        "ceph-fuse",   "curlftpfs",  "davfs",     "davfs2",    "fuse-nfs",
                                        "fusesmb",     "gcsfuse",    "glusterfs", "goofys",    "google-drive-ocamlfuse",
                                        "grpcfuse",    "gvfsd-fuse", "hdfs",      "JuiceFS",   "juicefs",
                                        "kio-fuse",    "lizardfs",   "mfs",       "moosefs",   "mount-s3",
                                        "nfs",         "onedriver",  "orangefs",  "osxfs",     "pcloud",
                                        "prl_fsd",     "rclone",     "s3fs",      "s3ql",      "saunafs",
                                        "seadrive",    "seaweedfs",  "smb3",      "smbnetfs",  "sshfs",
                                        "vmhgfs-fuse", "xtreemfs"};
  if (kind == "virtiofs") return true;
  if (kind == "fuse") return source.find("://") != source.npos;  // davfs2 says no more
  constexpr std::string_view by_program = "fuse.";
  return kind.starts_with(by_program) &&
         std::find(std::begin(known), std::end(known), kind.substr(by_program.size())) != std::end(known);
}

std::string mounts_of_this_process() {
  std::ifstream file("/proc/self/mountinfo");
  return {std::istreambuf_iterator<char>(file), {}};
}

std::optional<std::string> share_that_holds(const std::string& path) {
  struct statfs system {};
  if (!look<struct statfs>(::statfs, path, system)) return std::nullopt;
  const auto type = static_cast<long>(system.f_type);
  if (const auto name = network_file_system(type)) return std::string(*name);
  struct stat status {};
  if (number_of(type) != fuse || !look<struct stat>(::stat, path, status)) return std::nullopt;
  return network_mount(mounts_of_this_process(), major(status.st_dev), minor(status.st_dev));
}

}  // namespace

std::optional<std::string_view> network_file_system(long type) {
  // From linux/magic.h and statfs(2), and from the modules that bring their own; a type is 32 bits, whose sign some
  // machines extend.
  constexpr std::pair<unsigned long, std::string_view> known[] = {
      {0x6969, "NFS"},          {0x517b, "SMB"},       {0xff534d42, "SMB"},
      {0xfe534d42, "SMB"},      {0x5346414f, "AFS"},   {0x6b414653, "AFS"},
      {0x73757245, "Coda"},     {0x00c36400, "Ceph"},  {0x01021997, "9P"},
      {0x564c, "NCP"},          {0x7461636f, "OCFS2"}, {0x01161970, "GFS2"},
      {0x0bd00bd0, "Lustre"},   {0x47504653, "GPFS"},  {0x19830326, "BeeGFS"},
      {0x20030528, "OrangeFS"}, {0xaad7aaea, "PanFS"}, {0x786f4256, "VirtualBox"},
      {0xbacbacbc, "VMware"},   {0x7c7c6673, "PRL"}};
  for (const auto& [number, name] : known)
    if (number_of(type) == number) return name;
  return std::nullopt;
}

std::optional<std::string> network_mount(std::string_view mounts, unsigned major, unsigned minor) {
  const std::string device = std::to_string(major) + ":" + std::to_string(minor);
  while (!mounts.empty()) {
    const auto line = mounts.substr(0, mounts.find('\n'));
    mounts.remove_prefix(std::min(line.size() + 1, mounts.size()));
    const auto middle = line.find(" - ");  // a space in a name is written \040
    if (middle == line.npos) continue;
    std::string_view place = line.substr(0, middle), what = line.substr(middle + 3);
    next_word(place);  // its number
    next_word(place);  // that of the mount it lies in
    if (next_word(place) != device) continue;
    const auto kind = next_word(what), source = next_word(what);
    if (is_served_from_elsewhere(kind, source)) return std::string(kind);
  }
  return std::nullopt;
}

void require_local(const std::string& path) {
  if (const auto kind = share_that_holds(path))
    throw Error(Fault::invalid,
                "{path} is on a network share ({kind}), where two machines could damage it: keep the store on a local "
                "disk and its copies on the share",
                {{"path", path}, {"kind", *kind}});
}

}  // namespace siyana::db
