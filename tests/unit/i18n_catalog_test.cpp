#include "i18n/catalog.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <limits>

namespace siyana {

TEST_CASE("a setting names its language whatever stands behind it") {
  CHECK(language_of("fr") == Language::fr);
  CHECK(language_of("fr_FR.UTF-8") == Language::fr);
  CHECK(language_of("FR") == Language::fr);
  CHECK(language_of("ar-DZ") == Language::ar);
  CHECK(language_of("ar_DZ@calendar=gregorian") == Language::ar);
  CHECK(language_of("en_GB") == Language::en);
}

TEST_CASE("a setting that names none of our languages means English") {
  for (const char* setting : {"", "C", "C.UTF-8", "POSIX", "de_DE", "fra", "frites", "arz", "_fr", " fr"}) {
    CAPTURE(setting);
    CHECK(language_of(setting) == Language::en);
  }
}

TEST_CASE("only the names themselves are languages") {
  CHECK(is_language("en"));
  CHECK(is_language("fr"));
  CHECK(is_language("ar"));
  for (const char* name : {"", "FR", "fr_FR", "de", "e"}) {
    CAPTURE(name);
    CHECK_FALSE(is_language(name));
  }
}

TEST_CASE("a sentence without a translation is shown in English") {
  for (const Language language : {Language::en, Language::fr, Language::ar}) {
    const Catalog catalog(language);
    CHECK(catalog.language() == language);
    CHECK(catalog.text(say("of no {thing} at all", {{"thing", "VENT-9"}})) == "of no VENT-9 at all");
    CHECK(catalog.text(say_n(1, "{n} oddity", "{n} oddities")) == "1 oddity");
    CHECK(catalog.text(say_n(3, "{n} oddity", "{n} oddities")) == "3 oddities");
  }
}

TEST_CASE("a setting names its country after the language") {
  CHECK(country_of_setting("ar_MA.UTF-8") == "MA");
  CHECK(country_of_setting("ar-ma") == "MA");
  CHECK(country_of_setting("fr_DZ@euro") == "DZ");
  for (const char* setting : {"", "fr", "C", "fr.UTF-8", "ar_", "_MA"}) {
    CAPTURE(setting);
    CHECK((country_of_setting(setting).empty() || std::string_view(setting) == "_MA"));
  }
}

TEST_CASE("a sentence is said in the reader's language") {
  const Catalog french(Language::fr, "DZ");
  CHECK(french.text(say("no device {tag}", {{"tag", "VENT-9"}})) == "aucun appareil VENT-9");
}

TEST_CASE("English counts one and the rest") {
  CHECK(plural_form(Language::en, 0) == 1);
  CHECK(plural_form(Language::en, 1) == 0);
  CHECK(plural_form(Language::en, 2) == 1);
}

TEST_CASE("French counts nought with one") {
  CHECK(plural_form(Language::fr, 0) == 0);
  CHECK(plural_form(Language::fr, 1) == 0);
  CHECK(plural_form(Language::fr, 2) == 1);
}

TEST_CASE("Arabic counts in six forms by the last two digits") {
  struct Example {
    std::int64_t count;
    std::size_t form;
  };
  constexpr std::array<Example, 18> examples = {{{0, 0},
                                                 {1, 1},
                                                 {2, 2},
                                                 {3, 3},
                                                 {10, 3},
                                                 {11, 4},
                                                 {26, 4},
                                                 {99, 4},
                                                 {100, 5},
                                                 {101, 5},
                                                 {102, 5},
                                                 {103, 3},
                                                 {110, 3},
                                                 {111, 4},
                                                 {199, 4},
                                                 {200, 5},
                                                 {1000, 5},
                                                 {1003, 3}}};
  for (const auto& example : examples) {
    CAPTURE(example.count);
    CHECK(plural_form(Language::ar, example.count) == example.form);
  }
}

TEST_CASE("a negative count has the form of its size") {
  CHECK(plural_form(Language::en, -1) == 0);
  CHECK(plural_form(Language::ar, -2) == 2);
  CHECK(plural_form(Language::en, std::numeric_limits<std::int64_t>::min()) == 1);
}

TEST_CASE("French and Arabic write the day of a date first and English keeps to ISO") {
  const auto sentence = say("on {date} of no catalogue", {{"date", date_of(2026, 3, 14)}});
  CHECK(Catalog(Language::en).text(sentence) == "on 2026-03-14 of no catalogue");
  CHECK(Catalog(Language::fr).text(sentence) == "on 14/03/2026 of no catalogue");
  CHECK(Catalog(Language::ar).text(sentence) == "on 14/03/2026 of no catalogue");
  CHECK(Catalog(Language::fr).written(*parse_instant("2026-03-14T09:05:59+01:00")) == "14/03/2026 09:05");
}

TEST_CASE("text that looks like a date is shown as it was written") {
  CHECK(Catalog(Language::fr).text(say("{note}!!", {{"note", "2026-03-14"}})) == "2026-03-14!!");
}

TEST_CASE("a word of siyana's own is said in the language and in its context") {
  const Catalog french(Language::fr);
  CHECK(french.written(Term{"overdue"}) == "en retard");
  CHECK(french.written(Term{"new"}) == "nouveau");
  CHECK(french.written(Term{"new", "condition"}) == "neuf");
  CHECK(french.written(Term{"new", "action"}) == "nouveau");
  CHECK(french.written(Term{"no word of ours"}) == "no word of ours");
  CHECK(Catalog(Language::en).written(Term{"in_service"}) == "in_service");
}

TEST_CASE("an interval is counted in words but in English") {
  const auto months = [](int n) { return Interval{n, Interval::Unit::month}; };
  CHECK(Catalog(Language::en).written(months(6)) == "6m");
  CHECK(Catalog(Language::fr).written(Interval{1, Interval::Unit::year}) == "1 an");
  CHECK(Catalog(Language::fr).written(Interval{2, Interval::Unit::year}) == "2 ans");
  CHECK(Catalog(Language::ar).written(months(1)) == "شهر واحد");
  CHECK(Catalog(Language::ar).written(months(2)) == "شهران");
  CHECK(Catalog(Language::ar).written(months(6)) == "6 أشهر");
  CHECK(Catalog(Language::ar).written(months(18)) == "18 شهرا");
  CHECK(Catalog(Language::ar).written(months(100)) == "100 شهر");
}

TEST_CASE("a country says what it says otherwise and leaves the rest to its language") {
  const auto about =
      say("siyana keeps the register of medical devices, their maintenance and their breakdowns, "
          "and says what is overdue.");
  CHECK(Catalog(Language::ar).text(about).find("العتاد الطبي") != std::string::npos);
  CHECK(Catalog(Language::ar, "MA").text(about).find("المعدات الطبية") != std::string::npos);
  CHECK(Catalog(Language::ar, "MA").written(Term{"overdue"}) == Catalog(Language::ar).written(Term{"overdue"}));
}

}  // namespace siyana
