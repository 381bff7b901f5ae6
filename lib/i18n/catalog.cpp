#include "i18n/catalog.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace siyana {
namespace {

constexpr std::array<std::string_view, 3> names = {"en", "fr", "ar"};

/// One translated sentence: as many forms as the language has plurals, one where it counts nothing.
struct Message {
  std::string_view id;
  std::span<const std::string_view> forms;
};

/// The catalogue of a language, sorted by id. English needs none.
std::span<const Message> messages(Language) { return {}; }

const Message* find(std::span<const Message> catalogue, std::string_view id) {
  const auto at = std::ranges::lower_bound(catalogue, id, {}, &Message::id);
  return at != catalogue.end() && at->id == id ? &*at : nullptr;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// CLDR's six: zero, one, two, few (3 to 10), many (11 to 99), other; the last two digits decide from 3 on.
std::size_t arabic_form(std::uint64_t count) {
  if (count < 3) return static_cast<std::size_t>(count);
  const auto last = count % 100;
  if (last >= 3 && last <= 10) return 3;
  return last >= 11 ? 4 : 5;
}

}  // namespace

bool is_language(std::string_view name) { return std::ranges::find(names, name) != names.end(); }

Language language_of(std::string_view setting) {
  const auto end = std::ranges::find_if_not(setting, is_letter);
  std::string name(setting.begin(), end);
  std::ranges::transform(name, name.begin(), lower);
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? Language::en : static_cast<Language>(found - names.begin());
}

std::size_t plural_form(Language language, std::int64_t count) {
  const auto bits = static_cast<std::uint64_t>(count);
  const std::uint64_t size = count < 0 ? 0 - bits : bits;
  switch (language) {
    case Language::fr:
      return size > 1 ? 1 : 0;
    case Language::ar:
      return arabic_form(size);
    case Language::en:
      break;
  }
  return size == 1 ? 0 : 1;
}

std::string Catalog::text(const Sentence& sentence) const {
  const Message* message = find(messages(language_), sentence.id);
  if (message == nullptr || message->forms.empty()) return english(sentence);
  const std::size_t form = sentence.plural.empty() ? 0 : plural_form(language_, sentence.count);
  return fill(message->forms[std::min(form, message->forms.size() - 1)], sentence);
}

}  // namespace siyana
