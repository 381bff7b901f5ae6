#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "base/text.hpp"
#include "device/lists.hpp"
#include "device/nomenclature.hpp"
#include "device/trade_words.hpp"

namespace siyana::device {
namespace {

constexpr double least_share = 1.0 / 3;

using Meaning = std::vector<std::string>;

/// One name of one term; a term with names in two languages has two.
struct Name {
  std::uint32_t term = 0;
  double weight = 0;  // of all its words
};

/// The terms by their words. A word weighs more the fewer names have it.
class TermIndex {
 public:
  TermIndex(db::Database& database, const Nomenclature& nomenclature) {
    std::vector<Meaning> meanings;
    each_term(database, nomenclature, {}, [&](const Term& term) {
      const auto place = static_cast<std::uint32_t>(terms_.size());
      terms_.push_back(term);
      for (std::string_view names = term.other_names, name = term.name; !name.empty();) {
        meanings.push_back(TradeWords::known().meaning(name));
        names_.push_back({place, 0});
        const auto end = std::min(names.find('|'), names.size());
        name = names.substr(0, end);
        names.remove_prefix(std::min(end + 1, names.size()));
      }
    });
    for (std::uint32_t i = 0; i < meanings.size(); ++i)
      for (const auto& word : meanings[i]) with_word_[word].push_back(i);
    for (std::uint32_t i = 0; i < meanings.size(); ++i)
      for (const auto& word : meanings[i]) names_[i].weight += weight(word);
  }

  struct Hit {
    const Term* term;
    double share;  // of the weight of the words of both
  };
  std::vector<Hit> nearest(const std::vector<Meaning>& meanings, std::size_t most) const {
    std::unordered_map<std::uint32_t, double> best;  // by term
    for (const auto& meaning : meanings) add_shares(meaning, best);
    std::vector<Hit> hits;
    for (const auto& [term, share] : best)
      if (share >= least_share) hits.push_back({&terms_[term], share});
    std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
      return a.share != b.share ? a.share > b.share : a.term->code < b.term->code;
    });
    hits.resize(std::min(hits.size(), most));
    return hits;
  }

 private:
  double weight(const std::string& word) const {
    const auto known = with_word_.find(word);
    const double names = known == with_word_.end() ? 1 : static_cast<double>(known->second.size());
    return 1 + std::log(static_cast<double>(names_.size() + 1) / names);
  }

  void add_shares(const Meaning& meaning, std::unordered_map<std::uint32_t, double>& best) const {
    std::unordered_map<std::uint32_t, double> common;  // by name
    double own = 0;
    for (const auto& word : meaning) {
      own += weight(word);
      if (const auto known = with_word_.find(word); known != with_word_.end())
        for (const auto name : known->second) common[name] += weight(word);
    }
    for (const auto& [name, shared] : common) {
      auto& share = best[names_[name].term];
      share = std::max(share, shared / (own + names_[name].weight - shared));
    }
  }

  std::vector<Term> terms_;
  std::vector<Name> names_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> with_word_;
};

struct TypeToCode {
  Id root = 0;
  std::string shown;
  std::int64_t devices = 0;
  std::vector<Meaning> meanings;
};

/// True where one of the codes is of the system.
bool has_code(std::string_view codes, std::string_view system) {
  const std::string code = std::string(system) + ":";
  return codes.starts_with(code) || codes.find(" " + code) != std::string_view::npos;
}

std::vector<TypeToCode> types_without(db::Database& database, const std::string& system) {
  std::unordered_map<Id, std::int64_t> devices;
  for (db::Query query(database,
                       "SELECT t.root, count(*) FROM device d JOIN type t ON t.id = d.type WHERE d.live = 1 "
                       "GROUP BY t.root");
       query.next();)
    devices[query.number(0)] = query.number(1);
  db::Query names(
      database,
      "SELECT t.root, r.shown, r.codes, t.name FROM type t JOIN type r ON r.id = t.root WHERE t.live = 1 "
      "UNION ALL SELECT t.root, r.shown, r.codes, n.name FROM type_translation n JOIN type t ON t.id = n.type "
      "JOIN type r ON r.id = t.root WHERE n.live = 1 AND n.name IS NOT NULL ORDER BY 1");
  std::vector<TypeToCode> types;
  while (names.next()) {
    if (has_code(names.text(2), system)) continue;
    if (types.empty() || types.back().root != names.number(0))
      types.push_back({names.number(0), std::string(names.text(1)), devices[names.number(0)], {}});
    types.back().meanings.push_back(TradeWords::known().meaning(names.text(3)));
  }
  std::stable_sort(types.begin(), types.end(),
                   [](const TypeToCode& a, const TypeToCode& b) { return a.devices > b.devices; });
  return types;
}

}  // namespace

std::vector<CodeProposal> propose_codes(db::Database& database, const Nomenclature& nomenclature, std::size_t most) {
  std::vector<CodeProposal> proposals;
  const TermIndex index(database, nomenclature);
  for (const auto& type : types_without(database, nomenclature.system)) {
    std::int64_t place = 0;
    for (const auto& hit : index.nearest(type.meanings, most))
      proposals.push_back({store::number_of(type.root), type.shown, type.devices, ++place, hit.term->code,
                           hit.term->name, static_cast<std::int64_t>(hit.share * 100 + 0.5), type.root});
  }
  return proposals;
}

void set_code(store::Change& change, Id type, std::string_view system, std::string_view code) {
  const auto before = store::required<Type>(change.database(), type);
  Type after = before;
  after.codes += (after.codes.empty() ? "" : " ") + std::string(system) + ":" + std::string(code);
  change.edit(before, after);
}

}  // namespace siyana::device
