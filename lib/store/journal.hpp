// The journal's own rows: sites, entries, and the rows that each entry touched (design 3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.hpp"
#include "base/sha256.hpp"
#include "db/db.hpp"

namespace siyana::store {

constexpr Id numbers_per_site = Id{1} << 32;
constexpr Id last_site = (Id{1} << 31) - 2;  // whose numbers an id can still hold
constexpr std::size_t most_sites = 4096;     // each is looked at beside each
constexpr Id site_of(Id id) { return id / numbers_per_site; }
constexpr Id number_of(Id id) { return id % numbers_per_site; }

struct Site {
  Id id = 0;
  std::string uid;  // 16 bytes
  std::string code;
  bool own = false;
  std::string name;  // the uid in hexadecimal, as it begins the names of what the site made
};

/// All sites known to this file; few.
class Sites {
 public:
  explicit Sites(db::Database& database);
  const Site& own() const;
  const Site& of(Id id) const;  // the site that made this row or entry
  /// The name by which a row or an entry is known outside this file: uid-number.
  std::string name(Id id) const;
  /// `#number` for a row of `home`, else its name.
  std::string reference(Id id, Id home) const;
  /// The id that a reference written by `home` stands for. Error(damaged) where it stands for none.
  Id resolve(std::string_view reference, Id home) const;

 private:
  std::vector<Site> sites_;
};

struct Entry {
  Id id = 0;
  std::int64_t tick = 0;
  std::string at;
  std::string login;
  std::string actor;
  std::string what;
  std::string reason;
  Ref voids;
  std::int64_t schema = 0;
  Id first_row = 0;
  std::int64_t rows = 0;
  std::string hash;  // 32 bytes
};

struct EntryRow {
  Id id = 0;
  Ref entry;
  std::string kind;
  Ref subject;
  Ref prior;
  std::string also;
  std::string after;
  std::string mark;  // 32 bytes
};

std::optional<Entry> entry_of(db::Database& database, Id id);
/// The rows of an entry, in order.
std::vector<EntryRow> rows_of(db::Database& database, const Entry& entry);
/// The things of a kind that an entry made or changed.
std::vector<Id> things_of(db::Database& database, const Entry& entry, std::string_view kind);
/// The entry that made a thing. Error(damaged) where the journal has none.
Entry maker_of(db::Database& database, Id thing);
/// How many entries there are, of all sites.
std::int64_t count_entries(db::Database& database);
/// The latest entry of a site; nothing where it has none.
std::optional<Entry> head(db::Database& database, Id site);
/// The entry that voids this one and is live itself.
std::optional<Id> voided_by(db::Database& database, Id entry);

Digest mark_of(const Sites& sites, const EntryRow& row);
/// SHA-256 of the previous hash, the site's uid, the entry's fields and the digest of its rows' marks in order.
Digest hash_of(const Sites& sites, std::string_view previous, const Entry& entry, const Digest& marks);

struct Break {
  Id entry = 0;
  Sentence what;
};
/// Recomputes every mark and every link of the chains; nothing where all hold. Stops after a hundred breaks.
std::vector<Break> verify(db::Database& database);

/// The entry whose number (of this site) or name a person wrote. Error(not_found) where there is none.
Entry find_entry(db::Database& database, std::string_view text);

}  // namespace siyana::store

namespace siyana {
template <>
struct Fields<store::Entry> {
  using R = store::Entry;
  static constexpr auto all = std::tuple{field("tick", &R::tick, "Tick"),       field("at", &R::at, "At"),
                                         field("login", &R::login, "Login"),    field("actor", &R::actor, "Done by"),
                                         field("what", &R::what, "What"),       field("reason", &R::reason, "Reason"),
                                         ref("voids", &R::voids, "Voids", ""),  field("schema", &R::schema, "Schema"),
                                         field("first_row", &R::first_row, ""), field("rows", &R::rows, "Rows"),
                                         field("hash", &R::hash, "Hash")};
};
template <>
struct Fields<store::EntryRow> {
  using R = store::EntryRow;
  static constexpr auto all = std::tuple{
      ref("entry", &R::entry, "Entry", ""), field("kind", &R::kind, "Kind"), ref("subject", &R::subject, "Thing", ""),
      ref("prior", &R::prior, "", ""),      field("also", &R::also, ""),     field("after", &R::after, "After"),
      field("mark", &R::mark, "")};
};
}  // namespace siyana
