#include <doctest/doctest.h>

#include "base/error.hpp"
#include "db/network.hpp"

namespace siyana::db {

TEST_CASE("shares of other machines are known by the numbers that Linux gives them") {
  CHECK(network_file_system(0x6969) == "NFS");
  CHECK(network_file_system(0xfe534d42) == "SMB");
  CHECK(network_file_system(static_cast<int>(0xff534d42)) == "SMB");  // a machine that extends the sign
  CHECK(network_file_system(0x01021997) == "9P");
  CHECK(network_file_system(0x786f4256) == "VirtualBox");
  CHECK(network_file_system(static_cast<int>(0xbacbacbc)) == "VMware");
  CHECK(network_file_system(0x47504653) == "GPFS");
}

TEST_CASE("local disks and sticks and memory may hold a store") {
  for (const long type : {0xef53L, 0x58465342L, 0x9123683eL, 0x4d44L, 0x2011bab0L, 0x01021994L, 0x65735546L})
    CHECK_FALSE(network_file_system(type).has_value());
  CHECK_NOTHROW(require_local("/dev/null"));
  CHECK_NOTHROW(require_local("/nonexistent/store.db"));
}

TEST_CASE("what a program serves is a share where the mount's kind says so") {
  constexpr std::string_view mounts =
      "27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard\n"
      "41 27 0:41 / /media/a\\040stick rw,nosuid shared:5 - fuseblk /dev/sdb1 rw,user_id=0\n"
      "42 27 0:42 / /mnt/ssh rw,nosuid shared:6 master:1 - fuse.sshfs nour@pc-2:/srv rw,user_id=1000\n"
      "43 27 0:43 / /mnt/dav rw - fuse https://cloud.example/dav/ rw\n"
      "44 27 0:44 / /mnt/plain rw - fuse /dev/fuse rw\n"
      "45 27 0:45 / /mnt/cipher rw - fuse.gocryptfs /home/nour/cipher rw\n"
      "46 27 0:46 / /mnt/host rw - virtiofs shared rw\n"
      "47 27 0:47 / /mnt/- rw shared:1 - fuse.glusterfs gluster:/volume rw\n"
      "broken\n\n48 27 0:48 / /mnt/x rw\n49 27 0:49 / /mnt/y rw - \n50 27 0:50 / /mnt/z rw - fuse.s3fs";
  CHECK(network_mount(mounts, 0, 42) == "fuse.sshfs");
  CHECK(network_mount(mounts, 0, 43) == "fuse");
  CHECK(network_mount(mounts, 0, 46) == "virtiofs");
  CHECK(network_mount(mounts, 0, 47) == "fuse.glusterfs");
  CHECK(network_mount(mounts, 0, 50) == "fuse.s3fs");
  for (const unsigned local : {41U, 44U, 45U, 48U, 49U, 51U, 4U}) CHECK_FALSE(network_mount(mounts, 0, local));
  CHECK_FALSE(network_mount(mounts, 254, 0));
  CHECK_FALSE(network_mount("", 0, 42));
}

}  // namespace siyana::db
