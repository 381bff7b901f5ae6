// The configuration files: the same words as the global options, for every run.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cmd/args.hpp"

namespace siyana {

/// Where the files are looked for, in the order they are read. `xdg_config_home` and `home` are those of the
/// environment, empty where it has none.
std::vector<std::string> config_files(std::string_view xdg_config_home, std::string_view home);

/// The whole of a file that a site or a user may lay there; nothing where none is. Error(usage) where it cannot be
/// read, and where it is no file: a pipe would be waited for, before a word of the command was heard.
std::optional<std::string> site_file(const std::string& path);

/// What those of the files that exist say; a later file wins over an earlier one. The key `db` is found under
/// "--db"; besides the global options there is `by`. Throws Error(usage) naming file and line where a key is
/// unknown or its value of the wrong kind.
Words read_config(const std::vector<std::string>& files);

}  // namespace siyana
