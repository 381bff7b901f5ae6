// One row of an inventory as siyana understands it: each cell read into a value, or a fault that says why not.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "device/device.hpp"
#include "exchange/cells.hpp"
#include "exchange/import_words.hpp"

namespace siyana::exchange {

struct ImportRow {
  std::uint64_t line = 0;
  /// What the file says of the device; what it does not say is empty. The names are apart, as they stand in the cells.
  device::Device said;
  std::string_view type, maker, model, department, facility;
  bool currency_said = false;  // by the cells or the heading, not by the country
  std::vector<StatusWord> status;
  std::optional<Date> retired_on, last_done_on, next_due_on;
  std::optional<Interval> every;
  std::string kind;
  CellFaults faults;

  void clear(std::uint64_t line);
};

/// The fields that hold a date.
bool is_date_field(std::string_view field);

/// True for a serial that can be anyone's: none, damaged by a spreadsheet, a numbered placeholder.
bool is_weak_serial(std::string_view serial);

class RowReader {
 public:
  RowReader(const Sheet& sheet, const ImportOptions& options);

  void set_orders(DateOrders orders) { cells_.set_orders(std::move(orders)); }
  /// The views in `row` are valid as long as the record's.
  void read(const Record& record, ImportRow& row) const;
  /// Only what tells devices apart: the tag and the serial.
  std::string_view tag(const Record& record) const { return said_in(cell(record, tag_)); }
  std::string_view serial(const Record& record) const { return said_in(cell(record, serial_)); }
  std::string_view import_ref(const Record& record) const { return said_in(cell(record, import_ref_)); }
  /// A digest of the cells by which a row without a tag and a serial is known again.
  Digest identity(const Record& record) const;
  std::size_t place(std::string_view field) const { return sheet_.place_of(field); }
  std::string line_name(std::uint64_t line) const { return sheet_.line_name(line); }

 private:
  struct Text {
    std::size_t place;
    std::string device::Device::*member;
  };
  struct Day {
    std::size_t place;
    std::optional<Date> device::Device::*member;
    bool may_be_ahead;
  };

  void read_texts(const Record& record, ImportRow& row) const;
  void read_dates(const Record& record, ImportRow& row) const;
  void read_extra(const Record& record, ImportRow& row) const;
  void read_plan(const Record& record, ImportRow& row) const;
  void read_status(const Record& record, std::size_t place, ImportRow& row) const;
  void read_cost(const Record& record, ImportRow& row) const;
  void read_ownership(const Record& record, ImportRow& row) const;
  void read_codes(const Record& record, ImportRow& row) const;
  void read_tag(const Record& record, ImportRow& row) const;
  void require_order(ImportRow& row) const;
  std::optional<Date> date_in(const Record& record, std::size_t place, bool may_be_ahead, ImportRow& row) const;

  const Sheet& sheet_;
  const ImportOptions& options_;
  Cells cells_;
  std::vector<Text> texts_;
  std::vector<Day> days_;
  std::vector<std::size_t> kept_;  // columns without a field
  std::vector<std::pair<std::string_view, std::size_t>> identity_;
  std::size_t tag_, serial_, import_ref_, type_, maker_, model_, department_, facility_, cost_, currency_, ownership_,
      code_, status_, condition_, operating_, retired_, last_done_, next_due_, interval_, kind_, extra_;
};

}  // namespace siyana::exchange
