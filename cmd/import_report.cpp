#include "cmd/import_report.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <limits>
#include <string>

namespace siyana {
namespace {

constexpr std::uint64_t all = std::numeric_limits<std::uint64_t>::max();

}  // namespace

ImportReport::ImportReport(App& app, const exchange::Sheet& sheet)
    : app_(app),
      sheet_(sheet),
      most_faults_(::isatty(STDERR_FILENO) != 0 ? 100 : all),
      most_warnings_(::isatty(STDERR_FILENO) != 0 ? 20 : all) {}

Sentence ImportReport::sentence(const exchange::CellFault& fault, const std::string& heading) const {
  if (fault.column == exchange::Sheet::nowhere) return fault.problem;
  return say("column \"{column}\": {problem}", {{"column", heading}, {"problem", app_.text(fault.problem)}});
}

Sentence ImportReport::sentence(const exchange::CellFault& fault) const {
  return sentence(fault, sheet_.heading_of(fault.column));
}

void ImportReport::bad_row(const exchange::RowDecision& decision) {
  for (const auto& fault : decision.faults) {
    if (++faults_ > most_faults_) continue;
    const auto problem = sentence(fault, sheet_.heading_of(fault.column, decision.line));
    app_.tell_error(
        say("line {line}, {problem}", {{"line", sheet_.line_name(decision.line)}, {"problem", app_.text(problem)}}));
  }
}

void ImportReport::warnings(const exchange::RowDecision& decision) {
  for (const auto& warning : decision.warnings)
    if (++warned_[static_cast<std::size_t>(warning.sort)] <= most_warnings_) app_.warn(warning.sentence);
}

void ImportReport::end() {
  if (faults_ > most_faults_)
    app_.tell_error(
        say("and {more} more; 2> FILE writes them all into a file, --plan lists them, --keep-good FILE keeps "
            "the rows with their reasons",
            {{"more", std::to_string(faults_ - most_faults_)}}));
  constexpr std::string_view more[] = {"and {more} more serials that a spreadsheet damaged",
                                       "and {more} more serials that look like placeholders",
                                       "and {more} more serials that another device has",
                                       "and {more} more devices with dates out of order",
                                       "and {more} more rows with a facility and no department",
                                       "and {more} more rows that stand twice",
                                       "and {more} more inspections of one kind, device and day",
                                       "and {more} more rows that are known with other details",
                                       "and {more} more rows of devices that were gone",
                                       "and {more} more rows with a plan that their device does not have",
                                       "and {more} more rows with a plan that was ended",
                                       "and {more} more cells whose letters were lost",
                                       "and {more} more rows that count several devices",
                                       "and {more} more devices that were moved since they were imported",
                                       "and {more} more plans that were edited by hand"};
  static_assert(std::size(more) == exchange::ImportWarning::sorts);
  bool cut = false;
  for (std::size_t i = 0; i < warned_.size(); ++i) {
    if (warned_[i] <= most_warnings_) continue;
    app_.warn(say(more[i], {{"more", std::to_string(warned_[i] - most_warnings_)}}));
    cut = true;
  }
  if (cut) app_.tell(say("2> FILE writes all warnings into a file"));
}

}  // namespace siyana
