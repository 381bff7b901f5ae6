#include "db/network.hpp"

#include <sys/vfs.h>

#include <utility>

#include "base/error.hpp"
#include "base/part_file.hpp"

namespace siyana::db {

std::optional<std::string_view> network_file_system(long type) {
  // From linux/magic.h and statfs(2); a type is 32 bits, whose sign some machines extend.
  constexpr std::pair<unsigned long, std::string_view> known[] = {
      {0x6969, "NFS"},       {0x517b, "SMB"},      {0xff534d42, "SMB"},   {0xfe534d42, "SMB"}, {0x5346414f, "AFS"},
      {0x6b414653, "AFS"},   {0x73757245, "Coda"}, {0x00c36400, "Ceph"},  {0x01021997, "9P"},  {0x564c, "NCP"},
      {0x7461636f, "OCFS2"}, {0x01161970, "GFS2"}, {0x0bd00bd0, "Lustre"}};
  for (const auto& [number, name] : known)
    if ((static_cast<unsigned long>(type) & 0xffffffffUL) == number) return name;
  return std::nullopt;
}

void require_local(const std::string& path) {
  struct statfs status {};
  if (::statfs(path.c_str(), &status) != 0 && ::statfs(folder_of(path).c_str(), &status) != 0) return;
  if (const auto name = network_file_system(static_cast<long>(status.f_type)))
    throw Error(Fault::invalid,
                "{path} is on a network share ({kind}), where two machines could damage it: keep the store on a local "
                "disk and its copies on the share",
                {{"path", path}, {"kind", std::string(*name)}});
}

}  // namespace siyana::db
