// The words that hospitals write in the columns of an inventory, in English, French and Arabic, as siyana's own.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/interval.hpp"
#include "plan/plan.hpp"

namespace siyana::exchange {

/// `don`, `location`, `إعارة`: one of device::ownerships(); empty for a word that is not known.
std::string_view ownership_named(std::string_view text);

/// A word of a status or condition column says one axis: `réformé` the lifecycle, `en panne` the operating status,
/// `bon état` the condition, `non utilisé` the usage.
struct StatusWord {
  std::string_view axis, value;
};
std::optional<StatusWord> status_named(std::string_view text);

/// `préventive`, `étalonnage`, `sécurité électrique`: one of plan::kinds(); empty for a word that is not known.
std::string_view kind_named(std::string_view text);
/// Fixed or floating, also as a list in French or Arabic writes it.
std::optional<plan::Basis> basis_named(std::string_view text);

/// `correctif`, `panne`, `réparation`: work after a failure.
bool is_repair(std::string_view text);

/// What the result of a repair says: `réparé`, `remis en service`, `OK`; false for `en attente`, `HS`; nothing where it
/// says neither.
std::optional<bool> repaired_by(std::string_view text);
/// What an open breakdown waits for, of its state in a list of siyana's: `waiting_part` is `part`. Empty elsewhere.
std::string_view awaited_by(std::string_view state);

/// `45`, `45 min`, `1h30`, `2 h`; a bare number is hours where the heading says so. Rounded to a minute.
std::optional<std::int64_t> minutes_in(std::string_view text, std::string_view heading);

/// `6m`, `6 mois`, `semestriel`, and a bare number in the column's unit.
std::optional<Interval> interval_in(std::string_view text, std::optional<Interval::Unit> unit);

/// GMDN, UMDNS, EMDN, CND, CNEH where a heading names one; else empty.
std::string_view code_system_in(std::string_view heading);

/// The currency of a country (ISO 3166); empty where it is not known.
std::string_view currency_of(std::string_view country);

}  // namespace siyana::exchange
