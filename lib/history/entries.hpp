// The journal as it is read: its entries, the latest first, and what an entry logged on a device.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "work/work.hpp"

namespace siyana::history {

/// Calls f for at most `most` entries, the latest first.
void each_entry(db::Database& database, std::int64_t most, const std::function<void(const store::Entry&)>& f);
/// The same for the entries that touched a device or anything logged on it, and for those that undid them.
void each_entry_of(db::Database& database, Id device, std::int64_t most,
                   const std::function<void(const store::Entry&)>& f);

/// The inspections that an entry logged on a device.
std::vector<work::Service> services_in(db::Database& database, const store::Entry& entry, Id device);

}  // namespace siyana::history
