// The plan and the history that a row brings: an interval, a next due date, a last done date.
#pragma once

#include <string>
#include <unordered_map>

#include "exchange/import_decision.hpp"

namespace siyana::exchange {

/// Of a row whose interval or first due date takes the place of what somebody edited by hand: an old file, most likely.
void warn_of_edit(db::Database& database, const plan::TermsRow& terms, const std::string& plan, RowDecision& decision);

class PlanDecider {
 public:
  PlanDecider(db::Database& database, const ImportOptions& options) : database_(database), options_(options) {}
  void decide(const ImportRow& row, Decision& decision);

 private:
  void decide_plan(const ImportRow& row, Decision& decision);
  void change_plan(const ImportRow& row, const plan::Plan& own, Decision& decision);
  std::optional<plan::TermsRow> terms_after(const ImportRow& row, const Decision& decision);
  plan::TermsRow terms_of(const ImportRow& row);

  db::Database& database_;
  const ImportOptions& options_;
  std::unordered_map<std::string, plan::TermsRow> terms_;  // by kind and interval: a file has few of them
};

}  // namespace siyana::exchange
