#include "render/descriptor.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "base/error.hpp"
#include "render/spool.hpp"

namespace siyana::render {
namespace {

/// A descriptor that someone set to non-blocking: wait for room instead of failing.
void await_room(int descriptor) {
  pollfd waiting{descriptor, POLLOUT, 0};
  ::poll(&waiting, 1, -1);
}

}  // namespace

void cannot_write(std::string_view what, int error) {
  const std::string reason = std::generic_category().message(error);
  throw Error(Fault::internal, "cannot write {what}: {reason}",
              {{"what", Term{std::string(what)}}, {"reason", reason}});
}

void write_all(int descriptor, std::string_view bytes, std::string_view what) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN) {
      await_room(descriptor);
    } else if (errno == EPIPE) {
      throw BrokenPipe();
    } else if (errno != EINTR) {
      cannot_write(what, errno);
    }
  }
}

}  // namespace siyana::render
