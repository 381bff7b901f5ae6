// Going back to a copy: the copy is checked, the present file kept aside, and what the copy does not have is named.
#pragma once

#include <functional>
#include <string>

#include "store/change.hpp"

namespace siyana::history {

struct Restoring {
  std::string copy;   // the file to go back to
  std::string store;  // where the store is, or was: no link
  std::string aside;  // where the present file goes; a number is added where that is taken
  std::string uid;    // of the new site, 16 random bytes
  int busy_seconds = 10;
};

/// What is told of an entry that the present file has and the copy has not.
using Newer = std::function<void(db::Database& present, const store::Entry&)>;

struct Restored {
  std::string aside;      // where the present file is kept now; empty where there was none
  bool is_known = false;  // the present file could be read, so that `newer` was told all
};

/// Puts the copy in the store's place as a new site that goes on from the copy's last entry, and tells `newer` of what
/// came after it, the earliest first. Error(damaged) where the copy is not sound, Error(conflict) where it is of
/// another store than the present one.
Restored restore(const Restoring& restoring, const store::Moment& moment, const store::Who& who, const Newer& newer);

}  // namespace siyana::history
