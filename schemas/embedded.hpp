// The texts under schemas/ as the program carries them: it needs no file beside it.
#pragma once

#include <span>
#include <string_view>

namespace siyana {

struct EmbeddedFile {
  std::string_view path;  // below schemas/: "sqlite/0001_journal.sql"
  std::string_view contents;
};

/// All of them, in the order of their paths' bytes.
std::span<const EmbeddedFile> embedded_files();
/// The contents of one; empty where there is none of that path.
std::string_view embedded(std::string_view path);

}  // namespace siyana
