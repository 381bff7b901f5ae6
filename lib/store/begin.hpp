// The beginning of a chain: the first entry names the site.
#pragma once

#include <functional>
#include <string>

#include "store/change.hpp"

namespace siyana::store {

/// 16 random bytes, by which a new site is known for ever. Error(internal) where the system gives none.
std::string new_uid();

/// Makes this file's own site, and its first entry with what `first` writes.
void begin(db::Database& database, const std::string& uid, const std::string& code, const Moment& moment, Who who,
           const std::function<void(Change&)>& first, Settle settle);

/// Begins a new chain for a file that was made from another: a new site of the same code, whose first entry (its
/// command is `what`) names the last entry it continues and whose numbers go on from it. The former own site stays, as
/// another's.
void continue_chain(db::Database& database, const std::string& uid, const std::string& what, const Moment& moment,
                    Who who, Settle settle);

}  // namespace siyana::store
