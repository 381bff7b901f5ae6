#include "exchange/vocabulary.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace siyana::exchange {
namespace {

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Words that one file writes and another leaves out.
bool is_small(std::string_view word) {
  constexpr std::string_view small[] = {"of", "the", "de", "d", "du", "des", "la", "le", "les", "l"};
  return is_one_of(word, small);
}

/// A word in its one form: the number sign, the plural, the Arabic article.
std::string_view plain_word(std::string_view word) {
  constexpr std::string_view number[] = {"n", "no", "nr", "num", "numero", "number"};
  constexpr std::string_view article = "ال";
  if (is_one_of(word, number)) return "n";
  if (word.size() > 3 && word.back() == 's') word.remove_suffix(1);
  if (word.starts_with(article) && word.size() > 2 * article.size()) word.remove_prefix(article.size());
  return word;
}

std::string without_blanks(std::string_view heading) {
  std::string key = fold(heading);
  std::erase(key, ' ');
  return key;
}

/// `Prix d'achat (DA)` is a price; a whole heading in brackets stays as it is.
std::string_view without_addition(std::string_view heading) {
  const auto bracket = heading.find_first_of("([");
  return bracket == heading.npos || trim(heading.substr(0, bracket)).empty() ? heading : heading.substr(0, bracket);
}

constexpr std::size_t longest_heading = 200;  // bytes; a cell of text is none

/// How many slips of the hand a heading may have. Long words alone: every short word is near some other.
std::size_t slips_allowed(std::string_view key) {
  const auto letters =
      std::count_if(key.begin(), key.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return letters < 7 ? 0 : letters < 12 ? 1 : 2;
}

}  // namespace

/// What two headings have in common where they say the same; without blanks, since `SerialNumber` has none.
std::string heading_key(std::string_view heading) {
  std::string key;
  for (const auto& word : words(heading))
    if (!is_small(word)) key += plain_word(word);
  return key;
}

Vocabulary::Vocabulary(std::span<const KnownField> fields) : fields_(fields) {
  for (const auto& [name, spellings] : fields) {
    learn(name, name);
    for (std::string_view rest = spellings; !rest.empty();) {
      const auto end = std::min(rest.find('|'), rest.size());
      learn(rest.substr(0, end), name);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
}

void Vocabulary::learn(std::string_view spelling, std::string_view field) {
  field_of_key_.try_emplace(heading_key(spelling), field);
  field_of_key_.try_emplace(without_blanks(spelling), field);
}

std::string_view Vocabulary::spelled(std::string_view heading) const {
  if (heading.size() > longest_heading) return {};
  for (const auto text : {heading, without_addition(heading)})
    if (const auto found = field_of_key_.find(heading_key(text)); found != field_of_key_.end()) return found->second;
  return {};
}

std::string_view Vocabulary::near(std::string_view heading) const {
  if (heading.size() > longest_heading) return {};
  const std::string key = heading_key(without_addition(heading));
  const std::size_t allowed = slips_allowed(key);
  std::size_t best = allowed + 1;
  std::string_view found;
  if (allowed == 0) return found;
  for (const auto& [spelling, field] : field_of_key_) {
    // Measuring costs much more than seeing that no few slips, of four bytes at most, make up for the length.
    const auto longer = std::max(key.size(), spelling.size()), shorter = std::min(key.size(), spelling.size());
    if (longer - shorter > 4 * allowed) continue;
    const auto slips = distance(key, spelling, allowed);
    if (slips > allowed || slips > best) continue;
    found = slips < best || found == field ? field : std::string_view();
    best = slips;
  }
  return found;
}

}  // namespace siyana::exchange
