// How far long work is.
#pragma once

#include <chrono>
#include <cstdint>

#include "cmd/app.hpp"

namespace siyana {

/// A bar on stderr, where that is a terminal.
class ProgressBar {
 public:
  explicit ProgressBar(const App& app) : visible_(app.talks_to_terminal()) {}
  ~ProgressBar() { clear(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// How much of all is done, 0 to 1, and the rows so far.
  void show(double part, std::uint64_t rows);
  /// The rows so far, where nobody knows how many there are.
  void count(std::int64_t rows);
  void clear();

 private:
  bool is_time();
  bool visible_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point next_{};
};

}  // namespace siyana
