// Importing past work: each row of a sheet becomes a decision about one inspection, attempt or breakdown of a device
// that is registered, and each good decision can be written.
#pragma once

#include <functional>
#include <unordered_map>

#include "device/matching.hpp"
#include "due/cache.hpp"
#include "exchange/import_decision.hpp"
#include "exchange/import_log_row.hpp"
#include "exchange/lost_letters.hpp"

namespace siyana::exchange {

struct LogDecision : RowDecision {
  LogRow::Sort sort = LogRow::Sort::inspection;
  device::Device device;
  work::Service service;
  work::Attempt attempt;
  work::Breakdown breakdown;
  std::optional<work::Breakdown> before;  // an open one that the row closes
  std::string awaits;                     // what one that stays open waits for
};

/// Which registered device a row is about: its tag or an old one of it, else its serial with maker and model.
class LogMatcher {
 public:
  explicit LogMatcher(db::Database& database);
  /// Nothing, and a fault, where it is none or could be several.
  std::optional<device::Device> find(const LogReader& reader, LogRow& row);

 private:
  std::vector<device::SerialHolder> holders(const LogRow& row);

  db::Database& database_;
  device::NameList makers_, models_;
};

class LogImport {
 public:
  using Decision = LogDecision;
  using Progress = std::function<void(std::uint64_t rows)>;
  static const Vocabulary& vocabulary() { return log_vocabulary(); }
  static constexpr std::string_view of = "log";

  /// Reads the whole sheet once. Error(invalid) where a column's dates are in doubt, or no column can tell devices.
  LogImport(Sheet& sheet, db::Database& database, const ImportOptions& options, const Progress& progress);

  bool next(LogDecision& decision);
  const Record& record() const { return record_; }
  void write(store::Change& change, LogDecision& decision);
  void end() {}

  /// How many breakdowns it leaves open.
  std::vector<Sentence> news() const;
  const std::string& found_order() const { return dates_.found_order(); }

 private:
  /// Rows of one device, day, kind and result: how many came, how many the store had before; of the first its line and
  /// the digest of all it says.
  struct Alike {
    std::uint64_t line = 0, details = 0;
    std::uint32_t rows = 0, known = 0;
  };
  void decide(LogDecision& decision);
  void require_life(LogDecision& decision);
  void aim(LogDecision& decision);
  void choose_plan(LogDecision& decision, std::string& name, std::string& kind);
  void link_inspection(LogDecision& decision);
  void compare(LogDecision& decision);
  std::size_t known(LogDecision& decision) const;
  std::uint64_t key_of(const LogDecision& decision) const;
  std::uint64_t details_of(const LogDecision& decision) const;
  const std::uint64_t* line_that_says(Alike& alike, std::uint64_t details);
  void compare_closing(LogDecision& decision, std::size_t place);
  void warn(LogDecision& decision, ImportWarning::Sort sort, std::string_view id, const std::string& other = {});
  void fault(LogDecision& decision, std::string_view field, std::string_view value, Sentence problem);

  Sheet& sheet_;
  db::Database& database_;
  const ImportOptions& options_;
  LogReader reader_;
  DateColumns dates_;
  LetterColumns letters_;
  LogMatcher matcher_;
  Record record_;
  LogRow row_;
  std::int64_t left_open_ = 0;
  std::unordered_map<std::uint64_t, Alike> alike_;  // by digest of the key
  std::unordered_map<std::uint64_t, std::uint64_t>
      more_;  // the lines of the others of a key, by digest of all they say
};

}  // namespace siyana::exchange
