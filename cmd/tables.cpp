#include "cmd/tables.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace siyana {

namespace {

constexpr std::string_view dots = "…";

constexpr Option globals[] = {
    {"--db", "FILE", "the database file (else SIYANA_DB, else the configuration)"},
    {"--as-of", "DATE", "answer for this day instead of today, with all that is known now"},
    {"--known-on", "DATE", "use only what had been entered by the end of this day"},
    {"--lang", "en|fr|ar", "the language of sentences (else SIYANA_LANG, else the locale)"},
    {"--format", "FORMAT", "the form of the answer: table, csv, tsv, json, jsonl or another the command names"},
    {"--output", "FILE", "write the answer to this file, whole or not at all"},
    {"--color", "auto|always|never", "colours in tables"},
    {"--quiet", "", "say nothing but the answer and errors"},
    {"--excel", "", "CSV as Excel wants it: semicolons and a byte-order mark"},
    {"--yes", "", "answer yes to every question"},
    {"--busy-wait", "SECONDS", "how long to wait while another siyana writes (else 10 at a terminal, 60 without)"},
};

template <typename Row>
const Row* row_named(std::span<const Row> rows, std::string_view name) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.name == name; });
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

std::span<const Option> global_options() { return globals; }

const Noun* noun_named(std::span<const Noun> nouns, std::string_view name) { return row_named(nouns, name); }
const Verb* verb_named(const Noun& noun, std::string_view name) { return row_named(noun.verbs, name); }
const Option* option_named(std::span<const Option> options, std::string_view name) { return row_named(options, name); }

bool is_hidden(const Noun& noun) { return noun.name.starts_with('_'); }
bool is_daily(const Noun& noun) { return noun.verbs.size() == 1 && noun.verbs.front().name.empty(); }

std::string path_of(const Noun& noun, const Verb& verb) {
  std::string path(noun.name);
  if (!verb.name.empty()) path.append(" ").append(verb.name);
  return path;
}

std::string line_of(const Noun& noun, const Verb& verb) {
  std::string line = path_of(noun, verb);
  for (const Operand& operand : verb.operands) line.append(" ").append(operand.name);
  return line;
}

std::vector<std::string> choices(const Option& option) {
  std::vector<std::string> all;
  std::string_view rest = option.value;
  if (rest.find('|') == std::string_view::npos) return all;
  for (std::size_t bar = rest.find('|'); bar != std::string_view::npos; bar = rest.find('|')) {
    all.emplace_back(rest.substr(0, bar));
    rest.remove_prefix(bar + 1);
  }
  all.emplace_back(rest);
  return all;
}

std::string_view bare_name(const Operand& operand) {
  std::string_view name = operand.name;
  if (name.starts_with('[')) name = name.substr(1, name.size() - 2);
  if (name.ends_with(dots)) name.remove_suffix(dots.size());
  return name;
}

bool is_required(const Operand& operand) { return !operand.name.starts_with('['); }
bool may_repeat(const Operand& operand) { return operand.name.find(dots) != std::string_view::npos; }

bool is_option_word(std::string_view word) {
  if (word.size() < 2 || word[0] != '-') return false;
  const char second = western_digits(word)[1];
  return second < '0' || second > '9';
}

std::string_view option_name(std::string_view word) { return word.substr(0, word.find('=')); }

std::string comma_list(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list.append(list.empty() ? "" : ", ").append(word);
  return list;
}

bool Words::has(std::string_view option) const { return values_.find(option) != values_.end(); }

std::string Words::text(std::string_view option) const { return maybe(option).value_or(""); }

std::optional<std::string> Words::maybe(std::string_view option) const {
  const auto found = values_.find(option);
  if (found == values_.end()) return std::nullopt;
  return found->second.front();
}

std::vector<std::string> Words::all(std::string_view option) const {
  const auto found = values_.find(option);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

void Words::add(std::string_view name, std::string value) { values_[std::string(name)].push_back(std::move(value)); }

}  // namespace siyana
