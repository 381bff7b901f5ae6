// What is kept of an import beside its entry in the journal: which file it read, and what became of the rows.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "store/change.hpp"

namespace siyana::history {

struct ImportRecord {
  Id id = 0;
  std::string of;            // devices, log, plans
  std::string file, digest;  // its name, and the SHA-256 of its bytes in hexadecimal
  std::int64_t made = 0, changed = 0, unchanged = 0, refused = 0;  // rows of the file
};

/// An import as it is listed.
struct ImportLine {
  std::int64_t entry = 0;  // its number in the journal
  std::string at, login, of, file, digest;
  std::int64_t made = 0, changed = 0, unchanged = 0, refused = 0;
  std::optional<std::int64_t> undone_by;  // the number of that entry
};

/// How many things of a kind an entry made, and how many it changed.
struct Tally {
  std::string kind;
  std::int64_t made = 0, changed = 0;
};

/// All imports, the latest first; only that of one entry where `entry` is not 0.
void each_import(db::Database& database, Id entry, const std::function<void(const ImportLine&)>& f);
/// By kind, without the import's own record and the machine's.
std::vector<Tally> tallies(db::Database& database, const store::Entry& entry);

}  // namespace siyana::history

namespace siyana {
template <>
struct Fields<history::ImportRecord> {
  using R = history::ImportRecord;
  static constexpr std::string_view kind = "import";
  static constexpr auto all = std::tuple{word("of", &R::of, "Of"),
                                         field("file", &R::file, "File"),
                                         field("digest", &R::digest, "SHA-256"),
                                         field("made", &R::made, "New"),
                                         field("changed", &R::changed, "Changed"),
                                         field("unchanged", &R::unchanged, "Unchanged"),
                                         field("refused", &R::refused, "Refused")};
};
template <>
struct Fields<history::ImportLine> {
  using R = history::ImportLine;
  static constexpr auto all = std::tuple{field("entry", &R::entry, "Entry"),
                                         instant(field("at", &R::at, "At")),
                                         field("login", &R::login, "Login"),
                                         word("of", &R::of, "Of"),
                                         field("file", &R::file, "File"),
                                         detail(field("digest", &R::digest, "SHA-256")),
                                         field("made", &R::made, "New"),
                                         field("changed", &R::changed, "Changed"),
                                         field("unchanged", &R::unchanged, "Unchanged"),
                                         field("refused", &R::refused, "Refused"),
                                         field("undone_by", &R::undone_by, "Undone by")};
};
template <>
struct Fields<history::Tally> {
  using R = history::Tally;
  static constexpr auto all = std::tuple{word("kind", &R::kind, "Kind"), field("made", &R::made, "New"),
                                         field("changed", &R::changed, "Changed")};
};
}  // namespace siyana
