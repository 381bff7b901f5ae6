#include "store/begin.hpp"

namespace siyana::store {

void begin(db::Database& database, const std::string& uid, const std::string& code, const Moment& moment, Who who,
           const std::function<void(Change&)>& first, Settle settle) {
  db::Query(database, "INSERT INTO site (uid, code, own) VALUES ($1, $2, 1)", Value::of_bytes(uid), code).run();
  Change change(database, moment, std::move(who), "init", "", settle);
  change.name_site(uid, code);
  first(change);
  change.commit();
}

}  // namespace siyana::store
