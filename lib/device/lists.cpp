#include "device/lists.hpp"

#include <algorithm>
#include <bit>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "device/merging.hpp"
#include "device/name_sentences.hpp"
#include "device/places.hpp"

namespace siyana::device {
namespace {

template <class Row>
void derive_name(Row& row) {
  row.name_key = fold(row.name);
  row.root = Ref{row.id};
  row.shown = row.name;
}

std::string digits_of(std::string_view key) {
  std::string digits;
  for (const char c : key)
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}

std::string without_blanks(std::string_view key) {
  std::string text(key);
  std::erase(text, ' ');
  return text;
}

/// The key of a folded text among one maker's.
std::string within(Id maker, std::string_view text) { return std::to_string(maker) + "|" + std::string(text); }

bool is_slip(std::string_view a, std::string_view b) {
  const std::size_t length = std::min(a.size(), b.size());
  if (length < 5) return false;
  const std::size_t limit = length < 9 ? 1 : 2;
  return distance(a, b, limit) <= limit;
}

/// Word by word, where both have as many: a slip is within a word and hardly ever in its first letter. So Radiologie is
/// not Cardiologie, nor Bloc A nearly Bloc B.
std::optional<bool> words_nearly_same(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return false;
  if (std::count(a.begin(), a.end(), ' ') != std::count(b.begin(), b.end(), ' ')) return std::nullopt;
  while (!a.empty()) {
    const std::string_view left = a.substr(0, a.find(' '));
    const std::string_view right = b.substr(0, b.find(' '));
    if (left != right && (first_character(left).code != first_character(right).code || !is_slip(left, right)))
      return false;
    a.remove_prefix(std::min(a.size(), left.size() + 1));
    b.remove_prefix(std::min(b.size(), right.size() + 1));
  }
  return true;
}

constexpr std::string_view other_languages_sql =
    "SELECT n.name_key, t.root, t.shown, 0 FROM type_translation n JOIN type t ON t.id = n.type AND t.live = 1 "
    "WHERE n.live = 1 AND n.name_key IS NOT NULL ORDER BY n.id DESC";

template <class Row>
std::optional<Row> row_named(db::Database& database, std::string_view name) {
  static const std::string sql = store::select<Row>("WHERE name_key = $1 AND live = 1 ORDER BY id LIMIT 1");
  return store::first<Row>(database, sql, fold(name));
}

template <class Row>
Row require_named(db::Database& database, std::string_view name, std::string_view noun) {
  if (auto row = row_named<Row>(database, name)) return *row;
  throw Error(Fault::not_found, sentences_of(noun).unknown, {{"name", std::string(name)}});
}

}  // namespace

void derive(Type& type) { derive_name(type); }

std::span<const std::string_view> risks() {
  static constexpr std::array<std::string_view, 3> all{"high", "medium", "low"};
  return all;
}

void require_risk(std::string_view risk) {
  if (std::find(risks().begin(), risks().end(), risk) != risks().end()) return;
  throw Error(Fault::usage, "no risk {risk}: it is high, medium or low", {{"risk", std::string(risk)}});
}

void derive(Maker& maker) { derive_name(maker); }
void derive(Model& model) { derive_name(model); }

bool nearly_same(std::string_view a, std::string_view b) {
  if (a == b || digits_of(a) != digits_of(b)) return false;
  if (const auto by_words = words_nearly_same(a, b)) return *by_words;
  const std::string left = without_blanks(a);
  const std::string right = without_blanks(b);
  if (left == right) return true;
  return is_slip(left, right);
}

NameList::NameList(db::Database& database, Kind kind) : kind_(kind) {
  constexpr std::string_view queries[] = {
      "SELECT name_key, root, shown, 0 FROM type WHERE live = 1 ORDER BY id DESC",
      "SELECT name_key, root, shown, 0 FROM maker WHERE live = 1 ORDER BY id DESC",
      "SELECT m.name_key, m.root, m.shown, k.root FROM model m LEFT JOIN maker k ON k.id = m.maker "
      "WHERE m.live = 1 ORDER BY m.id DESC"};
  if (kind == Kind::type) remember_all(database, other_languages_sql);
  remember_all(database, queries[static_cast<std::size_t>(kind)]);
}

/// The later of two alike stands.
void NameList::remember_all(db::Database& database, std::string_view sql) {
  db::Query query(database, sql);
  while (query.next()) remember(query.number(3), query.text(0), query.number(1), query.text(2));
}

NameList::Sight NameList::sight_of(std::string_view key, Id root) {
  Sight sight{std::string(key), 0, 0, true, root};
  for (const char c : key) {
    if (c == ' ') continue;
    sight.ascii = sight.ascii && static_cast<unsigned char>(c) < 0x80;
    ++sight.length;
    sight.bytes |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 63U);
  }
  return sight;
}

void NameList::remember(Id maker, std::string_view key, Id root, std::string_view shown) {
  const bool known = !by_key_.insert_or_assign(within(maker, key), root).second;
  shown_[root] = shown;
  auto& alike = by_digits_[within(maker, digits_of(key))];
  if (known) std::erase_if(alike, [&](const Sight& sight) { return sight.key == key; });
  alike.push_back(sight_of(key, root));
}

void NameList::learn(std::string_view name, Id maker, Id id) { remember(maker, fold(name), id, trim(name)); }

void NameList::unlearn(std::string_view name, Id maker) {
  const std::string key = fold(name);
  const auto known = by_key_.find(within(maker, key));
  if (known == by_key_.end()) return;
  shown_.erase(known->second);
  by_key_.erase(known);
  std::erase_if(by_digits_[within(maker, digits_of(key))], [&](const Sight& sight) { return sight.key == key; });
}

Id NameList::find(std::string_view name, Id maker) const {
  const auto found = by_key_.find(within(maker, fold(name)));
  return found == by_key_.end() ? 0 : found->second;
}

const std::string* NameList::maybe_shown(Id id) const {
  const auto found = shown_.find(id);
  return found == shown_.end() ? nullptr : &found->second;
}

std::optional<std::string> NameList::nearly(std::string_view name, Id maker) const {
  const std::string key = fold(name);
  const auto alike = by_digits_.find(within(maker, digits_of(key)));
  if (alike == by_digits_.end()) return std::nullopt;
  const Sight sight = sight_of(key, 0);
  for (const auto& known : alike->second) {
    // Two slips change two characters for two others, of four bytes at most.
    const std::size_t most = sight.ascii && known.ascii ? 2 : 8;
    const std::size_t longer = std::max(sight.length, known.length);
    if (longer - std::min(sight.length, known.length) > most) continue;
    if (static_cast<std::size_t>(std::popcount(sight.bytes ^ known.bytes)) > 2 * most) continue;
    if (nearly_same(key, known.key)) return shown_.at(known.root);
  }
  return std::nullopt;
}

Id NameList::make(store::Change& change, std::string_view name, Id maker) {
  const std::string clean(trim(name));
  Id id = 0;
  if (kind_ == Kind::type) {
    Type row;
    row.name = clean;
    id = change.make(row);
  } else if (kind_ == Kind::maker) {
    Maker row;
    row.name = clean;
    id = change.make(row);
  } else {
    Model row;
    row.maker = Ref{maker};
    row.name = clean;
    id = change.make(row);
  }
  remember(maker, fold(clean), id, clean);
  return id;
}

Type find_type(db::Database& database, std::string_view name) {
  static const std::string sql = "SELECT " + store::columns<Type>("t.") +
                                 " FROM type_translation n JOIN type t ON t.id = n.type AND t.live = 1 "
                                 "WHERE n.name_key = $1 AND n.live = 1 ORDER BY n.id LIMIT 1";
  if (const auto own = row_named<Type>(database, name)) return *own;
  if (const auto other = store::first<Type>(database, sql, fold(name))) return *other;
  return require_named<Type>(database, name, "type");
}
Maker find_maker(db::Database& database, std::string_view name) {
  return require_named<Maker>(database, name, "maker");
}

Model find_model(db::Database& database, std::string_view maker_and_model) {
  static const std::string sql =
      "SELECT " + store::columns<Model>("m.") +
      " FROM model m LEFT JOIN maker k ON k.id = m.maker WHERE m.live = 1 AND (m.name_key = $1 OR "
      "k.name_key || ' ' || m.name_key = $1 OR k.shown || ' ' || m.name = $2) ORDER BY m.id";
  const auto found = store::all<Model>(database, sql, fold(maker_and_model), std::string(maker_and_model));
  if (found.empty())
    throw Error(Fault::not_found, "no model {name} (see siyana model list)", {{"name", std::string(maker_and_model)}});
  for (const auto& model : found)
    if (model.root != found.front().root)
      throw Error(Fault::conflict, "model {name} could be several: put its manufacturer before it",
                  {{"name", std::string(maker_and_model)}});
  return found.front();
}

void merge_types(store::Change& change, std::string_view name, std::string_view into) {
  auto& database = change.database();
  merge(change, require_named<Type>(database, name, "type"), require_named<Type>(database, into, "type"), "type");
}

void merge_makers(store::Change& change, std::string_view name, std::string_view into) {
  auto& database = change.database();
  merge(change, require_named<Maker>(database, name, "maker"), require_named<Maker>(database, into, "maker"), "maker");
}

void merge_models(store::Change& change, std::string_view name, std::string_view into) {
  auto& database = change.database();
  merge(change, find_model(database, name), find_model(database, into), "model");
}

void each_merged(db::Database& database, const std::function<void(Id, Id, const std::string&)>& f) {
  for (const std::string_view sql :
       {"SELECT id, root, shown FROM type WHERE root <> id", "SELECT id, root, shown FROM maker WHERE root <> id",
        "SELECT id, root, shown FROM model WHERE root <> id",
        "SELECT id, root, shown FROM department WHERE root <> id"}) {
    db::Query query(database, sql);
    while (query.next()) f(query.number(0), query.number(1), std::string(query.text(2)));
  }
}

void refresh_lists(db::Database& database) {
  refresh_list<Type>(database);
  refresh_list<Maker>(database);
  refresh_list<Model>(database);
  refresh_list<Department>(database);
}

std::vector<Id> stale_lists(db::Database& database) {
  std::vector<Id> ids;
  const auto note = [&](Id id, Id, const std::string&) { ids.push_back(id); };
  for_stale<Type>(database, note);
  for_stale<Maker>(database, note);
  for_stale<Model>(database, note);
  for_stale<Department>(database, note);
  return ids;
}

}  // namespace siyana::device
