// Importing devices: each row of a sheet becomes a decision, and each good decision can be written. Deciding needs only
// to read the store, so that what a file would do can be told by one who may not write.
#pragma once

#include "exchange/import_decision.hpp"
#include "exchange/import_match.hpp"
#include "exchange/import_names.hpp"
#include "exchange/import_plans.hpp"
#include "exchange/import_scan.hpp"

namespace siyana::exchange {

class DeviceImport {
 public:
  using Decision = exchange::Decision;
  static const Vocabulary& vocabulary() { return device_vocabulary(); }
  static constexpr std::string_view of = "devices";

  /// Reads the whole sheet once. Errors as Scan.
  DeviceImport(Sheet& sheet, db::Database& database, const ImportOptions& options, const Scan::Progress& progress);

  /// The next row's decision; false after the last one.
  bool next(Decision& decision);
  /// The row of the last decision, valid until the next.
  const Record& record() const { return record_; }
  /// Writes a decision that is not refused; its device gets its ids.
  void write(store::Change& change, Decision& decision);
  /// After the last one, before the change is committed.
  void end();

  /// Names that were kept and not known before, each a sentence.
  std::vector<Sentence> news() const { return names_.news(); }
  /// The order of day and month where it had to be found out; empty elsewhere.
  const std::string& found_order() const { return scan_.found_order(); }

 private:
  void decide(Decision& decision);
  void require_something(Decision& decision);
  void find_names(Decision& decision);
  void place(Decision& decision);
  void compare(Decision& decision);
  void compare_place(Decision& decision, Ref department);
  bool is_left(Decision& decision, Ref department);
  void make(Decision& decision);
  void currency(Decision& decision);
  void require_life(Decision& decision);
  void warn(Decision& decision);
  void warn_of_quantity(Decision& decision) const;
  void settle(Decision& decision);
  void fault(Decision& decision, std::string_view field, std::string_view value, const Sentence& problem);

  void make_room();
  void write_changes(store::Change& change, const Decision& decision, const device::Device& device);
  void write_status(store::Change& change, const device::Device& device, const Decision& decision);
  void write_plan(store::Change& change, const device::Device& device, const PlanDecision& decision);

  Sheet& sheet_;
  db::Database& database_;
  const ImportOptions& options_;
  RowReader reader_;
  Scan scan_;
  Names names_;
  Matcher matcher_;
  PlanDecider plans_;
  Record record_;
  ImportRow row_;
  std::vector<std::size_t> quantities_;  // columns that count devices
  std::uint64_t made_ = 0;
  std::vector<std::string> dropped_;  // to be made again
};

}  // namespace siyana::exchange
