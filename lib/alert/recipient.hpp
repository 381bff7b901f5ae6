// Whom siyana writes to, and about what: heads of department, technicians, vendors.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "work/work.hpp"

namespace siyana::alert {

constexpr std::int64_t usual_repeat = 7;  // days; an option says otherwise

struct Recipient {
  Id id = 0;
  std::string address, address_key;
  std::string name;
  std::string lang;  // en, fr, ar; empty: the language of the run
  Ref facility, department;
  std::string kind;   // of plans; empty: all
  std::string hears;  // words of `subjects`, a comma between them; empty: all
  std::int64_t repeat_days = usual_repeat;
  std::optional<std::int64_t> after_days;  // an escalation: hears only of what is later than that
  std::optional<Date> removed_on;
  std::string note;
};
void derive(Recipient& recipient);

/// What a recipient may hear of: overdue, soon, breakdown.
bool hears_of(const Recipient& recipient, std::string_view subject);

/// Error(usage) where the address is not one; Error(conflict) where it is a recipient's already. One that was removed
/// is a recipient again, with its old ledger.
Id add(store::Change& change, Recipient& recipient);
/// Error(not_found).
Recipient find_recipient(db::Database& database, std::string_view address);
/// Those that were not removed, those of one place beside each other.
std::vector<Recipient> recipients(db::Database& database);
std::int64_t count_recipients(db::Database& database);
void require_address(std::string_view address);

/// A recipient as listed.
struct RecipientLine {
  std::string address, name, lang, facility, department, kind, hears;
  std::int64_t repeat_days = 0;
  std::optional<std::int64_t> after_days;
  std::optional<Date> last_told_on;
  std::string pending, note;  // pending: why its last message was not delivered yet
};
void each_recipient(db::Database& database, const std::function<void(const RecipientLine&)>& f);

}  // namespace siyana::alert

namespace siyana {
template <>
struct Fields<alert::Recipient> {
  using R = alert::Recipient;
  static constexpr std::string_view kind = "recipient";
  static constexpr auto all = std::tuple{field("address", &R::address, "Address"),
                                         derived("address_key", &R::address_key),
                                         field("name", &R::name, "Name"),
                                         field("lang", &R::lang, "Language"),
                                         ref("facility", &R::facility, "Facility", "facility"),
                                         ref("department", &R::department, "Department", "department"),
                                         word("kind", &R::kind, "Kind"),
                                         field("hears", &R::hears, "Hears of"),
                                         field("repeat_days", &R::repeat_days, "Repeat, days"),
                                         field("after_days", &R::after_days, "Later than, days"),
                                         field("removed_on", &R::removed_on, "Removed on"),
                                         field("note", &R::note, "Note")};
};
template <>
struct Fields<alert::RecipientLine> {
  using R = alert::RecipientLine;
  static constexpr auto all = std::tuple{field("address", &R::address, "Address"),
                                         field("name", &R::name, "Name"),
                                         field("lang", &R::lang, "Language"),
                                         field("facility", &R::facility, "Facility"),
                                         field("department", &R::department, "Department"),
                                         word("kind", &R::kind, "Kind"),
                                         field("hears", &R::hears, "Hears of"),
                                         field("repeat_days", &R::repeat_days, "Repeat, days"),
                                         field("after_days", &R::after_days, "Later than, days"),
                                         or_else(field("last_told_on", &R::last_told_on, "Last told on"), "never"),
                                         field("pending", &R::pending, "Not delivered"),
                                         detail(field("note", &R::note, "Note"))};
};
}  // namespace siyana
