// What is to become of one row: worked out from the row and what is stored, before anything is written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/import_row.hpp"
#include "plan/plan.hpp"

namespace siyana::exchange {

enum class Action : std::uint8_t { made, changed, unchanged, refused };

struct FieldChange {
  std::string_view field;
  std::string before, after;
};

struct StatusFact {
  std::string_view axis, value;
  Date since;
  std::optional<device::Status> replaces;  // a fact whose day the file corrects
};

struct PlanDecision {
  std::string kind;
  bool make = false;
  std::optional<plan::Plan> plan;       // the device's own, where its terms change
  std::optional<plan::TermsRow> terms;  // the new ones
  std::optional<Date> done_on;          // work of the past that is not in the log
  bool is_extra = false;                // it must not move the due date that the row gives
};

/// Something to look at, which refuses nothing.
struct ImportWarning {
  enum class Sort : std::uint8_t {
    damaged_serial,
    placeholder_serial,
    same_serial,
    order,
    facility,
    same_row,
    same_day,
    details,
    away,
    plan,
    ended,
    letters,
    quantity,
    place,
    edited
  };
  static constexpr std::size_t sorts = 15;
  Sort sort;
  Sentence sentence;
};

/// What every sort of import says of a row.
struct RowDecision {
  Action action = Action::refused;
  std::uint64_t line = 0;
  std::string tag;
  std::vector<FieldChange> changes;  // of what was there
  std::vector<CellFault> faults;
  std::vector<ImportWarning> warnings;
};

struct Decision : RowDecision {
  std::optional<device::Device> before;
  device::Device after;  // its names are ids of Names
  bool edited = false;   // a field of the device itself differs
  bool moved = false;    // it is in after.department and after.room since today
  std::vector<StatusFact> status;
  PlanDecision plan;

  void clear(std::uint64_t at);
};

inline void Decision::clear(std::uint64_t at) {
  action = Action::refused;
  line = at;
  tag.clear();
  before.reset();
  siyana::clear(after);
  edited = moved = false;
  status.clear();
  plan = {};
  changes.clear();
  faults.clear();
  warnings.clear();
}

}  // namespace siyana::exchange
