#include "store/machine.hpp"

#include <set>

#include "store/row.hpp"

namespace siyana::store {
namespace {

/// FAT keeps local time: a stick's file is as old on every machine but for whole quarters of an hour.
bool are_same(std::int64_t born, std::int64_t other) { return (born - other) % (15 * 60 * 1000) == 0; }

/// Follows the machines in turn.
class Trail {
 public:
  void next(const MachineLine& line) {
    const auto& machine = line.machine;
    if (last_ && is_copy(*last_, machine)) copied_ = Copied{last_->name, line.before};
    if (machine.accepted_on) copied_.reset();
    if (!last_ || machine.accepted_on) known_.insert(machine.digest);
    last_ = machine;
  }
  const std::optional<Copied>& copied() const { return copied_; }

 private:
  bool is_copy(const Machine& before, const Machine& now) const {
    if (before.digest == now.digest) return false;
    return before.born && now.born ? !are_same(*before.born, *now.born) : !known_.contains(now.digest);
  }

  std::optional<Machine> last_;
  std::optional<Copied> copied_;
  std::set<std::string> known_;
};

}  // namespace

void each_machine(db::Database& database, const std::function<void(const MachineLine&)>& f) {
  const Id site = Sites(database).own().id;
  // What an undone entry says of its machine holds all the same; only an acceptance can be undone.
  db::Query query(database,
                  "SELECT e.id, e.at, b.at, m.digest, m.name, m.born, CASE WHEN m.live = 1 THEN m.accepted_on END "
                  "FROM machine m JOIN entry_row r ON r.id = m.id JOIN entry e ON e.id = r.entry "
                  "LEFT JOIN entry b ON b.id = e.id - 1 WHERE m.id >= $1 AND m.id < $2 ORDER BY m.id",
                  site * numbers_per_site, (site + 1) * numbers_per_site);
  while (query.next()) {
    MachineLine line{number_of(query.number(0)), std::string(query.text(1)), std::string(query.text(2)), {}};
    query.read(line.machine, 3);
    f(line);
  }
}

std::optional<Machine> last_machine(db::Database& database, Id site) {
  return first<Machine>(database, select<Machine>("WHERE id >= $1 AND id < $2 ORDER BY id DESC LIMIT 1"),
                        site * numbers_per_site, (site + 1) * numbers_per_site);
}

std::optional<Copied> copied(db::Database& database, const Machine& present) {
  Trail trail;
  each_machine(database, [&](const MachineLine& line) { trail.next(line); });
  if (const auto last = head(database, Sites(database).own().id)) trail.next({0, "", last->at, present});
  return trail.copied();
}

}  // namespace siyana::store
