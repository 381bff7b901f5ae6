#include "cmd/config.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <optional>
#include <sstream>
#include <toml.hpp>

#include "base/descriptor.hpp"
#include "base/text.hpp"
#include "cmd/complaints.hpp"
#include "cmd/tables.hpp"

namespace siyana {

namespace {

constexpr Option by{"--by", "NAME", "who does the work, where it is not said"};

/// What is said of one question makes no setting: a list that were always of one day, or always went to one file, would
/// be taken for today's.
bool is_of_one_question(const Option& option) {
  constexpr std::string_view names[] = {"--as-of", "--known-on", "--output"};
  return std::find(std::begin(names), std::end(names), option.name) != std::end(names);
}

std::vector<Option> keys() {
  std::vector<Option> all(global_options().begin(), global_options().end());
  std::erase_if(all, is_of_one_question);
  all.push_back(by);
  return all;
}

std::string key_of(const Option& option) { return std::string(option.name.substr(2)); }

/// The place of a setting, for the sentence that refuses it.
struct Place {
  std::string file;
  std::size_t line;
  std::string key;

  Error wants(std::string_view sentence, std::string word = {}) const {
    return {Fault::usage, sentence, {{"file", file}, {"line", std::to_string(line)}, {"key", key}, {"word", word}}};
  }
};

Error unknown_key(const Place& place) {
  std::vector<std::string> names;
  for (const Option& option : keys()) names.push_back(key_of(option));
  if (const auto near = meant(place.key, names))
    return place.wants("{file}:{line}: no key {key}: did you mean {word}?", *near);
  return place.wants("{file}:{line}: no key {key}: the keys are {word}", comma_list(names));
}

/// The value as an option would give it; nothing for a flag that is false.
std::optional<std::string> value_of(const Option& option, const toml::value& value, const Place& place) {
  if (!takes_value(option)) {
    if (!value.is_boolean()) throw place.wants("{file}:{line}: {key} is either true or false");
    return value.as_boolean() ? std::optional<std::string>("") : std::nullopt;
  }
  if (option.value == "SECONDS" && value.is_integer()) return std::to_string(value.as_integer());
  if (!value.is_string()) throw place.wants("{file}:{line}: {key} is a text, in quotes");
  const std::string text = value.as_string().str;
  const auto allowed = choices(option);
  if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), text) == allowed.end())
    throw place.wants("{file}:{line}: {key} is one of {word}", comma_list(allowed));
  return text;
}

[[noreturn]] void cannot_read(const std::string& file, int error) {
  throw Error(Fault::usage, "cannot read the configuration {file}: {reason}",
              {{"file", file}, {"reason", std::strerror(error)}});
}

/// What the parser says of an error, without its picture of the place and the name of its own function.
std::string reason_of(const std::exception& error) {
  std::string text = error.what();
  text = text.substr(0, text.find('\n'));
  const auto name = text.find(": ");
  return name == std::string::npos ? text : text.substr(name + 2);
}

/// A binary number beyond 63 digits, with which the parser counts past the end of its own; no setting is one.
bool has_endless_number(std::string_view line) {
  constexpr std::size_t most = 63;
  for (auto at = line.find("0b"); at != line.npos; at = line.find("0b", at + 1))
    if (std::min(line.find_first_not_of("01_", at + 2), line.size()) - at - 2 > most) return true;
  return false;
}

/// The parser takes bytes as they come, and goes as deep as they ask it to.
void require_readable(const std::string& file, std::string_view content) {
  constexpr int deepest = 50;
  int depth = 0;
  for (std::size_t line = 1; !content.empty(); ++line) {
    const auto text = content.substr(0, std::min(content.find('\n'), content.size() - 1) + 1);
    const Place place{file, line, ""};
    if (!is_utf8(text)) throw place.wants("{file}:{line}: this is not UTF-8");
    if (has_endless_number(text)) throw place.wants("{file}:{line}: this number is too long");
    for (const char c : text) {
      if (c == '[' || c == '{') ++depth;
      if (c == ']' || c == '}') --depth;
      if (depth > deepest) throw place.wants("{file}:{line}: there are too many brackets");
    }
    content.remove_prefix(text.size());
  }
}

toml::value parsed(const std::string& file, const std::string& content) {
  require_readable(file, content);
  std::istringstream stream(content);
  try {
    return toml::parse(stream, file);
  } catch (const toml::exception& error) {
    throw Place{file, error.location().line(), ""}.wants("{file}:{line}: this is not TOML: {word}", reason_of(error));
  }
}

using Settings = std::map<std::string, std::optional<std::string>>;

void read_file(const std::string& file, Settings& settings) {
  const auto content = site_file(file);
  if (!content) return;
  const std::vector<Option> known = keys();
  const toml::value all = parsed(file, *content);
  for (const auto& [key, value] : all.as_table()) {
    const Place place{file, value.location().line(), key};
    const Option* option = option_named(known, "--" + place.key);
    if (!option) throw unknown_key(place);
    settings[std::string(option->name)] = value_of(*option, value, place);
  }
}

}  // namespace

std::vector<std::string> config_files(std::string_view xdg_config_home, std::string_view home) {
  std::vector<std::string> files = {"/etc/siyana/config.toml"};
  // The XDG rule: a path that is not absolute is passed over.
  if (xdg_config_home.starts_with('/'))
    files.push_back(std::string(xdg_config_home) + "/siyana/config.toml");
  else if (!home.empty())
    files.push_back(std::string(home) + "/.config/siyana/config.toml");
  return files;
}

std::optional<std::string> site_file(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!file.is_open() && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
  struct stat status {};
  if (!file.is_open() || ::fstat(file.number(), &status) != 0) cannot_read(path, errno);
  if (S_ISDIR(status.st_mode)) cannot_read(path, EISDIR);
  if (!S_ISREG(status.st_mode))
    throw Error(Fault::usage, "{file} is a pipe or a device: put a file in its place, or nothing", {{"file", path}});
  std::string content;
  char block[4096];
  while (true) {
    const ssize_t size = ::read(file.number(), block, sizeof block);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) cannot_read(path, errno);
    if (size == 0) return content;
    content.append(block, static_cast<std::size_t>(size));
  }
}

Words read_config(const std::vector<std::string>& files) {
  Settings settings;
  for (const std::string& file : files) read_file(file, settings);
  Words words;
  for (auto& [name, value] : settings)
    if (value) words.add(name, *value);
  return words;
}

}  // namespace siyana
