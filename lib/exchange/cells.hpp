// What the cells of a row hold, read with the faults that they have; the order of day and month is the column's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/dates.hpp"
#include "exchange/import_sheet.hpp"

namespace siyana::exchange {

struct CellFault {
  std::size_t column = Sheet::nowhere;  // nowhere: the whole row
  std::string value;
  Sentence problem;
};
using CellFaults = std::vector<CellFault>;

/// The orders in which the columns of dates are to be read, by place.
using DateOrders = std::vector<DateOrder>;

/// A cell's text, or nothing where it stands for nothing (`-`, `N/A`).
std::string_view said_in(std::string_view cell);
/// A sentence about {value}, which is cut to what a line can show.
Sentence of_value(std::string_view id, std::string_view value);
void add_fault(CellFaults& faults, std::size_t column, std::string_view value, Sentence problem);

/// No device that is in use is older: a date before it is a slip of the hand, as 1024 for 2024.
inline constexpr Date earliest_likely = date_of(1950, 1, 1);

class Cells {
 public:
  Cells(const Sheet& sheet, const ImportOptions& options);

  void set_orders(DateOrders orders) { orders_ = std::move(orders); }
  std::string_view text(const Record& record, std::size_t place) const { return said_in(cell(record, place)); }
  std::optional<Date> date(const Record& record, std::size_t place, bool may_be_ahead, CellFaults& faults) const;
  /// Nothing is said where it is none.
  std::optional<Date> maybe_date(const Record& record, std::size_t place) const;
  /// A quote that is not doubled within a quoted text.
  static void require_quotes(const Record& record, CellFaults& faults);
  /// More cells than headings: a delimiter within a text has pushed the cells behind it out of their columns.
  void require_width(const Record& record, CellFaults& faults) const;
  /// What a formula says that could not be worked out; `#N/A` alone is often meant, and means nothing.
  void require_values(const Record& record, CellFaults& faults) const;

 private:
  const Sheet& sheet_;
  Date today_;
  DateOrders orders_;
};

/// Finds out, in a first reading, in which order the columns of dates are written.
class DateColumns {
 public:
  DateColumns(const Sheet& sheet, const ImportOptions& options, bool (*is_date_field)(std::string_view));

  void add(const Record& record);
  /// Error(invalid) where a column is in doubt.
  DateOrders orders();
  /// `dmy`, `mdy` where it had to be found out; empty elsewhere.
  const std::string& found_order() const { return found_order_; }

 private:
  const Sheet& sheet_;
  std::optional<DateOrder> given_;
  std::vector<std::size_t> places_;
  std::vector<ColumnDates> dates_;
  std::string found_order_;
};

}  // namespace siyana::exchange
