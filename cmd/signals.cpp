#include "cmd/signals.hpp"

#include <unistd.h>

#include <atomic>
#include <csignal>

#include "base/temporary.hpp"

namespace siyana {
namespace {

std::atomic<db::Database*> open_store{nullptr};
volatile std::sig_atomic_t received = 0;

extern "C" void on_signal(int number) {
  db::Database* database = open_store.load();
  if (database == nullptr || received != 0) {
    remove_temporaries();
    ::_exit(128 + number);
  }
  received = number;
  database->interrupt();
}

}  // namespace

void catch_signals() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  // Whoever started it with nohup wants it to go on.
  struct sigaction before {};
  if (::sigaction(SIGHUP, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) ::sigaction(SIGHUP, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file larger than is allowed: the write fails, and is told as such
}

void interrupts(db::Database* database) { open_store.store(database); }

int signal_received() { return received; }

void stop_if_interrupted() {
  if (received != 0) throw db::Interrupted{};
}

}  // namespace siyana
