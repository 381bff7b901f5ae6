// The things that the journal made, one after the other, each with what is needed to know it without a question of its
// own.
#pragma once

#include <cstdint>
#include <string_view>

#include "store/journal.hpp"

namespace siyana::store {

/// Walks the things of all sites by id. The journal's rows, how many there are of each thing, and the entries are read
/// in step, each from end to end.
class Things {
 public:
  explicit Things(db::Database& database);
  bool next();

  Id id() const { return made_.number(0); }
  std::string_view kind() const { return made_.text(1); }
  std::string_view after() const { return made_.text(2); }  // of the row that made it
  std::int64_t tick() const { return entries_.number(1); }  // of the entry that made it
  bool is_live() const { return entries_.number(2) == 0; }  // that entry was not undone
  /// No other row of the journal is about it: it is what the row that made it says.
  bool is_alone() const { return is_alone_; }

 private:
  db::Query made_, counts_, entries_;
  bool more_counts_, more_entries_, is_alone_ = false;
};

}  // namespace siyana::store
