#include "cmd/import_report.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace siyana {
namespace {

constexpr std::uint64_t most_faults = 100;
constexpr std::uint64_t most_warnings = 20;

}  // namespace

Sentence ImportReport::sentence(const exchange::CellFault& fault) const {
  if (fault.column == exchange::Sheet::nowhere) return fault.problem;
  return say("column \"{column}\": {problem}",
             {{"column", sheet_.heading_of(fault.column)}, {"problem", app_.text(fault.problem)}});
}

void ImportReport::bad_row(const exchange::RowDecision& decision) {
  for (const auto& fault : decision.faults) {
    if (++faults_ > most_faults) continue;
    app_.tell_error(say("line {line}, {problem}",
                        {{"line", sheet_.line_name(decision.line)}, {"problem", app_.text(sentence(fault))}}));
  }
}

void ImportReport::warnings(const exchange::RowDecision& decision) {
  for (const auto& warning : decision.warnings)
    if (++warned_[static_cast<std::size_t>(warning.sort)] <= most_warnings) app_.warn(warning.sentence);
}

void ImportReport::end() {
  if (faults_ > most_faults)
    app_.tell_error(say("and {more} more; --plan lists them all, --keep-good FILE keeps them with their reasons",
                        {{"more", std::to_string(faults_ - most_faults)}}));
  constexpr std::string_view more[] = {"and {more} more serials that a spreadsheet damaged",
                                       "and {more} more serials that look like placeholders",
                                       "and {more} more serials that another device has",
                                       "and {more} more devices with dates out of order",
                                       "and {more} more rows with a facility and no department",
                                       "and {more} more rows that stand twice",
                                       "and {more} more inspections of one kind, device and day",
                                       "and {more} more rows that are known with other details",
                                       "and {more} more rows of devices that were gone",
                                       "and {more} more rows with a plan that their device does not have"};
  for (std::size_t i = 0; i < warned_.size(); ++i)
    if (warned_[i] > most_warnings) app_.warn(say(more[i], {{"more", std::to_string(warned_[i] - most_warnings)}}));
}

ProgressBar::ProgressBar(const App& app, int descriptor) : descriptor_(descriptor), visible_(app.talks_to_terminal()) {
  struct stat status {};
  if (::fstat(descriptor, &status) == 0) size_ = status.st_size;
}

void ProgressBar::show(int part, std::uint64_t rows) {
  const auto now = std::chrono::steady_clock::now();
  if (!visible_ || now < next_) return;
  next_ = now + std::chrono::milliseconds(200);
  const std::int64_t at = ::lseek(descriptor_, 0, SEEK_CUR);
  const std::int64_t percent = size_ <= 0 ? 0 : std::clamp<std::int64_t>((part * size_ + at) * 50 / size_, 0, 100);
  constexpr int width = 30;
  const auto filled = static_cast<std::size_t>(percent * width / 100);
  const std::string bar = std::string(filled, '#') + std::string(width - filled, ' ');
  std::fprintf(stderr, "\r[%s] %3lld %%  %llu", bar.c_str(), static_cast<long long>(percent),
               static_cast<unsigned long long>(rows));
  drawn_ = true;
}

void ProgressBar::clear() {
  if (drawn_) std::fprintf(stderr, "\r\033[K");
  drawn_ = false;
}

}  // namespace siyana
