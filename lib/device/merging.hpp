// What the lists whose entries can be merged have in common: types, makers, models, departments. `same_as` is the fact;
// `root` and `shown` follow from it.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

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

/// Follows same_as to its end, each step once. Two entries named each other's same (merged on two sites at once), or
/// more in a ring, end at the smallest id.
class Roots {
 public:
  void add(Id id, Id same_as) { same_as_[id] = same_as; }

  Id of(Id id) {
    std::vector<Id> way;
    std::unordered_set<Id> seen;
    while (!root_.contains(id)) {
      const Id next = next_of(id);
      if (next == 0) {
        root_[id] = id;
      } else if (!seen.insert(id).second) {
        root_[id] = smallest_of_ring(id);
      } else {
        way.push_back(id);
        id = next;
      }
    }
    const Id root = root_[id];
    for (const Id passed : way) root_[passed] = root;
    return root;
  }

 private:
  Id next_of(Id id) const {
    const auto found = same_as_.find(id);
    return found == same_as_.end() ? 0 : found->second;
  }
  Id smallest_of_ring(Id id) const {
    Id smallest = id;
    for (Id at = next_of(id); at != id; at = next_of(at)) smallest = std::min(smallest, at);
    return smallest;
  }

  std::unordered_map<Id, Id> same_as_, root_;
};

/// Calls f(id, root, shown) for each entry of the list for which these are not what is stored.
template <class Row, class F>
void for_stale(db::Database& database, F&& f) {
  const auto rows = store::all<Row>(database, store::select<Row>("WHERE live = 1"));
  Roots roots;
  std::unordered_map<Id, std::string> names;
  for (const auto& row : rows) {
    roots.add(row.id, row.same_as.id);
    names[row.id] = row.name;
  }
  for (const auto& row : rows) {
    Id root = roots.of(row.id);
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
