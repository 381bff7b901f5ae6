// An entry of the journal as it is listed.
#pragma once

#include <optional>
#include <string>

#include "store/journal.hpp"

namespace siyana {

struct EntryLine {
  std::int64_t entry = 0;
  std::string name, at, login, actor, what, reason;
  std::optional<std::int64_t> voids, voided_by;
  std::int64_t rows = 0;
  std::string hash;
};

EntryLine line_of(db::Database& database, const store::Sites& sites, const store::Entry& entry);

template <>
struct Fields<EntryLine> {
  using R = EntryLine;
  static constexpr auto all = std::tuple{field("entry", &R::entry, "Entry"),
                                         detail(field("name", &R::name, "Name")),
                                         instant(field("at", &R::at, "At")),
                                         field("login", &R::login, "Login"),
                                         field("actor", &R::actor, "Done by"),
                                         field("what", &R::what, "What"),
                                         field("reason", &R::reason, "Reason"),
                                         field("voids", &R::voids, "Voids"),
                                         field("voided_by", &R::voided_by, "Voided by"),
                                         field("rows", &R::rows, "Rows"),
                                         detail(field("hash", &R::hash, "Hash"))};
};
}  // namespace siyana
