#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "store/chain.hpp"
#include "store/json.hpp"
#include "store/row.hpp"

namespace siyana::store {
namespace {

constexpr std::size_t most_breaks = 100;

/// What the first row of a chain says.
struct Beginning {
  std::string uid, code, continues, hash, kept;
};

std::optional<Beginning> beginning(db::Database& database, const Entry& entry) {
  const auto row = first<EntryRow>(database, select<EntryRow>("entry_row", "WHERE id = $1"), entry.first_row);
  if (!row || row->kind != "site") return std::nullopt;
  Beginning says;
  read_json(row->after, [&](std::string_view name, const Value& value) {
    for (const auto& [known, text] : {std::pair<std::string_view, std::string*>{"uid", &says.uid},
                                      {"code", &says.code},
                                      {"continues", &says.continues},
                                      {"hash", &says.hash},
                                      {"kept", &says.kept}})
      if (known == name) *text = value.text;
  });
  return says;
}

/// Whether the row that was read is the one that was written. What is absent is null: a 0 or an empty text in its place
/// would hash alike.
bool is_as_marked(const Sites& sites, const db::Query& rows, const EntryRow& row) {
  const auto [prior, also] = std::pair{4, 5};  // of its columns
  const bool are_null = (row.prior || rows.absent(prior)) && (!row.also.empty() || rows.absent(also));
  return are_null && view(mark_of(sites, row)) == row.mark;
}

/// Walks one site's chain from its first entry to its last, its rows beside it.
class Walk {
 public:
  Walk(db::Database& database, const Sites& sites, Id site, std::vector<Break>& breaks)
      : database_(database),
        sites_(sites),
        breaks_(breaks),
        entries_(database, select<Entry>("entry", "WHERE id >= $1 AND id < $2 ORDER BY id"), site * numbers_per_site,
                 (site + 1) * numbers_per_site),
        rows_(database, select<EntryRow>("entry_row", "WHERE id >= $1 AND id < $2 ORDER BY id"),
              site * numbers_per_site, (site + 1) * numbers_per_site),
        next_entry_(site * numbers_per_site + 1),
        next_row_(site * numbers_per_site + 1) {}

  void run() {
    more_ = rows_.next();
    Entry entry;
    while (breaks_.size() < most_breaks && entries_.next()) {
      read(entries_, entry);
      check(entry);
    }
    if (more_ && breaks_.size() < most_breaks)
      found(rows_.get<Ref>(1).id, "row {row} belongs to no entry of the chain", rows_.number(0));
  }

 private:
  void found(Id entry, std::string_view id, Id row = 0) {
    breaks_.push_back(
        {entry, say(id, {{"entry", std::to_string(number_of(entry))}, {"row", std::to_string(number_of(row))}})});
  }

  /// What the chain's first row says of its site: the table must say the same. A chain that continues another begins
  /// with the numbers after its last entry, which must be as it was then.
  void begin(const Entry& entry) {
    const auto says = beginning(database_, entry);
    if (!says) return found(entry.id, "entry {entry} does not begin a chain");
    const Site& site = sites_.of(entry.id);
    if (says->uid + "-" != site.name || says->code != site.code)
      found(entry.id, "the site of entry {entry} is not what it says");
    if (says->continues.empty()) return;
    const auto last = entry_of(database_, sites_.resolve(says->continues, site.id));
    if (!last || hex(last->hash) != says->hash)
      return found(entry.id, "the entry from which entry {entry} goes on was changed or is missing");
    if (sites_.of(last->id).own) found(entry.id, "entry {entry} goes on from this file's own site");
    next_entry_ += number_of(last->id);
    next_row_ = std::max(next_row_, entry.first_row);
  }

  void check(const Entry& entry) {
    if (hash_.empty()) begin(entry);
    if (entry.id != next_entry_)
      found(entry.id, "entry {entry} does not follow the one before it: entries are missing");
    if (entry.first_row != next_row_) found(entry.id, "entry {entry} does not begin where the one before it ended");
    if (entry.tick <= tick_) found(entry.id, "entry {entry} is not later than the one before it");
    const Digest marks = walk_rows(entry);
    if (view(hash_of(sites_, hash_, entry, marks)) != entry.hash)
      found(entry.id, "entry {entry} does not match its hash: it, a row of it or an entry before it was changed");
    next_entry_ = entry.id + 1;
    next_row_ = end_row(entry);
    tick_ = entry.tick;
    hash_ = entry.hash;
  }

  Digest walk_rows(const Entry& entry) {
    Hash marks;
    EntryRow row;
    std::int64_t count = 0;
    for (; more_ && rows_.number(0) < end_row(entry); more_ = rows_.next()) {
      read(rows_, row);
      if (row.entry.id != entry.id) found(entry.id, "row {row} names another entry than {entry}, whose it is", row.id);
      if (!is_as_marked(sites_, rows_, row)) found(entry.id, "row {row} of entry {entry} was changed", row.id);
      marks.part(row.mark);
      ++count;
    }
    if (count != entry.rows) found(entry.id, "rows of entry {entry} are missing");
    return marks.digest();
  }

  db::Database& database_;
  const Sites& sites_;
  std::vector<Break>& breaks_;
  db::Query entries_;
  db::Query rows_;
  bool more_ = false;
  Id next_entry_;
  Id next_row_;
  std::int64_t tick_ = 0;
  std::string hash_;
};

bool is_before(const Site& other, const Site& site) { return other.id < site.id && other.code == site.code; }

void add_entries(db::Database& database, const Sites& sites, Id site, Hash& hash) {
  db::Query entries(database, select<Entry>("entry", "WHERE id >= $1 AND id < $2 ORDER BY id"), site * numbers_per_site,
                    (site + 1) * numbers_per_site);
  for (Entry entry; entries.next();) {
    read(entries, entry);
    hash.part(view(hash_of(sites, entry.hash, entry, {})));
  }
}

void add_rows(db::Database& database, const Sites& sites, Id site, Hash& hash) {
  db::Query rows(database, select<EntryRow>("entry_row", "WHERE id >= $1 AND id < $2 ORDER BY id"),
                 site * numbers_per_site, (site + 1) * numbers_per_site);
  for (EntryRow row; rows.next();) {
    read(rows, row);
    hash.part(number_of(row.id)).part(row.entry.id).part(is_as_marked(sites, rows, row) ? row.mark : "changed");
  }
}

/// Between the numbers of two sites there is nothing.
void check_stranger(db::Database& database, Id from, Id to, std::vector<Break>& breaks) {
  db::Query entry(database, "SELECT id FROM entry WHERE id >= $1 AND id < $2 LIMIT 1", from, to);
  db::Query row(database, "SELECT id FROM entry_row WHERE id >= $1 AND id < $2 LIMIT 1", from, to);
  if (entry.next() || row.next()) breaks.push_back({0, say("the journal holds rows of no site that the store knows")});
}

/// What must hold of all chains together.
void check_sites(db::Database& database, std::vector<Break>& breaks) {
  // What is absent is null: an empty text in its place would hash alike.
  db::Query empty(database, "SELECT id FROM entry WHERE actor = '' OR reason = '' OR voids = 0 ORDER BY id LIMIT 100");
  while (empty.next())
    breaks.push_back({empty.number(0), say("entry {entry} holds 0 or an empty text where nothing stood",
                                           {{"entry", std::to_string(number_of(empty.number(0)))}})});
  const auto all = all_sites(database);
  const auto own = std::count_if(all.begin(), all.end(), [](const Site& site) { return site.own; });
  if (own != 1) breaks.push_back({0, say("the store has {n} sites of its own, not one", {{"n", std::to_string(own)}})});
  db::Query neither(database, "SELECT 1 FROM site WHERE own <> 0 AND own <> 1");
  if (neither.next()) breaks.push_back({0, say("the table of sites was changed")});
  Id from = std::numeric_limits<Id>::min();
  for (const auto& site : all) {
    check_stranger(database, from, site.id * numbers_per_site, breaks);
    from = (site.id + 1) * numbers_per_site;
  }
  check_stranger(database, from, std::numeric_limits<Id>::max(), breaks);
}

/// The sites whose chains were saved from a damaged store by a later one, and are as they were saved.
std::vector<Id> kept_sites(db::Database& database, const std::vector<Site>& all, std::vector<Break>& breaks) {
  std::vector<Id> kept;
  for (const auto& site : all) {
    const auto entry = first<Entry>(database, select<Entry>("entry", "WHERE id >= $1 AND id < $2 ORDER BY id LIMIT 1"),
                                    site.id * numbers_per_site, (site.id + 1) * numbers_per_site);
    const auto says = entry ? beginning(database, *entry) : std::nullopt;
    if (!says || says->kept.empty()) continue;
    if (says->kept != seal_before(database, site))
      breaks.push_back({entry->id, say("what entry {entry} saved from a damaged store was changed since",
                                       {{"entry", std::to_string(number_of(entry->id))}})});
    else
      for (const auto& other : all)
        if (is_before(other, site)) kept.push_back(other.id);
  }
  return kept;
}

/// The words of a text that hold only letters, digits and dashes.
std::vector<std::string> plain_words(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : western_digits(text)) {
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-')
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  return words;
}

bool is_hex(std::string_view text) { return text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

struct Noted {
  std::string name, hash;  // an alert has the hash alone
};

/// Each hash of the text, with the first name before it.
std::vector<Noted> noted_in(std::string_view text) {
  std::vector<Noted> all;
  Noted noted;
  for (const auto& word : plain_words(text)) {
    if (noted.name.empty() && word.size() > 33 && word[32] == '-' && is_hex(word.substr(0, 32)) &&
        parse_number(word.substr(33)))
      noted.name = word;
    if (word.size() != 64 || !is_hex(word)) continue;
    noted.hash = word;
    all.push_back(std::exchange(noted, {}));
  }
  return all;
}

std::optional<Entry> entry_named(db::Database& database, const Sites& sites, const std::string& name) try {
  return entry_of(database, sites.resolve(name, sites.own().id));
} catch (const Error&) {
  return std::nullopt;  // of a site that this file does not know
}

std::optional<Id> entry_with(db::Database& database, const Sites& sites, const Noted& noted) {
  if (!noted.name.empty()) {
    const auto entry = entry_named(database, sites, noted.name);
    return entry && hex(entry->hash) == noted.hash ? std::optional(entry->id) : std::nullopt;
  }
  db::Query entries(database, "SELECT id, hash FROM entry ORDER BY id DESC");
  while (entries.next())
    if (hex(entries.text(1)) == noted.hash) return entries.number(0);
  return std::nullopt;
}

}  // namespace

std::vector<Break> missing_since(db::Database& database, std::string_view text) {
  const auto all = noted_in(text);
  if (all.empty())
    throw Error(Fault::usage,
                "{text} has no hash of an entry: give what siyana journal head printed, or the line of an alert",
                {{"text", std::string(text)}});
  const Sites sites(database);
  std::map<Id, bool> holds;  // of each site
  const auto is_there = [&](const Noted& noted) {
    const auto entry = entry_with(database, sites, noted);
    if (!entry) return false;
    const auto [site, is_new] = holds.try_emplace(site_of(*entry));
    if (is_new) {
      // In a chain that was saved from a damaged store the hash alone does not prove what is before it.
      std::vector<Break> breaks;
      Walk(database, sites, site->first, breaks).run();
      site->second = breaks.empty();
    }
    return site->second;
  };
  std::vector<Break> missing;
  for (const auto& noted : all)
    if (missing.size() < most_breaks && !is_there(noted))
      missing.push_back(
          {0, say("entry {name}, which was noted down, is not in the journal as it was: it was changed or "
                  "cut, or made in another copy",
                  {{"name", noted.name.empty() ? noted.hash : noted.name}})});
  return missing;
}

std::string seal_before(db::Database& database, const Site& site) {
  const Sites sites(database);
  Hash hash;
  for (const auto& other : all_sites(database)) {
    if (!is_before(other, site)) continue;
    hash.part(other.uid);
    add_entries(database, sites, other.id, hash);
    add_rows(database, sites, other.id, hash);
  }
  return hex(view(hash.digest()));
}

std::vector<Break> verify(db::Database& database) {
  const Sites sites(database);
  std::vector<Break> breaks;
  check_sites(database, breaks);
  const auto all = all_sites(database);
  const auto kept = kept_sites(database, all, breaks);
  for (const auto& site : all)
    if (std::find(kept.begin(), kept.end(), site.id) == kept.end()) Walk(database, sites, site.id, breaks).run();
  return breaks;
}

}  // namespace siyana::store
