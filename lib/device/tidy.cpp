#include "device/tidy.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/text.hpp"
#include "device/lists.hpp"
#include "device/name_sentences.hpp"
#include "device/places.hpp"
#include "device/trade_words.hpp"

namespace siyana::device {
namespace {

/// What is asked of each list: every spelling (root, name, what it is within as text, by this its owner's id), the
/// devices of each root, and a name's id.
struct List {
  std::string_view name, spellings, devices, named;
  void (*merge)(store::Change&, Id goes, Id stays);
};

template <class Row>
void merge_rows(store::Change& change, Id goes, Id stays) {
  const auto from = store::required<Row>(change.database(), goes);
  Row merged = from;
  merged.same_as = store::required<Row>(change.database(), stays).root;
  change.edit(from, merged);
}

constexpr List lists[] = {
    {"type",
     "SELECT root, shown, name, NULL, 0 FROM type WHERE live = 1 UNION ALL SELECT t.root, t.shown, n.name, NULL, 0 "
     "FROM type_translation n JOIN type t ON t.id = n.type AND t.live = 1 WHERE n.live = 1 AND n.name IS NOT NULL",
     "SELECT t.root, count(*) FROM device d JOIN type t ON t.id = d.type WHERE d.live = 1 GROUP BY t.root",
     "SELECT root FROM type WHERE name_key = $1 AND live = 1 AND $2 = $2 ORDER BY id", merge_rows<Type>},
    {"maker", "SELECT root, shown, name, NULL, 0 FROM maker WHERE live = 1",
     "SELECT t.root, count(*) FROM device d JOIN maker t ON t.id = d.maker WHERE d.live = 1 GROUP BY t.root",
     "SELECT root FROM maker WHERE name_key = $1 AND live = 1 AND $2 = $2 ORDER BY id", merge_rows<Maker>},
    {"model",
     "SELECT m.root, m.shown, m.name, k.shown, k.root FROM model m LEFT JOIN maker k ON k.id = m.maker "
     "WHERE m.live = 1",
     "SELECT t.root, count(*) FROM device d JOIN model t ON t.id = d.model WHERE d.live = 1 GROUP BY t.root",
     "SELECT m.root FROM model m LEFT JOIN maker k ON k.id = m.maker LEFT JOIN maker r ON r.id = k.root "
     "WHERE m.name_key = $1 AND m.live = 1 AND (k.name_key = $2 OR r.name_key = $2 OR (k.id IS NULL AND $2 = '')) "
     "ORDER BY m.id",
     merge_rows<Model>},
    {"department",
     "SELECT p.root, p.shown, p.name, f.code, f.id FROM department p JOIN facility f ON f.id = p.facility "
     "WHERE p.live = 1",
     "SELECT now_department, count(*) FROM device WHERE live = 1 AND now_department IS NOT NULL "
     "GROUP BY now_department",
     "SELECT p.root FROM department p JOIN facility f ON f.id = p.facility WHERE p.name_key = $1 AND f.code_key = $2 "
     "AND p.live = 1 ORDER BY p.id",
     merge_rows<Department>}};

const List& list_named(std::string_view name) {
  for (const auto& list : lists)
    if (list.name == name) return list;
  throw Error(Fault::invalid, "no list {name}: it is one of type, maker, model, department",
              {{"name", std::string(name)}});
}

Unlike unlike_of(std::string_view list, std::string_view within, std::string_view name, std::string_view into) {
  Unlike pair{0, std::string(list), fold(within), fold(name), fold(into)};
  if (pair.other < pair.one) std::swap(pair.one, pair.other);
  return pair;
}

/// What somebody said to be two things, as one text a pair.
class Declined {
 public:
  explicit Declined(db::Database& database) {
    for (const auto& pair : store::all<Unlike>(database, store::select<Unlike>("WHERE live = 1")))
      pairs_.insert(key(pair));
  }
  bool holds(const Unlike& pair) const { return pairs_.contains(key(pair)); }

 private:
  static std::string key(const Unlike& pair) {
    return pair.list + "\x1f" + pair.within + "\x1f" + pair.one + "\x1f" + pair.other;
  }
  std::set<std::string> pairs_;
};

struct Thing {
  Id root = 0;
  std::string shown, within;
  Id owner = 0;
  std::int64_t devices = 0;
  std::vector<std::string> names;
};

/// The things of a list, those with the most devices first, then the oldest.
std::vector<Thing> things_of(db::Database& database, const List& list) {
  std::map<Id, Thing> by_root;
  for (db::Query query(database, list.spellings); query.next();) {
    auto& thing = by_root[query.number(0)];
    thing.root = query.number(0);
    thing.shown = query.text(1);
    thing.names.emplace_back(query.text(2));
    thing.within = query.text(3);
    thing.owner = query.number(4);
  }
  for (db::Query query(database, list.devices); query.next();)
    if (const auto known = by_root.find(query.number(0)); known != by_root.end())
      known->second.devices = query.number(1);
  std::vector<Thing> things;
  for (auto& [root, thing] : by_root) things.push_back(std::move(thing));
  std::stable_sort(things.begin(), things.end(), [](const Thing& a, const Thing& b) { return a.devices > b.devices; });
  return things;
}

std::vector<Spelling> spellings_of(const std::vector<Thing>& things, const List& list) {
  const auto of = list.name == "maker" ? TradeWords::Of::makers : TradeWords::Of::things;
  const bool has_meaning = list.name != "model";
  std::vector<Spelling> spellings;
  for (std::size_t i = 0; i < things.size(); ++i)
    for (const auto& name : things[i].names)
      spellings.push_back({i, std::to_string(things[i].owner), fold(name),
                           has_meaning ? meaning_key(TradeWords::known().meaning(name, of)) : std::string{}});
  return spellings;
}

void propose(db::Database& database, const List& list, const Declined& declined, std::vector<Proposal>& into) {
  const auto things = things_of(database, list);
  std::map<std::size_t, Alike> best;  // by the thing that goes: the first thing that it is like
  for (const auto& pair : alike(spellings_of(things, list))) {
    const auto& stays = things[pair.one];
    const auto& goes = things[pair.other];
    if (!declined.holds(unlike_of(list.name, stays.within, goes.shown, stays.shown)))
      best.try_emplace(pair.other, pair);
  }
  for (const auto& [place, pair] : best) {
    const auto& stays = things[pair.one];
    const auto& goes = things[place];
    into.push_back({store::number_of(goes.root), std::string(list.name), goes.shown, goes.within, goes.devices,
                    stays.shown, stays.devices, std::string(name_of(pair.why)), goes.root, stays.root});
  }
}

Id require_named(db::Database& database, const List& list, std::string_view within, std::string_view name) {
  db::Query query(database, list.named, fold(name), Value{Value::Type::text, 0, fold(within)});
  if (query.next()) return query.number(0);
  throw Error(Fault::not_found, sentences_of(list.name).unknown, {{"name", std::string(name)}});
}

}  // namespace

std::vector<Proposal> proposals(db::Database& database, std::string_view list) {
  if (!list.empty()) list_named(list);
  std::vector<Proposal> found;
  const Declined declined(database);
  for (const auto& one : lists)
    if (list.empty() || one.name == list) propose(database, one, declined, found);
  return found;
}

void accept(store::Change& change, const Proposal& proposal) {
  list_named(proposal.list).merge(change, proposal.goes, proposal.stays);
}

void decline(store::Change& change, const Proposal& proposal) {
  auto pair = unlike_of(proposal.list, proposal.within, proposal.name, proposal.into);
  change.make(pair);
}

bool merge_named(store::Change& change, std::string_view list, std::string_view within, std::string_view name,
                 std::string_view into) {
  const auto& known = list_named(list);
  const Id goes = require_named(change.database(), known, within, name);
  const Id stays = require_named(change.database(), known, within, into);
  if (goes == stays) return false;
  known.merge(change, goes, stays);
  return true;
}

void decline_named(store::Change& change, std::string_view list, std::string_view within, std::string_view name,
                   std::string_view into) {
  const auto& known = list_named(list);
  require_named(change.database(), known, within, name);
  require_named(change.database(), known, within, into);
  auto pair = unlike_of(list, within, name, into);
  if (!Declined(change.database()).holds(pair)) change.make(pair);
}

}  // namespace siyana::device
