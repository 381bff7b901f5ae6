#include "store/change.hpp"

#include <algorithm>

#include "db/migrate.hpp"
#include "store/chain.hpp"

namespace siyana::store {
namespace {

std::int64_t next_tick(db::Database& database) {
  db::Query query(database, "SELECT max(tick) FROM entry");
  const std::int64_t highest = query.next() ? query.number(0) : 0;
  if (highest == std::numeric_limits<std::int64_t>::max())
    throw Error(Fault::damaged, "the journal holds something that it cannot read: {json}",
                {{"json", std::to_string(highest)}});
  return highest + 1;
}

}  // namespace

Change::Change(db::Database& database, const Moment& moment, Who who, std::string what, std::string reason,
               Settle settle)
    : database_(database),
      moment_(moment),
      settle_(std::move(settle)),
      sites_((database.begin(), database)),
      open_(true) {
  try {
    const Id site = sites_.own().id;
    const auto before = head(database, site);
    if (before) previous_ = before->hash;
    const auto earlier = before ? before : continued(database, sites_.own());
    entry_.id = site * numbers_per_site + (earlier ? number_of(earlier->id) : 0) + 1;
    entry_.tick = std::max(moment.milliseconds, next_tick(database));
    entry_.at = to_string(moment.at);
    entry_.login = std::move(who.login);
    entry_.actor = std::move(who.actor);
    machine_ = std::move(who.machine);
    entry_.what = std::move(what);
    entry_.reason = std::move(reason);
    entry_.schema = db::schema_of(database);
    entry_.first_row =
        site * numbers_per_site + (earlier ? number_of(last_row(database, site_of(earlier->id))) : 0) + 1;
  } catch (...) {
    database_.rollback();
    throw;
  }
}

Change::~Change() {
  append_.reset();
  if (open_) database_.rollback();
}

void Change::add(std::string_view name, const Value& value) {
  if (value.type != Value::Type::ref) return json_.add(name, value);
  const std::string reference = sites_.reference(value.number, site_of(entry_.id));
  json_.add(name, Value::of(std::string_view(reference)));
}

void Change::name_site(std::string_view uid, std::string_view code, std::string_view seal) {
  const std::string name = hex(uid);
  json_.clear();
  json_.add("uid", Value::of(std::string_view(name)));
  json_.add("code", Value::of(code));
  if (const auto before = continued(database_, sites_.own())) {
    const std::string last = sites_.name(before->id), hash = hex(before->hash);
    json_.add("continues", Value::of(std::string_view(last)));
    json_.add("hash", Value::of(std::string_view(hash)));
  }
  if (!seal.empty()) json_.add("kept", Value::of(seal));
  append("site", entry_.first_row + entry_.rows, 0, json_.close());
}

Id Change::append(std::string_view kind, Id subject, Id prior, std::string_view after) {
  EntryRow row;
  row.id = entry_.first_row + entry_.rows++;
  row.entry = Ref{entry_.id};
  row.kind = kind;
  row.subject = Ref{subject};
  row.prior = Ref{prior};
  row.after = after;
  const Digest mark = mark_of(sites_, row);
  marks_.part(view(mark));
  if (!append_)
    append_.emplace(database_,
                    "INSERT INTO entry_row (id, entry, kind, subject, prior, after, mark) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7)");
  append_->bind_all(row.id, row.entry, kind, row.subject, row.prior).bind_kept(6, after);
  append_->bind(7, Value::of_bytes(view(mark))).run();
  return row.id;
}

/// The first entry on a machine other than the last one's says so.
void Change::note_machine() {
  if (machine_.digest.empty()) return;
  const auto last = last_machine(database_, site_of(entry_.id));
  if (last && last->digest == machine_.digest) return;
  if (!machine_.born) machine_.born = database_.born();
  copied_ = store::copied(database_, machine_);
  make(machine_);
}

std::optional<Id> Change::commit() {
  if (entry_.rows != 0 || entry_.voids) note_machine();
  open_ = false;
  append_.reset();
  if (entry_.rows == 0 && !entry_.voids) {
    database_.rollback();
    return std::nullopt;
  }
  try {
    const Digest hash = hash_of(sites_, previous_, entry_, marks_.digest());
    db::Query(database_,
              "INSERT INTO entry (id, tick, at, login, actor, what, reason, voids, schema, first_row, rows, hash) "
              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
              entry_.id, entry_.tick, entry_.at, entry_.login, entry_.actor, entry_.what, entry_.reason, entry_.voids,
              entry_.schema, entry_.first_row, entry_.rows, Value::of_bytes(view(hash)))
        .run();
    settle_(database_, entry_, moment_.today);
    database_.commit();
  } catch (...) {
    database_.rollback();
    throw;
  }
  return entry_.id;
}

}  // namespace siyana::store
