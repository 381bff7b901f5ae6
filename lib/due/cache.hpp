// The cached rows of what is due, and bringing them up to date with what an entry touched.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "due/facts.hpp"
#include "due/put_off.hpp"

namespace siyana::due {

/// What one plan of one device comes to on a day.
struct Row {
  Id device = 0;
  std::string name_key;
  Id plan = 0;
  std::string name, kind, tag_key;
  Ref department;
  std::string state;  // open, retest, suspended, ended
  std::optional<Date> soon_on, opens_on, due_on, closes_on, last_done_on;

  friend bool operator==(const Row&, const Row&) = default;
};

/// The rows of a device on a day; nothing for a plan that did not exist yet.
std::vector<Row> rows_of(const DeviceFacts& facts, const Rules& rules, Date on);
/// The first day after `on` on which facts already known change them.
std::optional<Date> changes_after(const DeviceFacts& facts, const Rules& rules, Date on);

/// A plan that a device has, as the cache knows it.
struct PlanName {
  std::string name, name_key, kind;
  bool ended = false;
};
std::vector<PlanName> plan_names(db::Database& database, Id device);

/// Is told what the cached rows of a device were before they are made again.
using Remade =
    std::function<void(const DeviceFacts& facts, const std::vector<Row>& before, const std::vector<Row>& after)>;
/// Makes the cached rows of the devices with these ids again.
void refresh(db::Database& database, const Rules& rules, Id first, Id last, Date today, const Remade& remade = {});

/// Makes the cached rows of devices that have none yet.
void make(db::Database& database, const Rules& rules, Id first, Id last, Date today);

/// Brings every cache up to date with what the entry touched; tells what the entry puts off where it is asked.
void settle(db::Database& database, const store::Entry& entry, Date today, PutOff* put_off);
/// Takes into account what was known in advance and has taken effect by today.
void catch_up(db::Database& database, Date today);
/// Makes all caches again.
void settle_everything(db::Database& database, Date today);

/// Which rows are asked for: only those that are overdue or want a test that day, where nothing else will be asked.
enum class Wanted : std::uint8_t { all, late };

/// Makes the table `due` answer for that day: the cached rows serve unless it is before the day they were made for, or
/// a known fact changes them up to it; else the day's own rows are worked out and stand before them.
void answer_for(db::Database& database, Date on, Wanted wanted = Wanted::all);

/// The day up to which the caches take the facts into account; nothing in a store without an entry.
std::optional<Date> settled_on(db::Database& database);
/// Compares every cached row with the facts and calls f for each that differs.
void compare_cache(db::Database& database, const std::function<void(Id device, std::string_view what)>& f);

}  // namespace siyana::due
