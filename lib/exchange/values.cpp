#include "exchange/values.hpp"

#include <algorithm>
#include <utility>

#include "base/date.hpp"
#include "base/text.hpp"

namespace siyana::exchange {

namespace {

constexpr std::size_t longest = 60;  // bytes; more is never a placeholder or a number

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(std::string_view text, std::size_t from) {
  std::size_t to = from;
  while (to < text.size() && is_digit(text[to])) ++to;
  return to - from;
}

/// `folded` is what base/text.hpp makes of a text. Nothing left means blanks and punctuation.
bool means_nothing(std::string_view folded) {
  constexpr std::string_view known[] = {
      "n a",
      "na",
      "n d",
      "nd",
      "n c",
      "nc",
      "s o",
      "nil",
      "null",
      "none",
      "unknown",
      "not known",
      "not available",
      "not applicable",
      "no serial",
      "no serial number",
      "empty",
      "blank",
      "tbd",
      "neant",
      "inconnu",
      "inconnue",
      "aucun",
      "aucune",
      "vide",
      "sans",
      "sans objet",
      "sans n",
      "sans no",
      "sans numero",
      "sans n de serie",
      "sans numero de serie",
      "sans serie",
      "non connu",
      "non renseigne",
      "non disponible",
      "non communique",
      "non applicable",
      "illisible",
      "xx",
      "xxx",
      "xxxx",
      "00 00 0000",
      "0000 00 00",
      "لا يوجد",
      "غير معروف",
      "غير متوفر",
      "غير محدد",
      "غير مقروء",
      "مجهول",
      "بدون",
      "بدون رقم",
  };
  return folded.empty() || std::find(std::begin(known), std::end(known), folded) != std::end(known);
}

}  // namespace

bool is_placeholder(std::string_view text) {
  text = trim(text);
  return text.empty() || (text.size() <= longest && means_nothing(fold(text)));
}

bool numbered_placeholder(std::string_view text) {
  if (text.size() > longest) return false;
  const std::string folded = fold(text);
  std::string_view rest = folded;
  while (!rest.empty() && is_digit(rest.back())) rest.remove_suffix(1);
  const std::size_t digits = folded.size() - rest.size();
  // A longer number, or one that touches a short word, may well be somebody's serial: NA12, ND-20481.
  const bool apart = rest.ends_with(' ');
  if (digits == 0 || digits > 4 || (!apart && rest.size() < 4)) return false;
  if (apart) rest.remove_suffix(1);
  if (!rest.empty() && means_nothing(rest)) return true;
  for (const std::string_view sign : {" n", " no", " numero"})
    if (rest.ends_with(sign) && means_nothing(rest.substr(0, rest.size() - sign.size()))) return true;
  return false;
}

bool damaged_serial(std::string_view text) {
  text = trim(text);
  if (parse_iso(text)) return true;
  // One digit, perhaps a fraction, and a power of ten. Without a fraction only a plus sign tells it from a name: 5E12.
  if (text.size() < 4 || text.size() > longest || !is_digit(text[0])) return false;
  std::size_t at = 1;
  const bool fraction = text[at] == '.' || text[at] == ',';
  if (fraction) {
    const auto digits = digits_at(text, at + 1);
    if (digits == 0) return false;
    at += 1 + digits;
  }
  if (at == text.size() || (text[at] != 'E' && text[at] != 'e')) return false;
  const char sign = ++at < text.size() ? text[at] : '\0';
  if (sign == '+' || sign == '-') ++at;
  if (sign != '+' && !fraction) return false;
  const auto power = digits_at(text, at);
  return power >= 1 && power <= 3 && at + power == text.size();
}

bool is_formula_error(std::string_view text) {
  if (text.starts_with("Err:")) return text.size() == 7 && digits_at(text, 4) == 3;  // LibreOffice's own, as Err:502
  constexpr std::string_view known[] = {"#REF!", "#VALUE!",  "#VALEUR!", "#DIV/0!", "#NAME?",  "#NOM?",
                                        "#NUM!", "#NOMBRE!", "#NULL!",   "#NUL!",   "#SPILL!", "#CALC!"};
  return text.starts_with('#') && std::find(std::begin(known), std::end(known), text) != std::end(known);
}

bool is_day_number(std::string_view text) {
  text = trim(text);
  if (text.size() > longest) return false;
  const std::string number = western_digits(text);
  if (digits_at(number, 0) != 5 || number < "15000" || number >= "80000") return false;
  if (number.size() == 5) return true;
  const auto fraction = digits_at(number, 6);  // the time of day
  return (number[5] == '.' || number[5] == ',') && fraction > 0 && fraction + 6 == number.size();
}

bool has_no_day(std::string_view text) {
  if (text.size() > longest) return false;
  const auto said = words(text);
  if (said.empty() || said.size() > 2 || said.back().size() != 4) return false;
  return digits_at(said.back(), 0) == 4 && said.back() > "1900" && said.back() < "2100";
}

bool is_total(std::string_view text) {
  constexpr std::string_view sums[] = {"total",   "totaux", "subtotal", "somme",
                                       "المجموع", "مجموع",  "الاجمالي", "اجمالي"};
  constexpr std::string_view beside[] = {
      "sous",   "s",         "sub",      "grand",   "general", "generale", "global", "partiel", "montant",
      "nombre", "appareils", "appareil", "devices", "number",  "of",       "de",     "d",       "equipements",
      "العام",  "الفرعي",    "الجزيي",   "عدد",     "الاجهزه", "جهاز",     "اجهزه"};
  if (text.size() > longest) return false;
  const auto said = words(text);
  const auto is_sum = [&](const auto& word) {
    return std::find(std::begin(sums), std::end(sums), word) != std::end(sums);
  };
  return std::any_of(said.begin(), said.end(), is_sum) && std::all_of(said.begin(), said.end(), [&](const auto& word) {
           return is_sum(word) || digits_at(word, 0) == word.size() ||
                  std::find(std::begin(beside), std::end(beside), word) != std::end(beside);
         });
}

bool begins_as_total(std::string_view text) {
  constexpr std::string_view firsts[] = {"total", "totaux",  "subtotal", "somme",    "cumul",  "nombre", "nbre",
                                         "nb",    "المجموع", "مجموع",    "الاجمالي", "اجمالي", "عدد",    "العدد"};
  constexpr std::pair<std::string_view, std::string_view> pairs[] = {
      {"sous", "total"},    {"sous", "totaux"},   {"s", "total"},    {"sub", "total"},  {"grand", "total"},
      {"montant", "total"}, {"valeur", "totale"}, {"cout", "total"}, {"a", "reporter"}, {"number", "of"}};
  const std::string start = beginning(text, longest);
  const auto said = words(start);
  if (said.size() < 2 || start.find_first_of(" \t/:") == start.npos) return false;  // `TOTAL-01` could be a tag
  const auto is_pair = [&](const auto& pair) { return said[0] == pair.first && said[1] == pair.second; };
  const bool is_page = (said[0] == "page" || said[0] == "صفحه") && digits_at(said[1], 0) == said[1].size();
  return is_page || std::find(std::begin(firsts), std::end(firsts), said[0]) != std::end(firsts) ||
         std::any_of(std::begin(pairs), std::end(pairs), is_pair);
}

std::string beginning(std::string_view text, std::size_t size) {
  size = std::min(size, text.size());
  while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return std::string(text.substr(0, size));
}

}  // namespace siyana::exchange
