// One command's changes: one transaction, one entry in the journal, one row for each thing it touched. Either all of it
// is kept or nothing.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "store/journal.hpp"
#include "store/json.hpp"
#include "store/machine.hpp"
#include "store/row.hpp"

namespace siyana::store {

/// The time at which the command runs, read once.
struct Moment {
  Instant at;
  std::int64_t milliseconds = 0;  // since 1970
  Date today;
};

struct Who {
  std::string login;  // of the operating system
  std::string actor;  // who did the work, where said
  Machine machine = {};
};

/// Brings the caches up to date with what the entry touched, before it is committed.
using Settle = std::function<void(db::Database& database, const Entry& entry, Date today)>;

/// Rows that derive columns from their own facts have `void derive(Row&)`; those that keep the entry's tick have
/// `void made_at(Row&, std::int64_t tick)`. Both are found beside the row type.
template <class Row>
void complete(Row& row) {
  if constexpr (requires { derive(row); }) derive(row);
}
template <class Row>
void complete_made(Row& row, std::int64_t tick) {
  complete(row);
  if constexpr (requires { made_at(row, tick); }) made_at(row, tick);
}

class Change {
 public:
  Change(db::Database& database, const Moment& moment, Who who, std::string what, std::string reason, Settle settle);
  ~Change();  // rolls back what was not committed
  Change(const Change&) = delete;
  Change& operator=(const Change&) = delete;

  db::Database& database() { return database_; }
  const Sites& sites() const { return sites_; }
  Date today() const { return moment_.today; }
  std::int64_t tick() const { return entry_.tick; }
  Id entry() const { return entry_.id; }

  /// Writes a new thing and gives it its id.
  template <class Row>
  Id make(Row& row);
  /// Writes what differs; false where nothing does.
  template <class Row>
  bool edit(const Row& before, Row after);
  /// This entry undoes that one. The caller folds anew what it had touched.
  void undo(Id entry) { entry_.voids = Ref{entry}; }
  /// The row that begins a chain: which site's it is, and what vouches for the chains before it where they have gaps.
  void name_site(std::string_view uid, std::string_view code, std::string_view seal = {});

  /// Settles the caches, closes the entry and commits. Nothing where nothing changed.
  std::optional<Id> commit();
  std::int64_t rows() const { return entry_.rows; }
  /// Told after the commit, where this entry is the first on another machine: whose file it may be a copy of.
  const std::optional<Copied>& copied() const { return copied_; }

 private:
  template <class Row>
  std::string_view after_of(const Row& row, const Row* before);
  void add(std::string_view name, const Value& value);
  Id append(std::string_view kind, Id subject, Id prior, std::string_view after);
  void note_machine();
  template <class Row>
  void insert(const Row& row);
  template <class Row>
  void update(const Row& row, Id last);

  db::Database& database_;
  Moment moment_;
  Settle settle_;
  Sites sites_;
  Machine machine_;
  std::optional<Copied> copied_;
  std::string previous_;
  Entry entry_;
  Hash marks_;
  JsonObject json_;
  std::optional<db::Query> append_;  // the journal's row is written for every other
  bool open_ = false;
};

/// "INSERT INTO table (id, last, live, …)" and "UPDATE table SET …", made once from the row's fields.
template <class Row>
const std::string& insert_sql();
template <class Row>
const std::string& update_sql();

}  // namespace siyana::store

#include "store/change_rows.hpp"
