// Names of temporary files, which a signal that ends the program removes.
#pragma once

#include <signal.h>

#include <string>

namespace siyana {

/// Holds signals back while names are made or changed that a handler could otherwise meet half changed.
class SignalsHeld {
 public:
  SignalsHeld();
  ~SignalsHeld();
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;

 private:
  sigset_t before_;
};

/// A file that goes away with this object unless it was put in place, and with it the journal that SQLite laid beside.
class TemporaryName {
 public:
  /// Nothing is there yet; `path` may end with the XXXXXX of mkstemp(3).
  explicit TemporaryName(const std::string& path);
  ~TemporaryName();
  TemporaryName(const TemporaryName&) = delete;
  TemporaryName& operator=(const TemporaryName&) = delete;

  char* path() const;
  /// It is there from now on.
  void is_made();
  /// It is another's from now on: it was renamed.
  void let_go();

 private:
  struct Slot;
  friend void remove_temporaries() noexcept;
  static Slot slots[];
  Slot* slot_;
};

/// For a signal handler, and safe in one.
void remove_temporaries() noexcept;

}  // namespace siyana
