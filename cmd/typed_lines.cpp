#include "cmd/typed_lines.hpp"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "base/text.hpp"

namespace siyana {
namespace {

constexpr int with_the_scan = 100;  // milliseconds; nobody reads a question and answers it in less

}  // namespace

std::optional<std::string> TypedLines::next() {
  while (!has_line())
    if (!read_more(-1)) {
      if (pending_.empty()) return std::nullopt;
      pending_ += '\n';
    }
  auto line = take_line();
  if (!trim(line).empty()) drop_empty();
  return line;
}

void TypedLines::drop_empty() {
  while (has_line() || read_more(with_the_scan)) {
    if (!has_line()) continue;
    if (!trim(std::string_view(pending_).substr(0, pending_.find('\n'))).empty()) return;
    take_line();
  }
}

std::string TypedLines::take_line() {
  const auto end = pending_.find('\n');
  std::string line = pending_.substr(0, end);
  pending_.erase(0, end + 1);
  return line;
}

bool TypedLines::read_more(int milliseconds) {
  if (ended_) return false;
  pollfd terminal{STDIN_FILENO, POLLIN, 0};
  int ready = ::poll(&terminal, 1, milliseconds);
  while (ready < 0 && errno == EINTR) ready = ::poll(&terminal, 1, milliseconds);
  if (ready == 0) return false;
  std::array<char, 4096> room;
  ssize_t size = ::read(STDIN_FILENO, room.data(), room.size());
  while (size < 0 && errno == EINTR) size = ::read(STDIN_FILENO, room.data(), room.size());
  ended_ = size <= 0;
  if (!ended_) pending_.append(room.data(), static_cast<std::size_t>(size));
  return !ended_;
}

}  // namespace siyana
