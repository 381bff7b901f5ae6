// The answer waits here until the store is closed: 2 MiB in memory, then an unnamed temporary file (design: no lock is
// held while output waits for its reader).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "render/report.hpp"

namespace siyana::render {

class Spool : public Sink {
 public:
  Spool();
  ~Spool() override;
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  void write(std::string_view bytes) override;
  bool empty() const;

  /// Copies everything to a file descriptor, to its last byte. Error(internal) names `what` and the system's reason
  /// where a byte could not be written (a full disk, /dev/full); EPIPE is thrown as BrokenPipe (the program must
  /// ignore SIGPIPE for that).
  void copy_to(int descriptor, std::string_view what);
  /// Writes everything to `path`, whole or not at all: a temporary file beside it (mode 0600 & ~umask, or that of the
  /// file it replaces), synced, renamed over it, the folder synced. A link is followed; what is no regular file (a
  /// device, a pipe), or a descriptor of this program (/dev/stdout), is written to directly. `-` is not special here.
  void copy_to_file(const std::string& path);

 private:
  void flush();  // moves the memory to the temporary file
  void copy_to_device(const std::string& path);
  std::string memory_;
  int file_ = -1;
};

/// The reader went away: the program ends quietly as if by SIGPIPE.
struct BrokenPipe {};

}  // namespace siyana::render
