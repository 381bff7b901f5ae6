#include "base/descriptor.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "base/error.hpp"

namespace siyana {
namespace {

Descriptor unnamed_file_in(const std::string& folder) {
  Descriptor file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (file.is_open()) return file;
  // Not every file system knows O_TMPFILE.
  std::string name = folder + "/siyana-XXXXXX";
  Descriptor named(::mkostemp(name.data(), O_CLOEXEC));
  if (named.is_open()) ::unlink(name.c_str());
  return named;
}

}  // namespace

Descriptor::~Descriptor() { close(); }

int Descriptor::close() { return is_open() ? ::close(std::exchange(number_, -1)) : 0; }

Descriptor unnamed_file() {
  const char* chosen = std::getenv("TMPDIR");
  for (const std::string folder : {chosen == nullptr ? "" : chosen, "/tmp", "/var/tmp"}) {
    if (folder.empty()) continue;
    Descriptor file = unnamed_file_in(folder);
    if (file.is_open()) return file;
  }
  throw Error(Fault::internal, "cannot make a temporary file (is there room in $TMPDIR or /tmp?)");
}

}  // namespace siyana
