#include "i18n/catalog.hpp"

#include <algorithm>
#include <array>

#include "embedded.hpp"

namespace siyana {
namespace {

constexpr std::array<std::string_view, 3> names = {"en", "fr", "ar"};
constexpr char between_context_and_word = '\x04';  // as gettext joins them

/// The compiled catalogue of that name: "fr", "ar_MA".
Messages messages(const std::string& name) { return Messages(embedded("messages/" + name + ".mo")); }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// CLDR's six: zero, one, two, few (3 to 10), many (11 to 99), other; the last two digits decide from 3 on.
std::size_t arabic_form(std::uint64_t count) {
  if (count < 3) return static_cast<std::size_t>(count);
  const auto last = count % 100;
  if (last >= 3 && last <= 10) return 3;
  return last >= 11 ? 4 : 5;
}

}  // namespace

std::string_view language_name(Language language) { return names[static_cast<std::size_t>(language)]; }

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

std::string country_of_setting(std::string_view setting) {
  const auto language = std::ranges::find_if_not(setting, is_letter);
  std::string_view rest(language, setting.end());
  if (!rest.starts_with('_') && !rest.starts_with('-')) return {};
  rest.remove_prefix(1);
  std::string country(rest.begin(), std::ranges::find_if_not(rest, is_letter));
  std::ranges::transform(country, country.begin(), upper);
  return country;
}

Catalog::Catalog(Language language, std::string_view country) : language_(language), country_({}), messages_({}) {
  if (language == Language::en) return;
  const std::string name(language_name(language));
  messages_ = messages(name);
  if (!country.empty()) country_ = messages(name + "_" + std::string(country));
}

std::optional<std::string_view> Catalog::find(std::string_view id, std::size_t form) const {
  for (const auto* catalogue : {&country_, &messages_})
    if (const auto found = catalogue->find(id, form)) return found;
  return std::nullopt;
}

std::string Catalog::text(const Sentence& sentence) const {
  if (language_ == Language::en) return english(sentence);
  const std::size_t form = sentence.plural.empty() ? 0 : plural_form(language_, sentence.count);
  const auto pattern = find(sentence.id, form).value_or(english_pattern(sentence));
  return fill(pattern, sentence, [this](const Part& part) { return written(part); });
}

std::string Catalog::written(const Part& part) const {
  if (language_ == Language::en) return plain_part(part);
  if (const auto* term = std::get_if<Term>(&part)) {
    auto found = term->context.empty() ? std::nullopt : find(term->context + between_context_and_word + term->word, 0);
    if (!found) found = find(term->word, 0);
    return std::string(found.value_or(term->word));
  }
  if (const auto* interval = std::get_if<Interval>(&part)) return written_interval(*interval);
  if (std::holds_alternative<Date>(part) || std::holds_alternative<Instant>(part))
    return siyana::day_first(plain_part(part));
  return plain_part(part);
}

std::string Catalog::written_interval(Interval interval) const {
  switch (interval.unit) {
    case Interval::Unit::day:
      return text(say_n(interval.count, "{n} day", "{n} days"));
    case Interval::Unit::week:
      return text(say_n(interval.count, "{n} week", "{n} weeks"));
    case Interval::Unit::month:
      return text(say_n(interval.count, "{n} month", "{n} months"));
    case Interval::Unit::year:
      break;
  }
  return text(say_n(interval.count, "{n} year", "{n} years"));
}

}  // namespace siyana
