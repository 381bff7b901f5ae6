#include "exchange/text_store.hpp"

#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/error.hpp"

namespace siyana::exchange {
namespace {

constexpr std::size_t most_in_memory = 8 << 20;

[[noreturn]] void refuse_io() {
  throw Error(Fault::internal, "cannot use a temporary file: {reason} (is there room in $TMPDIR or /tmp?)",
              {{"reason", std::generic_category().message(errno)}});
}

}  // namespace

void TextStore::add(std::string_view text) {
  if (memory_.size() > most_in_memory) move_to_file();
  memory_ += text;
  ends_.push_back(in_file_ + memory_.size());
}

void TextStore::move_to_file() {
  if (!file_.is_open()) file_ = unnamed_file();
  for (std::string_view rest = memory_; !rest.empty();) {
    const ssize_t written = ::write(file_.number(), rest.data(), rest.size());
    if (written < 0 && errno != EINTR) refuse_io();
    if (written > 0) rest.remove_prefix(static_cast<std::size_t>(written));
  }
  in_file_ += memory_.size();
  memory_.clear();
}

std::string_view TextStore::operator[](std::size_t number) {
  const std::uint64_t begin = number == 0 ? 0 : ends_[number - 1];
  const auto size = static_cast<std::size_t>(ends_[number] - begin);
  if (begin >= in_file_) return std::string_view(memory_).substr(static_cast<std::size_t>(begin - in_file_), size);
  read_.resize(size);
  for (std::size_t done = 0; done < size;) {
    const ssize_t got = ::pread(file_.number(), read_.data() + done, size - done, static_cast<off_t>(begin + done));
    if (got == 0 || (got < 0 && errno != EINTR)) refuse_io();
    if (got > 0) done += static_cast<std::size_t>(got);
  }
  return read_;
}

}  // namespace siyana::exchange
