// The beginning of a chain: the first entry names the site.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "store/change.hpp"

namespace siyana::store {

/// 16 random bytes, by which a new site is known for ever. Error(internal) where the system gives none.
std::string new_uid();

/// Makes this file's own site, and its first entry with what `first` writes.
void begin(db::Database& database, const std::string& uid, const std::string& code, const Moment& moment, Who who,
           const std::function<void(Change&)>& first, Settle settle);

/// Of what a file goes on: a whole copy, or what was saved of a damaged store, for whose chains the new one vouches.
enum class Continued : std::uint8_t { restore, salvage };

/// Begins a new chain for a file that was made from another: a new site of the same code, whose first entry names the
/// last entry it continues and whose numbers go on from it. The former own site stays, as another's.
void continue_chain(db::Database& database, const std::string& uid, Continued as, const Moment& moment, Who who,
                    Settle settle);

}  // namespace siyana::store
