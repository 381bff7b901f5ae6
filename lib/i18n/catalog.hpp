// The language of one run: turns a Sentence into words. English is in the source; catalogues are
// schemas/messages/<lang>.po, embedded, and <lang>_<country>.po for what a country says in its own words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/sentence.hpp"
#include "i18n/messages.hpp"

namespace siyana {

enum class Language { en, fr, ar };

/// The language a setting names (`fr`, `fr_FR.UTF-8`, `ar-DZ`), English where it names none we have.
Language language_of(std::string_view setting);
/// "en", "fr", "ar".
std::string_view language_name(Language language);
/// True for the names themselves: en, fr, ar.
bool is_language(std::string_view name);

/// The country that a setting names beside its language: MA of `ar_MA.UTF-8` and `ar-ma`; empty where it names none.
std::string country_of_setting(std::string_view setting);

/// Which of the language's plural forms goes with a count: English and French have two, Arabic six.
std::size_t plural_form(Language language, std::int64_t count);

class Catalog {
 public:
  /// `country` is ISO 3166's two letters, or empty.
  explicit Catalog(Language language = Language::en, std::string_view country = {});
  Language language() const { return language_; }
  /// The sentence in this language; in English where no translation is known.
  std::string text(const Sentence& sentence) const;
  /// A part as this language writes it: dates with the day first but in English, siyana's own words translated.
  std::string written(const Part& part) const;
  /// True where people write 14/03/2026; English keeps to ISO.
  bool day_first() const { return language_ != Language::en; }

 private:
  std::optional<std::string_view> find(std::string_view id, std::size_t form) const;
  std::string written_interval(Interval interval) const;

  Language language_;
  Messages country_, messages_;  // the country's own words are looked for first
};

}  // namespace siyana
