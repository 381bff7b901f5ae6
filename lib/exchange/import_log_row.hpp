// One row of a sheet of past work as siyana understands it: an inspection, an attempt or a breakdown, or the faults
// that say why not.
#pragma once

#include "exchange/cells.hpp"
#include "work/work.hpp"

namespace siyana::exchange {

struct LogRow {
  enum class Sort : std::uint8_t { inspection, attempt, breakdown };

  std::uint64_t line = 0;
  std::string_view tag, maker, model, serial;  // valid as long as the record's cells
  Sort sort = Sort::inspection;
  std::string plan;  // as the file names it; may be empty
  work::Service service;
  work::Attempt attempt;
  work::Breakdown breakdown;
  std::optional<Date> found_on;  // of a breakdown: the failed inspection that raised it, and its plan
  std::string found_plan;
  std::string awaits;  // what an open breakdown waits for: part, vendor, access
  CellFaults faults;

  /// The day it happened.
  Date on() const;
};

/// The fields of past work that hold a date, or a date and a time.
bool is_log_date(std::string_view field);

class LogReader {
 public:
  LogReader(const Sheet& sheet, const ImportOptions& options);

  void set_orders(DateOrders orders) { cells_.set_orders(std::move(orders)); }
  /// In the first reading: whether the file says of some breakdown when it was over.
  void look_at(const Record& record);
  void read(const Record& record, LogRow& row) const;
  std::size_t place(std::string_view field) const { return sheet_.place_of(field); }

 private:
  std::string_view text(const Record& record, std::string_view field) const;
  std::optional<CellFault> moved_cells(const Record& record) const;
  bool reads_as(const Record& record, std::size_t place, std::string_view field) const;
  void require_name(const Record& record, std::string_view field, LogRow& row) const;
  void read_sort(const Record& record, LogRow& row) const;
  void read_service(const Record& record, LogRow& row) const;
  void read_attempt(const Record& record, LogRow& row) const;
  void read_breakdown(const Record& record, LogRow& row) const;
  void read_moments(const Record& record, LogRow& row) const;
  void read_order(LogRow& row) const;
  std::string remarks(const Record& record) const;
  std::optional<Date> day(const Record& record, std::string_view field, LogRow& row) const;
  std::optional<Instant> moment(const Record& record, std::string_view field, LogRow& row) const;
  std::optional<std::int64_t> minutes(const Record& record, LogRow& row) const;
  std::optional<Money> cost(const Record& record, LogRow& row) const;
  void fault(LogRow& row, std::string_view field, std::string_view value, std::string_view problem) const;

  const Sheet& sheet_;
  const ImportOptions& options_;
  Cells cells_;
  bool says_ends_ = false;
};

}  // namespace siyana::exchange
