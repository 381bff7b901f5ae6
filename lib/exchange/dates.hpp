// The order of day, month and year in one column of dates: decided by the whole column, or not at all.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/sentence.hpp"

namespace siyana::exchange {

/// Is shown every value of a column, in constant memory. A day above 12 rules an order out; a date with its year first
/// in four digits reads the same in every order and says nothing of the others; two digits of a year may stand first.
class ColumnDates {
 public:
  struct Example {
    std::uint64_t line = 0;
    std::string value;  // its beginning, if it is long
  };
  /// How many values of a sort there are, and the first.
  struct Sort {
    std::uint64_t count = 0;
    Example first;
  };
  enum class Verdict : std::uint8_t {
    none,       // the column holds no date
    decided,    // one order reads every date, or every order reads them alike
    ambiguous,  // several do, with different dates
    clash,      // none does
    swapped,    // a spreadsheet that reads days as months opened the file
  };

  /// A line as a person finds it.
  using LineName = std::function<std::string(std::uint64_t)>;
  static std::string plain_line(std::uint64_t line) { return std::to_string(line); }

  void add(std::string_view value, std::uint64_t line);
  /// A date that reads the same in every order: a spreadsheet's own, or written year first.
  void add_certain(Date date, std::uint64_t line);

  Verdict verdict() const;
  /// The order to read the column in, where it is decided; dmy where there is nothing to decide.
  DateOrder order() const;
  /// Ambiguous: one or two values that read as different dates. Clash: two values that no order reads both. Swapped: a
  /// date that may be wrong, and a text that shows it.
  std::vector<Example> examples() const;
  /// What a person is told of a column in doubt; nothing where there is none.
  std::optional<Sentence> doubt(std::string_view heading, const LineName& line_name = plain_line) const;

  std::uint64_t dates() const { return dates_; }
  std::uint64_t absent() const { return absent_; }  // empty cells and placeholders
  const Sort& day_numbers() const { return day_numbers_; }
  const Sort& unreadable() const { return unreadable_; }

 private:
  static constexpr std::size_t orders = 3;
  using Orders = std::uint8_t;  // a set: bit n is DateOrder n
  using Reading = std::array<std::optional<Date>, orders>;

  void add_date(const Reading& reading, std::string_view value, std::uint64_t line);
  const std::vector<Example>* at_odds() const;
  bool is_swapped() const;
  Sentence in_doubt(Verdict verdict) const;

  std::uint64_t dates_ = 0, absent_ = 0;
  bool year_first_ = false;
  Sort day_numbers_, unreadable_;
  Sort certain_, decisive_;     // decisive: a day above 12 tells it from the month
  bool certain_above_ = false;  // one of the certain ones has such a day
  std::uint64_t written_ = 0;   // that are not certain
  Orders possible_ = 7;
  std::array<std::optional<Example>, 8> first_with_{};  // for each set of orders that a value admits
  std::array<std::vector<Example>, orders> differ_{};   // the first two that differ between order n and n + 1
};

}  // namespace siyana::exchange
