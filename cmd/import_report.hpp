// What an import says on the way: bad rows and warnings, and how far it is.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>

#include "cmd/app.hpp"
#include "exchange/import_decision.hpp"

namespace siyana {

class ImportReport {
 public:
  /// A terminal is told the first hundred faults and the first twenty warnings of each sort, anything else all of them.
  ImportReport(App& app, const exchange::Sheet& sheet);

  void bad_row(const exchange::RowDecision& decision);
  void warnings(const exchange::RowDecision& decision);
  /// How many were not said.
  void end();

  /// A cell's fault in one sentence, without its line: as the file of bad rows holds it.
  Sentence sentence(const exchange::CellFault& fault) const;

 private:
  App& app_;
  const exchange::Sheet& sheet_;
  std::uint64_t most_faults_, most_warnings_;
  std::uint64_t faults_ = 0;
  std::array<std::uint64_t, exchange::ImportWarning::sorts> warned_{};
};

/// A bar on stderr, where that is a terminal.
class ProgressBar {
 public:
  explicit ProgressBar(const App& app) : visible_(app.talks_to_terminal()) {}
  ~ProgressBar() { clear(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// How much of all is done, 0 to 1, and the rows so far.
  void show(double part, std::uint64_t rows);
  void clear();

 private:
  bool visible_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point next_{};
};

}  // namespace siyana
