// Code lists that the user has (EMDN, UMDNS, a ministry's: domain.md 1.3), and which of their codes a type may have.
// The journal holds that a list was loaded, with the digest of its terms; the terms are beside it, so that a list of
// thousands does not swell the history. An earlier version stays, and stands again where the later is undone.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/change.hpp"

namespace siyana::device {

struct Nomenclature {
  Id id = 0;
  std::string system;  // in capitals: EMDN
  std::string version;
  Date loaded_on;
  std::string file;
  std::int64_t terms = 0;
  std::string digest;
};

struct Term {
  std::string code, name;
  std::string other_names;  // in other languages, divided by |
};

/// Collects the terms of one list as they come, each code once.
class TermCollector {
 public:
  /// False where it is passed over: no code or no name.
  bool add(Term term);
  std::vector<Term> end();  // by code; of a code that came twice, the first

 private:
  std::vector<Term> terms_;
};

/// Capitals, digits, dots and dashes. Error(usage).
std::string require_system(std::string_view text);
/// By code, each code once. False where this very list is the one of its system already.
bool load(store::Change& change, Nomenclature& nomenclature, const std::vector<Term>& terms);
/// The latest of each system.
std::vector<Nomenclature> nomenclatures(db::Database& database);
/// Error(not_found) where there is none of that system; without a system the only one, else Error(usage).
Nomenclature require_nomenclature(db::Database& database, std::string_view system);
/// Calls f with the terms in which each word begins a word, or whose code begins with it; by code.
void each_term(db::Database& database, const Nomenclature& nomenclature, const std::vector<std::string>& words,
               const std::function<void(const Term&)>& f);
/// True where the terms are those that were loaded.
bool are_whole(db::Database& database, const Nomenclature& nomenclature);

/// A code for a type without one of that system.
struct CodeProposal {
  std::int64_t number = 0;  // of the journal's row that made the type
  std::string type;
  std::int64_t devices = 0;
  std::int64_t place = 0;  // 1 for the nearest
  std::string code, term;
  std::int64_t percent = 0;  // how much of their meaning they share, the rarer a word the more it counts
  Id id = 0;
};
/// The `most` nearest terms of each such type that share a third of their meaning, types with the most devices first.
std::vector<CodeProposal> propose_codes(db::Database& database, const Nomenclature& nomenclature, std::size_t most);
/// Gives the type the code beside those of other systems.
void set_code(store::Change& change, Id type, std::string_view system, std::string_view code);

}  // namespace siyana::device

namespace siyana {
template <>
struct Fields<device::Nomenclature> {
  using R = device::Nomenclature;
  static constexpr std::string_view kind = "nomenclature";
  static constexpr auto all = std::tuple{field("system", &R::system, "System"),
                                         field("version", &R::version, "Version"),
                                         field("loaded_on", &R::loaded_on, "Loaded on"),
                                         field("file", &R::file, "File"),
                                         field("terms", &R::terms, "Terms"),
                                         field("digest", &R::digest, "Digest")};
};
}  // namespace siyana
