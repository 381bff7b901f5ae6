#include "store/begin.hpp"

#include <sys/random.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/error.hpp"
#include "store/chain.hpp"

namespace siyana::store {

std::string new_uid() {
  std::string uid(16, '\0');
  if (::getrandom(uid.data(), uid.size(), 0) != static_cast<ssize_t>(uid.size()))
    throw Error(Fault::internal, "the system gives no random bytes: {why}", {{"why", std::strerror(errno)}});
  return uid;
}

void begin(db::Database& database, const std::string& uid, const std::string& code, const Moment& moment, Who who,
           const std::function<void(Change&)>& first, Settle settle) {
  db::Query(database, "INSERT INTO site (uid, code, own) VALUES ($1, $2, 1)", Value::of_bytes(uid), code).run();
  Change change(database, moment, std::move(who), "init", "", settle);
  change.name_site(uid, code);
  first(change);
  change.commit();
}

void continue_chain(db::Database& database, const std::string& uid, Continued as, const Moment& moment, Who who,
                    Settle settle) {
  const Site old = Sites(database).own();
  if (!head(database, old.id)) throw Error(Fault::damaged, "the copy has no entry to go on from");
  db::Query(database, "UPDATE site SET own = 0").run();
  db::Query(database, "INSERT INTO site (uid, code, own) VALUES ($1, $2, 1)", Value::of_bytes(uid), old.code).run();
  const bool is_salvage = as == Continued::salvage;
  Change change(database, moment, std::move(who), is_salvage ? "salvage" : "restore", "", settle);
  change.name_site(uid, old.code, is_salvage ? seal_before(database, Sites(database).own()) : "");
  change.commit();
}

}  // namespace siyana::store
