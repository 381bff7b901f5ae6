#include "cmd/config.hpp"

#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <optional>

#include "cmd/complaints.hpp"
#include "cmd/tables.hpp"

namespace siyana {

namespace {

constexpr Option by{"--by", "NAME", "who does the work, where it is not said"};

std::vector<Option> keys() {
  std::vector<Option> all(global_options().begin(), global_options().end());
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

std::string text_of(const toml::date& date) {
  char text[16];
  std::snprintf(text, sizeof text, "%04u-%02u-%02u", date.year % 10000U, date.month % 100U, date.day % 100U);
  return text;
}

/// The value as an option would give it; nothing for a flag that is false.
std::optional<std::string> value_of(const Option& option, const toml::node& node, const Place& place) {
  if (!takes_value(option)) {
    if (!node.is_boolean()) throw place.wants("{file}:{line}: {key} is either true or false");
    return node.ref<bool>() ? std::optional<std::string>("") : std::nullopt;
  }
  if (option.value == "DATE" && node.is_date()) return text_of(node.ref<toml::date>());
  if (option.value == "SECONDS" && node.is_integer()) return std::to_string(node.ref<std::int64_t>());
  if (!node.is_string()) throw place.wants("{file}:{line}: {key} is a text, in quotes");
  const std::string text = node.ref<std::string>();
  const auto allowed = choices(option);
  if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), text) == allowed.end())
    throw place.wants("{file}:{line}: {key} is one of {word}", comma_list(allowed));
  return text;
}

/// The whole file; nothing where there is none.
std::optional<std::string> content_of(const std::string& file) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> opened(std::fopen(file.c_str(), "re"), &std::fclose);
  if (!opened && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
  std::string content;
  char block[4096];
  while (opened) {
    const std::size_t read = std::fread(block, 1, sizeof block, opened.get());
    content.append(block, read);
    if (read < sizeof block) break;
  }
  if (!opened || std::ferror(opened.get()))
    throw Error(Fault::usage, "cannot read the configuration {file}: {reason}",
                {{"file", file}, {"reason", std::strerror(errno)}});
  return content;
}

toml::table parsed(const std::string& file, const std::string& content) {
  try {
    return toml::parse(content, file);
  } catch (const toml::parse_error& error) {
    throw Place{file, error.source().begin.line, ""}.wants("{file}:{line}: this is not TOML: {word}",
                                                           std::string(error.description()));
  }
}

using Settings = std::map<std::string, std::optional<std::string>>;

void read_file(const std::string& file, Settings& settings) {
  const auto content = content_of(file);
  if (!content) return;
  const std::vector<Option> known = keys();
  for (const auto& [key, node] : parsed(file, *content)) {
    const Place place{file, key.source().begin.line, std::string(key.str())};
    const Option* option = option_named(known, "--" + place.key);
    if (!option) throw unknown_key(place);
    settings[std::string(option->name)] = value_of(*option, node, place);
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

Words read_config(const std::vector<std::string>& files) {
  Settings settings;
  for (const std::string& file : files) read_file(file, settings);
  Words words;
  for (auto& [name, value] : settings)
    if (value) words.add(name, *value);
  return words;
}

}  // namespace siyana
