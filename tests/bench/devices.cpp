// Writes a hospital's inventory of N devices as CSV: 40 types, 20 makers, 200 models, 40 departments in 3 facilities,
// every serial once, in service between nothing and 5 1/2 years before 2026-07-01. The same N gives the same bytes.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

constexpr int oldest_days = 2028;  // a tenth of them are older than the five years of the calibration rule

std::uint64_t scattered(std::uint64_t number) {
  number += 0x9E3779B97F4A7C15U;
  number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9U;
  number = (number ^ (number >> 27)) * 0x94D049BB133111EBU;
  return number ^ (number >> 31);
}

void print_device(unsigned number) {
  using namespace std::chrono;
  const std::uint64_t chance = scattered(number);
  const auto type = chance % 40;
  const auto model = chance / 64 % 200;
  const auto department = chance / 65536 % 40;
  const year_month_day day{sys_days(2026y / July / 1) - days(chance / 16777216 % (oldest_days + 1))};
  std::printf("BM%07u,Apparatus %02u,Maker %02u,Model X%03u,SN%08X%04u,F%u,Department %02u,%04d-%02u-%02u\n", number,
              unsigned(type), unsigned(model % 20), unsigned(model), unsigned(chance >> 32), number % 10000,
              unsigned(department % 3 + 1), unsigned(department), int(day.year()), unsigned(day.month()),
              unsigned(day.day()));
}

}  // namespace

int main(int count, char** words) {
  const unsigned devices = count == 2 ? unsigned(std::strtoul(words[1], nullptr, 10)) : 0;
  if (devices == 0) return std::fprintf(stderr, "usage: devices N\n"), 2;
  std::puts("tag,type,manufacturer,model,serial,facility,department,in_service_on");
  for (unsigned number = 1; number <= devices; ++number) print_device(number);
  return std::fflush(stdout) == 0 ? 0 : 1;
}
