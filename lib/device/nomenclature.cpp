#include "device/nomenclature.hpp"

#include <algorithm>

#include "base/sha256.hpp"
#include "base/text.hpp"

namespace siyana::device {
namespace {

/// Length-prefixed parts, so that no two lists write the same bytes.
class TermsDigest {
 public:
  void add(std::string_view code, std::string_view name, std::string_view other_names) {
    hash_.part(code).part(name).part(other_names);
  }
  std::string text() { return hex(view(hash_.digest())); }

 private:
  Hash hash_;
};

std::string digest_of(const std::vector<Term>& terms) {
  TermsDigest digest;
  for (const auto& term : terms) digest.add(term.code, term.name, term.other_names);
  return digest.text();
}

std::optional<Nomenclature> latest(db::Database& database, const std::string& system) {
  static const std::string sql = store::select<Nomenclature>("WHERE system = $1 AND live = 1 ORDER BY id DESC LIMIT 1");
  return store::first<Nomenclature>(database, sql, system);
}

/// True where each word begins a word of the folded text.
bool begins_words(const std::string& folded, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    for (auto at = folded.find(word); at != std::string::npos; at = folded.find(word, at + 1))
      if (at == 0 || folded[at - 1] == ' ') return true;
    return false;
  });
}

}  // namespace

bool TermCollector::add(Term term) {
  if (term.code.empty() || fold(term.name).empty()) return false;
  terms_.push_back(std::move(term));
  return true;
}

std::vector<Term> TermCollector::end() {
  const auto by_code = [](const Term& a, const Term& b) { return a.code < b.code; };
  std::stable_sort(terms_.begin(), terms_.end(), by_code);
  const auto same = [](const Term& a, const Term& b) { return a.code == b.code; };
  terms_.erase(std::unique(terms_.begin(), terms_.end(), same), terms_.end());
  return std::move(terms_);
}

std::string require_system(std::string_view text) {
  std::string system(trim(text));
  const auto is_good = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  };
  for (char& c : system)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  if (system.empty() || !std::all_of(system.begin(), system.end(), is_good))
    throw Error(Fault::usage, "a nomenclature wants a short name of letters and digits, as EMDN, not {text}",
                {{"text", std::string(text)}});
  return system;
}

bool load(store::Change& change, Nomenclature& nomenclature, const std::vector<Term>& terms) {
  auto& database = change.database();
  nomenclature.terms = static_cast<std::int64_t>(terms.size());
  nomenclature.digest = digest_of(terms);
  const auto known = latest(database, nomenclature.system);
  const bool is_same = known && known->digest == nomenclature.digest && known->version == nomenclature.version;
  if (is_same && are_whole(database, *known)) return false;  // lost terms are loaded again
  change.make(nomenclature);
  db::Query insert(database,
                   "INSERT INTO nomenclature_term (nomenclature, code, name, other_names) VALUES ($1, $2, $3, $4)");
  for (const auto& term : terms) insert.bind_all(nomenclature.id, term.code, term.name, term.other_names).run();
  return true;
}

std::vector<Nomenclature> nomenclatures(db::Database& database) {
  return store::all<Nomenclature>(
      database, store::select<Nomenclature>("WHERE live = 1 AND id = (SELECT max(o.id) FROM nomenclature o WHERE "
                                            "o.system = nomenclature.system AND o.live = 1) ORDER BY system"));
}

Nomenclature require_nomenclature(db::Database& database, std::string_view system) {
  if (!system.empty()) {
    if (auto known = latest(database, require_system(system))) return *known;
    throw Error(Fault::not_found,
                "no nomenclature {system}: load it with siyana nomenclature load FILE --system {system}",
                {{"system", require_system(system)}});
  }
  const auto known = nomenclatures(database);
  if (known.empty())
    throw Error(Fault::not_found, "no nomenclature is loaded: siyana nomenclature load FILE --system NAME loads one");
  if (known.size() > 1) throw Error(Fault::usage, "there are several nomenclatures: say --system NAME");
  return known.front();
}

void each_term(db::Database& database, const Nomenclature& nomenclature, const std::vector<std::string>& words,
               const std::function<void(const Term&)>& f) {
  db::Query query(database,
                  "SELECT code, name, other_names FROM nomenclature_term WHERE nomenclature = $1 ORDER BY code",
                  nomenclature.id);
  std::int64_t terms = 0;
  for (Term term; query.next(); ++terms) {
    term = {std::string(query.text(0)), std::string(query.text(1)), std::string(query.text(2))};
    const bool by_code = words.size() == 1 && fold(term.code).starts_with(words.front());
    if (words.empty() || by_code || begins_words(fold(term.name + " " + term.other_names), words)) f(term);
  }
  if (terms == 0 && nomenclature.terms > 0)
    throw Error(Fault::not_found, "the terms of {system} are not in this file: load them again",
                {{"system", nomenclature.system}});
}

bool are_whole(db::Database& database, const Nomenclature& nomenclature) {
  TermsDigest digest;
  db::Query query(database,
                  "SELECT code, name, other_names FROM nomenclature_term WHERE nomenclature = $1 ORDER BY code",
                  nomenclature.id);
  while (query.next()) {
    if (query.text(2).empty() && !query.absent(2)) return false;  // what is absent is null, and would hash alike
    digest.add(query.text(0), query.text(1), query.text(2));
  }
  return digest.text() == nomenclature.digest;
}

}  // namespace siyana::device
