// What the lists whose entries can be merged have in common: types, makers, models, departments. `same_as` is the fact;
// `root` and `shown` follow from it.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "device/name_sentences.hpp"
#include "store/change.hpp"

namespace siyana::device {

/// The rest of the command is the caller's. Error(conflict) where they are one already.
template <class Row>
void merge(store::Change& change, const Row& from, const Row& into, std::string_view noun) {
  const Id root = into.root.id;
  if (from.root.id == root)
    throw Error(Fault::conflict, sentences_of(noun).merged, {{"name", from.name}, {"into", into.shown}});
  Row merged = from;
  merged.same_as = Ref{root};
  change.edit(from, merged);
}

/// Follows same_as to its end. Two entries named each other's same (merged on two sites at once) end at the smaller id.
inline Id root_of(const std::unordered_map<Id, Id>& same_as, Id id) {
  std::unordered_set<Id> seen;
  while (seen.insert(id).second) {
    const auto next = same_as.find(id);
    if (next == same_as.end() || next->second == 0) return id;
    id = next->second;
  }
  return *std::min_element(seen.begin(), seen.end());
}

/// Calls f(id, root, shown) for each entry of the list for which these are not what is stored.
template <class Row, class F>
void for_stale(db::Database& database, F&& f) {
  const auto rows = store::all<Row>(database, store::select<Row>("WHERE live = 1"));
  std::unordered_map<Id, Id> same_as;
  std::unordered_map<Id, std::string> names;
  for (const auto& row : rows) {
    same_as[row.id] = row.same_as.id;
    names[row.id] = row.name;
  }
  for (const auto& row : rows) {
    Id root = root_of(same_as, row.id);
    if (!names.contains(root)) root = row.id;  // what it was merged into has been voided
    if (row.root.id != root || row.shown != names[root]) f(row.id, root, names[root]);
  }
}

template <class Row>
void refresh_list(db::Database& database) {
  static const std::string sql =
      "UPDATE " + std::string(Fields<Row>::kind) + " SET root = $2, shown = $3 WHERE id = $1";
  for_stale<Row>(database,
                 [&](Id id, Id root, const std::string& shown) { db::Query(database, sql, id, root, shown).run(); });
}

}  // namespace siyana::device
