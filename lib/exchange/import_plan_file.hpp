// Importing plans: each row of a sheet says what is due on a device, or on all devices of a type or a model.
#pragma once

#include <functional>
#include <unordered_map>

#include "exchange/cells.hpp"
#include "exchange/import_decision.hpp"
#include "exchange/lost_letters.hpp"

namespace siyana::exchange {

struct PlanFileDecision : RowDecision {
  plan::Plan plan;
  std::optional<plan::Plan> known;  // the plan of that name that is there
  plan::TermsRow terms;
};

class PlanImport {
 public:
  using Decision = PlanFileDecision;
  using Progress = std::function<void(std::uint64_t rows)>;
  static const Vocabulary& vocabulary() { return plan_vocabulary(); }
  static constexpr std::string_view of = "plans";

  /// Reads the whole sheet once. Error(invalid) where a column's dates are in doubt, or no column says whose plans they
  /// are.
  PlanImport(Sheet& sheet, db::Database& database, const ImportOptions& options, const Progress& progress);

  bool next(PlanFileDecision& decision);
  const Record& record() const { return record_; }
  void write(store::Change& change, PlanFileDecision& decision);
  void end() {}

  std::vector<Sentence> news() const { return {}; }
  const std::string& found_order() const { return dates_.found_order(); }

 private:
  std::string_view text(std::string_view field) const;
  void decide(PlanFileDecision& decision);
  void whose(PlanFileDecision& decision);
  void name(PlanFileDecision& decision);
  plan::Wish wish(PlanFileDecision& decision);
  void window(PlanFileDecision& decision, plan::Wish& wish);
  std::optional<int> days(PlanFileDecision& decision, std::string_view field);
  void terms(PlanFileDecision& decision, const plan::Wish& wish);
  void once(PlanFileDecision& decision);
  void compare(PlanFileDecision& decision, const plan::TermsRow& before);
  void stay_ended(PlanFileDecision& decision);
  void fault(PlanFileDecision& decision, std::string_view field, std::string_view value, Sentence problem);
  bool says_ended() const;

  Sheet& sheet_;
  db::Database& database_;
  const ImportOptions& options_;
  Cells cells_;
  DateColumns dates_;
  LetterColumns letters_;
  Record record_;
  std::unordered_map<std::string, std::uint64_t> lines_;  // of a plan's terms of one day, by whose they are
};

}  // namespace siyana::exchange
