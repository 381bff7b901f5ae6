#include <doctest/doctest.h>

#include "base/error.hpp"
#include "db/network.hpp"

namespace siyana::db {

TEST_CASE("shares of other machines are known by the numbers that Linux gives them") {
  CHECK(network_file_system(0x6969) == "NFS");
  CHECK(network_file_system(0xfe534d42) == "SMB");
  CHECK(network_file_system(static_cast<int>(0xff534d42)) == "SMB");  // a machine that extends the sign
  CHECK(network_file_system(0x01021997) == "9P");
}

TEST_CASE("local disks and sticks and memory may hold a store") {
  for (const long type : {0xef53L, 0x58465342L, 0x9123683eL, 0x4d44L, 0x2011bab0L, 0x01021994L, 0x65735546L})
    CHECK_FALSE(network_file_system(type).has_value());
  CHECK_NOTHROW(require_local("/dev/null"));
  CHECK_NOTHROW(require_local("/nonexistent/store.db"));
}

}  // namespace siyana::db
