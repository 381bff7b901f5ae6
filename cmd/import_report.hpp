// What an import says on the way: bad rows and warnings, so many of each at most, and how far it is.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>

#include "cmd/app.hpp"
#include "exchange/import_decision.hpp"

namespace siyana {

class ImportReport {
 public:
  ImportReport(App& app, const exchange::Sheet& sheet) : app_(app), sheet_(sheet) {}

  /// Says a row's faults, the first hundred of all.
  void bad_row(const exchange::RowDecision& decision);
  /// Says the row's warnings, the first twenty of each sort.
  void warnings(const exchange::RowDecision& decision);
  /// How many were not said.
  void end();

  /// A cell's fault in one sentence, without its line: as the file of bad rows holds it.
  Sentence sentence(const exchange::CellFault& fault) const;

 private:
  App& app_;
  const exchange::Sheet& sheet_;
  std::uint64_t faults_ = 0;
  std::array<std::uint64_t, exchange::ImportWarning::sorts> warned_{};
};

/// A bar on stderr, where that is a terminal.
class ProgressBar {
 public:
  ProgressBar(const App& app, int descriptor);
  ~ProgressBar() { clear(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// `part` of the file's two readings, 0 and 1; how far the file is read shows how far it is.
  void show(int part, std::uint64_t rows);
  void clear();

 private:
  int descriptor_;
  std::int64_t size_ = 0;
  bool visible_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point next_{};
};

}  // namespace siyana
