#include "base/temporary.hpp"

#include <limits.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>

#include "base/error.hpp"

namespace siyana {
namespace {

constexpr std::size_t most_at_once = 4;
constexpr std::string_view journal = "-journal";

}  // namespace

/// Read by a signal handler, so no std::string.
struct TemporaryName::Slot {
  std::array<char, PATH_MAX> path, journal;
  bool taken = false;
  std::atomic<bool> is_there = false;

  void remove() noexcept {
    if (!is_there.exchange(false)) return;
    ::unlink(path.data());
    ::unlink(journal.data());
  }
};
static_assert(std::atomic<bool>::is_always_lock_free);

TemporaryName::Slot TemporaryName::slots[most_at_once];

SignalsHeld::SignalsHeld() {
  sigset_t every;
  ::sigfillset(&every);
  ::pthread_sigmask(SIG_BLOCK, &every, &before_);
}
SignalsHeld::~SignalsHeld() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

TemporaryName::TemporaryName(const std::string& path) : slot_(slots) {
  while (slot_ != slots + most_at_once && slot_->taken) ++slot_;
  if (slot_ == slots + most_at_once || path.size() + journal.size() >= slot_->path.size())
    throw Error(Fault::internal, "cannot write {path}: {why}", {{"path", path}, {"why", std::strerror(ENAMETOOLONG)}});
  slot_->taken = true;
  std::memcpy(slot_->path.data(), path.c_str(), path.size() + 1);
}

TemporaryName::~TemporaryName() {
  slot_->remove();
  slot_->taken = false;
}

char* TemporaryName::path() const { return slot_->path.data(); }

void TemporaryName::is_made() {
  const std::string beside = std::string(path()) + std::string(journal);
  std::memcpy(slot_->journal.data(), beside.c_str(), beside.size() + 1);
  slot_->is_there = true;
}

void TemporaryName::let_go() { slot_->is_there = false; }

void remove_temporaries() noexcept {
  for (auto& slot : TemporaryName::slots) slot.remove();
}

}  // namespace siyana
