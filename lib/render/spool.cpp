#include "render/spool.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>

#include "base/error.hpp"
#include "render/descriptor.hpp"

namespace siyana::render {
namespace {

constexpr std::size_t memory_limit = 2 * 1024 * 1024;
constexpr std::string_view temporary_file = "a temporary file (is there room in $TMPDIR or /tmp?)";

/// Some file systems tell of a full disk or quota only when a descriptor is closed; a copy of it serves for asking.
void confirm_written(int descriptor, std::string_view what) {
  const int copy = ::dup(descriptor);
  if (copy >= 0 && ::close(copy) != 0 && errno != EINTR) cannot_write(what, errno);
}

}  // namespace

Spool::Spool() = default;

Spool::~Spool() {
  if (file_ >= 0) ::close(file_);
}

void Spool::write(std::string_view bytes) {
  if (bytes.size() > memory_limit - memory_.size()) flush();
  if (bytes.size() > memory_limit) return write_all(file_, bytes, temporary_file);
  memory_ += bytes;
}

void Spool::flush() {
  if (file_ < 0) file_ = unnamed_file().release();
  write_all(file_, memory_, temporary_file);
  memory_.clear();
}

bool Spool::empty() const { return file_ < 0 && memory_.empty(); }

void Spool::copy_to(int descriptor, std::string_view what) {
  std::array<char, 64 * 1024> piece;
  off_t at = 0;
  while (file_ >= 0) {
    const ssize_t size = ::pread(file_, piece.data(), piece.size(), at);
    if (size == 0) break;
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) cannot_write(what, errno);
    write_all(descriptor, {piece.data(), static_cast<std::size_t>(size)}, what);
    at += size;
  }
  write_all(descriptor, memory_, what);
  confirm_written(descriptor, what);
}

}  // namespace siyana::render
