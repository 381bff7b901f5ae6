#include "cmd/progress.hpp"

#include <algorithm>
#include <cstdio>

namespace siyana {

bool ProgressBar::is_time() {
  const auto now = std::chrono::steady_clock::now();
  if (!visible_ || now < next_) return false;
  next_ = now + std::chrono::milliseconds(200);
  return drawn_ = true;
}

void ProgressBar::show(double part, std::uint64_t rows) {
  if (!is_time()) return;
  const int percent = std::clamp(static_cast<int>(part * 100), 0, 100);
  constexpr int width = 30;
  const auto filled = static_cast<std::size_t>(percent * width / 100);
  const std::string bar = std::string(filled, '#') + std::string(width - filled, ' ');
  std::fprintf(stderr, "\r[%s] %3d %%  %llu", bar.c_str(), percent, static_cast<unsigned long long>(rows));
}

void ProgressBar::count(std::int64_t rows) {
  if (is_time()) std::fprintf(stderr, "\r%lld", static_cast<long long>(rows));
}

void ProgressBar::clear() {
  if (drawn_) std::fprintf(stderr, "\r\033[K");
  drawn_ = false;
}

}  // namespace siyana
