// On which machine a store's entries were written, as far as the file itself can know. A copy made by hand has the
// site's name too: where both go on being written, their journals fork.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "store/journal.hpp"

namespace siyana::store {

struct Machine {
  Id id = 0;
  std::string digest;                // empty: not said
  std::string name;                  // of the host
  std::optional<std::int64_t> born;  // the file, in milliseconds since 1970, where the file system knows
  std::optional<Date> accepted_on;
};

/// A machine that wrote, from this entry on.
struct MachineLine {
  std::int64_t entry = 0;  // its number
  std::string at;
  std::string before;  // when the entry before it was made; empty for the first of a chain
  Machine machine;
};

/// The machines of the own site's chain in turn.
void each_machine(db::Database& database, const std::function<void(const MachineLine&)>& f);
/// The one that wrote last: all that a write on the same machine asks for.
std::optional<Machine> last_machine(db::Database& database, Id site);

/// The file came to another machine as a copy.
struct Copied {
  std::string from;   // the name of the machine that wrote before
  std::string until;  // when it wrote last
};
/// The last such change that nobody has accepted, were the present machine to write now. One file that is carried
/// between machines on a stick is no copy; where nothing tells, the machines that were accepted once may take turns.
std::optional<Copied> copied(db::Database& database, const Machine& present);

}  // namespace siyana::store

namespace siyana {
template <>
struct Fields<store::Machine> {
  using R = store::Machine;
  static constexpr std::string_view kind = "machine";
  static constexpr auto all =
      std::tuple{field("digest", &R::digest, "SHA-256"), field("name", &R::name, "Machine"),
                 field("born", &R::born, ""), field("accepted_on", &R::accepted_on, "Accepted on")};
};
}  // namespace siyana
