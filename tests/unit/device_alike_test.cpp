#include <doctest/doctest.h>

#include <set>
#include <string>

#include "base/text.hpp"
#include "device/alike.hpp"
#include "device/trade_words.hpp"

using namespace siyana;
using namespace siyana::device;

namespace {

std::vector<Spelling> spelt(const std::vector<std::string>& names, const std::string& within = "") {
  std::vector<Spelling> spellings;
  for (std::size_t i = 0; i < names.size(); ++i)
    spellings.push_back({i, within, fold(names[i]), meaning_key(TradeWords::known().meaning(names[i]))});
  return spellings;
}

std::string why(const std::string& one, const std::string& other) {
  const auto found = alike(spelt({one, other}));
  return found.empty() ? "" : std::string(name_of(found.front().why));
}

}  // namespace

TEST_CASE("names that differ in case and accents or blanks and punctuation are spelled alike") {
  CHECK(why("Pousse seringue", "POUSSE-SERINGUE") == "spelling");
  CHECK(why("Pousse seringue", "Pousseseringue") == "spelling");
  CHECK(why("Échographe", "echographe") == "spelling");
}

TEST_CASE("names of the same words in another order are alike") {
  CHECK(why("Zeiss lampe", "Lampe Zeiss") == "word order");
}

TEST_CASE("names that say one thing in two languages are alike") {
  CHECK(why("Pousse-seringue", "Syringe pump") == "meaning");
  CHECK(why("Moniteur multiparamétrique", "Patient monitors") == "meaning");
  CHECK(why("Table d'opération", "Operating table") == "meaning");
  CHECK(why("حاضنة", "Couveuse") == "meaning");
  CHECK(why("Service de réanimation", "Réanimation") == "meaning");
}

TEST_CASE("names a letter or two apart within a word are alike") {
  CHECK(why("Respirateur adulte", "Respirateur adlute") == "letters");
  CHECK(why("Electrocardiografe", "Electrocardiographe") == "letters");
  CHECK(why("Moniteur foetall", "Monitteur foetal") == "letters");
  CHECK(why("Pousse seringues X", "Pousseseringue X") == "letters");
}

TEST_CASE("names that differ in digits or in a short word or in a first letter are not alike") {
  CHECK(why("MP20", "MP30") == "");
  CHECK(why("Bloc A", "Bloc B") == "");
  CHECK(why("Radiologie", "Cardiologie") == "");
  CHECK(why("Agilia SP", "Agilia VP") == "");
}

TEST_CASE("names of different makers are not compared") {
  auto spellings = spelt({"Evita", "evita"});
  spellings[1].within = "other";
  CHECK(alike(spellings).empty());
}

TEST_CASE("a thing is not like itself whatever its spellings") {
  auto spellings = spelt({"Pousse-seringue", "Pousse seringue"});
  spellings[1].thing = 0;
  CHECK(alike(spellings).empty());
}

TEST_CASE("legal forms tell no makers apart") {
  const auto& words = TradeWords::known();
  CHECK(words.meaning("Dräger Medical GmbH", TradeWords::Of::makers) ==
        words.meaning("DRAGER", TradeWords::Of::makers));
  CHECK(words.meaning("GE Healthcare", TradeWords::Of::makers) != words.meaning("GE", TradeWords::Of::makers));
}

TEST_CASE("a name of dropped words alone keeps them") {
  CHECK(TradeWords::known().meaning("Service") == std::vector<std::string>{"service"});
  CHECK(TradeWords::known().meaning("!?").empty());
}

TEST_CASE("twenty thousand names that share most of their words are not compared each with each") {
  std::vector<std::string> names;
  for (int i = 0; i < 20000; ++i) {
    std::string word;
    for (unsigned n = static_cast<unsigned>(i), k = 0; k < 6; ++k, n = n * 7 + 3)
      word += static_cast<char>('a' + static_cast<int>((n % 26 + k * 5) % 26));
    names.push_back("Moniteur de surveillance " + word + " " + std::to_string(i));
  }
  names.push_back("Moniteur de surveilance zzzzz 20001");
  names.push_back("Moniteur de surveillance zzzzz 20001");
  // Each with each would take longer than any run of the tests may.
  CHECK(alike(spelt(names)).size() == 1);
}
