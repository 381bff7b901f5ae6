// What an import says on the way: bad rows and warnings, and how far it is.
#pragma once

#include <array>
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

  /// A cell's fault in one sentence, without its line: as the file of bad rows holds it, below its own headings.
  Sentence sentence(const exchange::CellFault& fault) const;

 private:
  Sentence sentence(const exchange::CellFault& fault, const std::string& heading) const;

  App& app_;
  const exchange::Sheet& sheet_;
  std::uint64_t most_faults_, most_warnings_;
  std::uint64_t faults_ = 0;
  std::array<std::uint64_t, exchange::ImportWarning::sorts> warned_{};
};

}  // namespace siyana
