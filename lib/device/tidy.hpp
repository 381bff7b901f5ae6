// Proposals to make one what is spelled alike. Nothing is merged but what somebody accepts, and what was said to be two
// things is not proposed again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "device/alike.hpp"
#include "store/change.hpp"

namespace siyana::device {

/// Two names of one list that are two things: folded, the lower first.
struct Unlike {
  Id id = 0;
  std::string list, within, one, other;
};

/// That `name` be merged into `into`, which has more devices or is older.
struct Proposal {
  std::int64_t number = 0;  // of the journal's row that made the name: it stays while other proposals go
  std::string list;         // type, maker, model, department
  std::string name;
  std::string within;  // the maker of two models, the code of two departments' facility
  std::int64_t devices = 0;
  std::string into;
  std::int64_t into_devices = 0;
  std::string why;  // name_of(Likeness)
  Id goes = 0, stays = 0;
};

/// Of one list, or of all where `list` is empty; those with the most devices first within a list.
std::vector<Proposal> proposals(db::Database& database, std::string_view list);

void accept(store::Change& change, const Proposal& proposal);
void decline(store::Change& change, const Proposal& proposal);

/// Two names of a list as they are written: what a proposal becomes in a file. Error(not_found) where one is not there.
/// False where they are one already.
bool merge_named(store::Change& change, std::string_view list, std::string_view within, std::string_view name,
                 std::string_view into);
void decline_named(store::Change& change, std::string_view list, std::string_view within, std::string_view name,
                   std::string_view into);

}  // namespace siyana::device

namespace siyana {
template <>
struct Fields<device::Unlike> {
  using R = device::Unlike;
  static constexpr std::string_view kind = "unlike";
  static constexpr auto all = std::tuple{field("list", &R::list, "List"), field("within", &R::within, "Of"),
                                         field("one", &R::one, "Name"), field("other", &R::other, "Other name")};
};
}  // namespace siyana
