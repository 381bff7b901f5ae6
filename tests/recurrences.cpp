// Prints what the due-date algebra gives, for tests/recurrence_oracle_test.py to compare. A line of input is
// `add START EVERY STEPS`, answered by a date, or `until ANCHOR EVERY DATE`, answered by a number of steps.
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/interval.hpp"
#include "base/text.hpp"

namespace {

/// The value, or the end of the program: the oracle writes no bad input.
template <typename Value>
Value needed(const std::optional<Value>& value, const std::string& text) {
  if (value) return *value;
  std::cerr << "recurrences: cannot read " << text << '\n';
  std::exit(2);
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  std::string question, start, every, last;
  while (std::cin >> question >> start >> every >> last) {
    const auto date = needed(siyana::parse_iso(start), start);
    const auto interval = needed(siyana::parse_interval(every), every);
    if (question == "add")
      std::cout << to_string(add(date, interval, needed(siyana::parse_number(last), last))) << '\n';
    else
      std::cout << steps_until(date, interval, needed(siyana::parse_iso(last), last)) << '\n';
  }
  return std::cin.eof() && std::cout.flush() ? 0 : 1;
}
