#include "device/trade_words.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "embedded.hpp"

namespace siyana::device {
namespace {

constexpr std::string_view arabic_article = "\u0627\u0644";

/// A plural ending or an article less: enough to compare by, not to be read.
std::string stem(std::string word) {
  if (word.size() > 3 && word.back() == 's' && word[word.size() - 2] != 's') word.pop_back();
  if (word.starts_with(arabic_article) && word.size() > arabic_article.size() + 4) word.erase(0, arabic_article.size());
  return word;
}

std::string joined(const std::vector<std::string>& words, std::size_t from, std::size_t count) {
  std::string text;
  for (std::size_t i = from; i < from + count; ++i) text += (i == from ? "" : " ") + words[i];
  return text;
}

/// Calls f with each part of the text between dividers.
template <class F>
void each_part(std::string_view text, char divider, F&& f) {
  while (!text.empty()) {
    const auto end = std::min(text.find(divider), text.size());
    f(trim(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

TradeWords::TradeWords(std::string_view dictionary) {
  constexpr std::string_view drop_prefix = "drop:", maker_prefix = "drop maker:";
  each_part(dictionary, '\n', [&](std::string_view line) {
    if (line.empty() || line.front() == '#') return;
    if (line.starts_with(drop_prefix)) return drop(line.substr(drop_prefix.size()), dropped_);
    if (line.starts_with(maker_prefix)) return drop(line.substr(maker_prefix.size()), dropped_of_makers_);
    one_thing(line);
  });
}

const TradeWords& TradeWords::known() {
  static const TradeWords words(embedded("words/trade.txt"));
  return words;
}

void TradeWords::drop(std::string_view names, std::unordered_set<std::string>& from) {
  for (auto& word : words(names)) from.insert(stem(std::move(word)));
}

void TradeWords::one_thing(std::string_view names) {
  std::string first;
  each_part(names, '|', [&](std::string_view name) {
    const auto said = stems(name, Of::things);
    const std::string key = joined(said, 0, said.size());
    if (first.empty()) first = key;
    said_as_.emplace(key, first);
    longest_ = std::max(longest_, said.size());
  });
}

std::vector<std::string> TradeWords::stems(std::string_view name, Of of) const {
  std::vector<std::string> all, kept;
  for (auto& word : words(name)) all.push_back(stem(std::move(word)));
  for (const auto& word : all)
    if (!dropped_.contains(word) && (of == Of::things || !dropped_of_makers_.contains(word))) kept.push_back(word);
  return kept.empty() ? all : kept;
}

std::vector<std::string> TradeWords::meaning(std::string_view name, Of of) const {
  const auto said = stems(name, of);
  std::vector<std::string> meant;
  for (std::size_t at = 0; at < said.size();) {
    std::size_t count = of == Of::makers ? 1 : std::min(longest_, said.size() - at);
    auto known = said_as_.end();
    for (; count > 0 && of == Of::things; --count)
      if (known = said_as_.find(joined(said, at, count)); known != said_as_.end()) break;
    if (known == said_as_.end())
      meant.push_back(said[at++]);
    else
      for (at += count; auto& word : words(known->second)) meant.push_back(std::move(word));
  }
  std::sort(meant.begin(), meant.end());
  meant.erase(std::unique(meant.begin(), meant.end()), meant.end());
  return meant;
}

std::string meaning_key(const std::vector<std::string>& meaning) { return joined(meaning, 0, meaning.size()); }

}  // namespace siyana::device
