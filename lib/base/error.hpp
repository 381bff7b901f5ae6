// The one error type: what kind of fault it is, and a sentence that says what, where and what to do.
#pragma once

#include <exception>
#include <string>

#include "base/sentence.hpp"

namespace siyana {

/// The number is the program's exit status, and a contract with scripts.
enum class Fault {
  internal = 1,   // a fault of ours
  usage = 2,      // the words of the command
  not_found = 3,  // no such device, plan, file
  conflict = 4,   // it exists already, it is closed
  invalid = 5,    // data that cannot be right
  busy = 6,       // someone else is writing: try again
  damaged = 7,    // the store is damaged or was tampered with
};

class Error : public std::exception {
 public:
  Error(Fault fault, Sentence sentence);
  Error(Fault fault, std::string_view id, Parts parts = {}) : Error(fault, say(id, parts)) {}

  const char* what() const noexcept override { return english_.c_str(); }
  Fault fault() const { return fault_; }
  const Sentence& sentence() const { return sentence_; }

 private:
  Fault fault_;
  Sentence sentence_;
  std::string english_;
};

}  // namespace siyana
