// The beginning of a chain: the first entry names the site.
#pragma once

#include <functional>
#include <string>

#include "store/change.hpp"

namespace siyana::store {

/// Makes this file's own site, and its first entry with what `first` writes.
void begin(db::Database& database, const std::string& uid, const std::string& code, const Moment& moment, Who who,
           const std::function<void(Change&)>& first, Settle settle);

}  // namespace siyana::store
