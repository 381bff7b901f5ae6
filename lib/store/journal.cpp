#include "store/chain.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "store/row.hpp"

namespace siyana::store {
namespace {

Hash& add(Hash& hash, std::string_view text) { return text.empty() ? hash.none() : hash.part(text); }

/// This site's, else that of the one other site that has this number: a restored file numbers on from the chain it
/// continues.
std::optional<Entry> entry_numbered(db::Database& database, const Sites& sites, std::int64_t number) {
  std::optional<Entry> found = entry_of(database, sites.own().id * numbers_per_site + number);
  if (found) return found;
  for (const auto& site : all_sites(database)) {
    auto entry = entry_of(database, site.id * numbers_per_site + number);
    if (entry && found) return std::nullopt;
    if (entry) found = std::move(entry);
  }
  return found;
}

}  // namespace

std::vector<Site> all_sites(db::Database& database) {
  std::vector<Site> sites;
  db::Query query(database, "SELECT id, uid, code, own FROM site ORDER BY id");
  while (query.next()) {
    if (query.number(0) < 1 || query.number(0) > last_site || sites.size() == most_sites)
      throw Error(Fault::damaged, "the store names sites that cannot be (restore a backup)");
    sites.push_back({query.number(0), std::string(query.text(1)), std::string(query.text(2)), query.number(3) != 0,
                     hex(query.text(1)) + "-"});
  }
  return sites;
}

Sites::Sites(db::Database& database) : sites_(all_sites(database)) {}

bool has_entry(db::Database& database, const std::vector<Site>& sites, const Site& writer, const Entry& entry) {
  for (const auto& site : sites) {
    if (site.uid != writer.uid) continue;
    const auto same = entry_of(database, site.id * numbers_per_site + number_of(entry.id));
    return same && same->hash == entry.hash;
  }
  return false;
}

std::optional<Entry> continued(db::Database& database, const Site& site) {
  std::optional<Entry> latest;
  for (const auto& other : all_sites(database)) {
    if (other.id == site.id || other.code != site.code) continue;
    auto last = head(database, other.id);
    if (last && (!latest || last->tick > latest->tick)) latest = std::move(last);
  }
  return latest;
}

Id last_row(db::Database& database, Id site) {
  db::Query query(database, "SELECT max(id) FROM entry_row WHERE id >= $1 AND id < $2", site * numbers_per_site,
                  (site + 1) * numbers_per_site);
  return query.next() && !query.absent(0) ? query.number(0) : site * numbers_per_site;
}

const Site& Sites::own() const {
  for (const auto& site : sites_)
    if (site.own) return site;
  throw Error(Fault::damaged, "the store has no site of its own (restore a backup)");
}

const Site& Sites::of(Id id) const {
  for (const auto& site : sites_)
    if (site.id == site_of(id)) return site;
  throw Error(Fault::damaged, "the store names a site {site} that it does not know (run siyana check)",
              {{"site", std::to_string(site_of(id))}});
}

std::string Sites::name(Id id) const { return of(id).name + std::to_string(number_of(id)); }

std::string Sites::reference(Id id, Id home) const {
  return site_of(id) == home ? "#" + std::to_string(number_of(id)) : name(id);
}

Id Sites::resolve(std::string_view reference, Id home) const {
  const auto number = parse_number(reference.substr(std::min(reference.size(), reference.find_last_of("#-") + 1)));
  if (number && reference.starts_with('#')) return home * numbers_per_site + *number;
  for (const auto& site : sites_)
    if (number && reference.starts_with(site.name)) return site.id * numbers_per_site + *number;
  throw Error(Fault::damaged, "the journal names {reference}, which is not in this store",
              {{"reference", std::string(reference)}});
}

std::optional<Entry> entry_of(db::Database& database, Id id) {
  return first<Entry>(database, select<Entry>("entry", "WHERE id = $1"), id);
}

std::vector<EntryRow> rows_of(db::Database& database, const Entry& entry) {
  return all<EntryRow>(database, select<EntryRow>("entry_row", "WHERE id >= $1 AND id < $2 ORDER BY id"),
                       entry.first_row, end_row(entry));
}

std::vector<Id> things_of(db::Database& database, const Entry& entry, std::string_view kind) {
  std::vector<Id> things;
  db::Query subjects(database,
                     "SELECT DISTINCT subject FROM entry_row WHERE id >= $1 AND id < $2 AND kind = $3 ORDER BY subject",
                     entry.first_row, end_row(entry), kind);
  while (subjects.next()) things.push_back(subjects.number(0));
  return things;
}

Entry maker_of(db::Database& database, Id thing) {
  db::Query made(database, "SELECT entry FROM entry_row WHERE id = $1", thing);
  if (const auto entry = made.next() ? entry_of(database, made.number(0)) : std::nullopt) return *entry;
  throw Error(Fault::damaged, "the journal holds something that it cannot read: {json}",
              {{"json", std::to_string(number_of(thing))}});
}

std::int64_t count_entries(db::Database& database) {
  db::Query query(database, "SELECT count(*) FROM entry");
  return query.next() ? query.number(0) : 0;
}

std::optional<Entry> head(db::Database& database, Id site) {
  return first<Entry>(database, select<Entry>("entry", "WHERE id >= $1 AND id < $2 ORDER BY id DESC LIMIT 1"),
                      site * numbers_per_site, (site + 1) * numbers_per_site);
}

std::optional<Id> voided_by(db::Database& database, Id entry) {
  db::Query query(database, "SELECT id FROM entry WHERE voids = $1 ORDER BY id LIMIT 1", entry);
  if (query.next()) return query.number(0);
  return std::nullopt;
}

Digest mark_of(const Sites& sites, const EntryRow& row) {
  Hash hash;
  hash.part(row.kind).part(sites.name(row.subject.id));
  if (!row.prior && row.also.empty()) return hash.part(std::int64_t{0}).part(row.after).digest();
  std::vector<std::string> priors;
  if (row.prior) priors.push_back(sites.name(row.prior.id));
  if (!row.also.empty()) priors.push_back(row.also);
  std::sort(priors.begin(), priors.end());
  hash.part(static_cast<std::int64_t>(priors.size()));
  for (const auto& prior : priors) hash.part(prior);
  return hash.part(row.after).digest();
}

Digest hash_of(const Sites& sites, std::string_view previous, const Entry& entry, const Digest& marks) {
  Hash hash;
  add(hash, previous).part(sites.of(entry.id).uid).part(number_of(entry.id)).part(entry.tick);
  hash.part(entry.at).part(entry.login);
  add(add(add(hash, entry.actor).part(entry.what), entry.reason), entry.voids ? sites.name(entry.voids.id) : "");
  hash.part(entry.schema).part(number_of(entry.first_row)).part(entry.rows);
  return hash.part(view(marks)).digest();
}

Entry find_entry(db::Database& database, std::string_view text) {
  const Sites sites(database);
  const std::string digits = western_digits(trim(text));
  std::optional<Entry> entry;
  if (const auto number = parse_number(digits); number && *number > 0)
    entry = entry_numbered(database, sites, *number);
  else if (const auto dash = digits.rfind('-'); dash == 32)
    entry = entry_of(database, sites.resolve(digits, sites.own().id));
  if (!entry)
    throw Error(Fault::not_found, "no entry {entry} (see siyana journal list)", {{"entry", std::string(text)}});
  return *entry;
}

}  // namespace siyana::store
