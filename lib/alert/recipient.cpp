#include "alert/recipient.hpp"

#include "base/address.hpp"
#include "base/text.hpp"

namespace siyana::alert {
namespace {

std::optional<Recipient> stored(db::Database& database, std::string_view address) {
  static const std::string sql = store::select<Recipient>("WHERE address_key = $1 AND live = 1 ORDER BY id LIMIT 1");
  return store::first<Recipient>(database, sql, tag_key(address));
}

}  // namespace

void derive(Recipient& recipient) { recipient.address_key = tag_key(recipient.address); }

bool hears_of(const Recipient& recipient, std::string_view subject) {
  if (recipient.hears.empty()) return true;
  return ("," + recipient.hears + ",").find("," + std::string(subject) + ",") != std::string::npos;
}

void require_address(std::string_view address) {
  if (!is_address(address))
    throw Error(Fault::usage, "{address} is not a mail address", {{"address", std::string(address)}});
}

Id add(store::Change& change, Recipient& recipient) {
  require_address(recipient.address);
  const auto before = stored(change.database(), recipient.address);
  if (!before) return change.make(recipient);
  if (!before->removed_on)
    throw Error(Fault::conflict, "{address} is a recipient already: siyana recipient edit changes what it hears of",
                {{"address", recipient.address}});
  recipient.id = before->id;
  change.edit(*before, recipient);
  return recipient.id;
}

Recipient find_recipient(db::Database& database, std::string_view address) {
  const auto found = stored(database, address);
  if (!found || found->removed_on)
    throw Error(Fault::not_found, "no recipient {address} (see siyana recipient list)",
                {{"address", std::string(address)}});
  return *found;
}

std::vector<Recipient> recipients(db::Database& database) {
  static const std::string sql =
      store::select<Recipient>("WHERE live = 1 AND removed_on IS NULL ORDER BY facility, department, id");
  return store::all<Recipient>(database, sql);
}

std::int64_t count_recipients(db::Database& database) {
  db::Query query(database, "SELECT count(*) FROM recipient WHERE live = 1 AND removed_on IS NULL");
  return query.next() ? query.number(0) : 0;
}

void each_recipient(db::Database& database, const std::function<void(const RecipientLine&)>& f) {
  db::Query query(database,
                  "SELECT r.address, r.name, r.lang, f.code, p.name, r.kind, r.hears, r.repeat_days, r.after_days, "
                  "(SELECT max(m.day) FROM message m WHERE m.recipient = r.id AND m.live = 1), o.error, r.note "
                  "FROM recipient r LEFT JOIN department p ON p.id = r.department "
                  "LEFT JOIN facility f ON f.id = coalesce(r.facility, p.facility) "
                  "LEFT JOIN outgoing o ON o.recipient = r.id "
                  "WHERE r.live = 1 AND r.removed_on IS NULL ORDER BY r.address_key");
  for (RecipientLine line; query.next();) {
    query.read(line);
    f(line);
  }
}

}  // namespace siyana::alert
