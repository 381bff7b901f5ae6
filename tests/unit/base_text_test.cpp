#include "base/text.hpp"

#include <doctest/doctest.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <random>

#include "base/utf8.hpp"

namespace siyana {

namespace {

/// A text of letters, marks, digits, blanks and punctuation of the scripts that are met.
std::string random_text(std::mt19937& random, std::size_t longest) {
  static const std::vector<Code> pool = [] {
    std::vector<Code> codes;
    for (Code code = 0x20; code < 0x180; ++code) codes.push_back(code);
    // U+0345 is left out: as the one mark whose folding is a letter it wants the order of marks settled before.
    for (Code code = 0x300; code < 0x345; ++code) codes.push_back(code);
    for (Code code = 0x391; code < 0x3CA; ++code) codes.push_back(code);
    for (Code code = 0x600; code < 0x700; ++code) codes.push_back(code);
    for (Code code = 0x1E00; code < 0x1F00; ++code) codes.push_back(code);
    for (Code code = 0x2000; code < 0x2070; ++code) codes.push_back(code);
    for (Code code = 0xFE70; code < 0xFEFD; ++code) codes.push_back(code);
    return codes;
  }();
  std::string text;
  for (auto left = random() % (longest + 1); left > 0; --left) append_code(text, pool[random() % pool.size()]);
  return text;
}

std::string decomposed(const std::string& text) {
  auto* form = utf8proc_NFD(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str()));
  std::string result(reinterpret_cast<const char*>(form));
  std::free(form);
  return result;
}

/// The definition, without a table: what distance() must give.
std::size_t slow_distance(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a.size() + b.size();
  const auto shorter_a = a.substr(1);
  const auto shorter_b = b.substr(1);
  std::size_t best = slow_distance(shorter_a, shorter_b) + (a[0] == b[0] ? 0 : 1);
  best = std::min({best, slow_distance(shorter_a, b) + 1, slow_distance(a, shorter_b) + 1});
  if (a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0])
    best = std::min(best, slow_distance(a.substr(2), b.substr(2)) + 1);
  return best;
}

}  // namespace

TEST_CASE("text is UTF-8 or it is not") {
  for (const char* text : {"", "plain", "é", "صيانة", "中文", "😀", "eight bytes and é"}) CHECK(is_utf8(text));
  CHECK(is_utf8(std::string_view("a\0b", 3)));
  for (const char* text :
       {"caf\xe9", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80", "12345678\xff", "\xe2\x82"})
    CHECK_FALSE(is_utf8(text));
}

TEST_CASE("trim takes away every blank at the ends and none inside") {
  CHECK(trim("  a b \t\r\n") == "a b");
  CHECK(trim("\u00a0\u202f a\u00a0b \u2003\u3000\u0085") == "a\u00a0b");
  CHECK(trim("\ufeff\u200bVENT-1\u200f\u2069") == "VENT-1");
  CHECK(trim(" \u00a0 ").empty());
  CHECK(trim("").empty());
  CHECK(trim("a \x80") == "a \x80");
  CHECK(trim("\xa0x\xa0") == "\xa0x\xa0");
}

TEST_CASE("Arabic-Indic and Persian digits become Western ones") {
  CHECK(western_digits("٠١٢٣٤٥٦٧٨٩") == "0123456789");
  CHECK(western_digits("۰۱۲۳۴۵۶۷۸۹") == "0123456789");
  CHECK(western_digits("غرفة ١٢ - Ä") == "غرفة 12 - Ä");
  CHECK(western_digits("\xd9\xff\xdb") == "\xd9\xff\xdb");
}

TEST_CASE("plain text for numbers and dates has ASCII blanks and nothing invisible") {
  CHECK(plain(" ١٤\u200f/٣\u200f/٢٠٢٦ ") == "14/3/2026");
  CHECK(plain("1\u202f250\u00a0DA") == "1 250 DA");
  CHECK(plain("a\tb") == "a b");
  CHECK(plain("\xff") == "\xff");
}

TEST_CASE("a tag's key is the same in any case and digits") {
  CHECK(tag_key(" Vent-٠٩\u00a0") == "vent-09");
  CHECK(tag_key("ÉCHO-1") == "écho-1");
  CHECK(tag_key("Échographe") != tag_key("Echographe"));
  CHECK(tag_key("ΣΑΣ") == "σασ");
  CHECK(tag_key("STRASSE") == tag_key("Straße"));
  CHECK(tag_key("A  B") == "a  b");
  CHECK(tag_key("مضخة-١") == "مضخة-1");
  CHECK(tag_key("").empty());
}

TEST_CASE("a tag's key keeps the bytes that are no UTF-8") {
  CHECK(tag_key("CAF\xe9-É") == "caf\xe9-é");
  CHECK(tag_key("A\xff") != tag_key("A\xfe"));
}

TEST_CASE("a key does not depend on how accents are encoded") {
  std::mt19937 random(1);
  CHECK(tag_key("E\u0301") == "é");
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random_text(random, 12);
    CAPTURE(text);
    CHECK(tag_key(decomposed(text)) == tag_key(text));
    CHECK(fold(decomposed(text)) == fold(text));
  }
}

TEST_CASE("folding leaves letters and digits and single blanks") {
  CHECK(fold("  Pompe à perfusion (n° 12) ") == "pompe a perfusion n 12");
  CHECK(fold("L’hôpital d'Alger") == "l hopital d alger");
  CHECK(fold("Dräger/Babylog--8000_plus") == "drager babylog 8000 plus");
  CHECK(fold("CŒUR Straße Ærø Łódź İzmir ısı") == "coeur strasse aero lodz izmir isi");
  CHECK(fold("m²") == "m2");
  CHECK(fold("ﬁltre") == "filtre");
  CHECK(fold("--!?--").empty());
  CHECK(fold("").empty());
  CHECK(fold("a\xff\xfe"
             "b\xe9") == "a b");
  CHECK(fold(std::string_view("a\0b", 3)) == "a b");
}

TEST_CASE("folding makes one of the ways in which Arabic is typed") {
  CHECK(fold("مِضَخَّةٌ") == "مضخه");
  CHECK(fold("صيـــانة") == "صيانه");
  CHECK(fold("أإآٱا") == "ااااا");
  CHECK(fold("مستشفى مستشفی مستشفي") == "مستشفي مستشفي مستشفي");
  CHECK(fold("مسؤول طارئ") == "مسوول طاري");
  CHECK(fold("رحمٰن") == "رحمن");
  CHECK(fold("غرفة ١٢ و ۳۴") == "غرفه 12 و 34");
  CHECK(fold("کلیة") == "كليه");
  CHECK(fold("ﻻﺯﻡ") == "لازم");
  CHECK(fold("قسم، الطوارئ؟") == "قسم الطواري");
  CHECK(fold("سماعة\u200cطبية") == "سماعهطبيه");
}

TEST_CASE("what is folded stays as it is when folded again") {
  for (Code code = 0; code <= 0x10FFFF; ++code) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    std::string text;
    append_code(text, code);
    const std::string once = fold(text);
    if (fold(once) == once && tag_key(tag_key(text)) == tag_key(text)) continue;
    CAPTURE(code);
    FAIL_CHECK(once);
  }
  std::mt19937 random(2);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random_text(random, 20);
    const std::string once = fold(text);
    CAPTURE(text);
    CHECK(fold(once) == once);
    CHECK(tag_key(tag_key(text)) == tag_key(text));
    CHECK(fold(tag_key(text)) == once);
  }
}

TEST_CASE("folded text has no double or outer blank and nothing but letters and digits in ASCII") {
  std::mt19937 random(3);
  for (int i = 0; i < 20000; ++i) {
    const std::string folded = fold(random_text(random, 20));
    CAPTURE(folded);
    CHECK(folded.find("  ") == folded.npos);
    CHECK((folded.empty() || (folded.front() != ' ' && folded.back() != ' ')));
    CHECK(is_utf8(folded));
    CHECK(std::all_of(folded.begin(), folded.end(), [](char c) {
      return !is_ascii(c) || c == ' ' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }));
  }
}

TEST_CASE("words fold alone as they fold together") {
  std::mt19937 random(4);
  for (int i = 0; i < 5000; ++i) {
    const std::string a = random_text(random, 8);
    const std::string b = random_text(random, 8);
    std::string joined = fold(a);
    if (!joined.empty() && !fold(b).empty()) joined += ' ';
    CAPTURE(a);
    CAPTURE(b);
    CHECK(fold(a + " " + b) == joined + fold(b));
  }
}

TEST_CASE("folding into a text appends to it") {
  std::string out = "x";
  fold_into(" A b ", out);
  CHECK(out == "xa b");
  fold_into("É", out);
  CHECK(out == "xa be");
  tag_key_into(" É ", out);
  CHECK(out == "xa beé");
}

TEST_CASE("a word is whole where nothing was dropped at its ends") {
  CHECK(fold_whole(" Aujourd’hui ") == "aujourd hui");
  CHECK(fold_whole("") == "");
  for (const char* text : {"today!", "-today", "today\xff", "،غدا", "€"}) CHECK_FALSE(fold_whole(text));
}

TEST_CASE("words are the parts between blanks") {
  CHECK(words(" Pompe  à-perfusion ") == std::vector<std::string>{"pompe", "a", "perfusion"});
  CHECK(words("...").empty());
}

TEST_CASE("distance counts slips of the hand") {
  CHECK(distance("overdue", "overdue", 3) == 0);
  CHECK(distance("overdue", "ovedrue", 3) == 1);
  CHECK(distance("overdue", "overdu", 3) == 1);
  CHECK(distance("overdue", "overrdue", 3) == 1);
  CHECK(distance("overdue", "ocerdue", 3) == 1);
  CHECK(distance("صيانة", "صيانه", 3) == 1);
  CHECK(distance("é", "e", 3) == 1);
  CHECK(distance("\xff", "\xfe", 3) == 1);
  CHECK(distance("", "abc", 3) == 3);
  CHECK(distance("", "abcd", 3) == 4);
  CHECK(distance("kitten", "sitting", std::numeric_limits<std::size_t>::max()) == 3);
  CHECK(distance(std::string(5000, 'a'), std::string(5000, 'b'), 2) == 3);
}

TEST_CASE("distance agrees with its definition and stops at the limit") {
  std::mt19937 random(5);
  const auto word = [&random] {
    std::string text;
    for (auto left = random() % 7; left > 0; --left) text += static_cast<char>('a' + random() % 3);
    return text;
  };
  for (int i = 0; i < 3000; ++i) {
    const std::string a = word();
    const std::string b = word();
    const std::size_t limit = random() % 7;
    CAPTURE(a);
    CAPTURE(b);
    CAPTURE(limit);
    CHECK(distance(a, b, limit) == std::min(slow_distance(a, b), limit + 1));
    CHECK(distance(b, a, limit) == distance(a, b, limit));
  }
}

TEST_CASE("the nearest word is offered where it is near") {
  const std::vector<std::string> verbs{"overdue", "due", "done", "down", "status", "breakdown", "équipement"};
  CHECK(nearest("ovredue", verbs) == "overdue");
  CHECK(nearest("STATSU", verbs) == "status");
  CHECK(nearest("dwon", verbs) == "down");
  CHECK(nearest("equipment", verbs) == "équipement");
  CHECK(nearest("brakdonw", verbs) == "breakdown");
  CHECK_FALSE(nearest("xyzzy", verbs));
  CHECK_FALSE(nearest("d", verbs));
  CHECK_FALSE(nearest("", verbs));
  CHECK_FALSE(nearest("--", {"!!"}));
  CHECK_FALSE(nearest("overdue", {}));
  CHECK(nearest("doon", {"door", "doom"}) == "door");
}

TEST_CASE("a number is base 10 and the whole text") {
  CHECK(parse_number("010") == 10);
  CHECK(parse_number("-7") == -7);
  CHECK(parse_number("٤٢") == 42);
  CHECK(parse_number("9223372036854775807") == std::numeric_limits<long long>::max());
  for (const char* text : {"", "-", "+5", " 5", "5 ", "0x10", "1e3", "5.0", "--5", "9223372036854775808", "5\xff"})
    CHECK_FALSE(parse_number(text));
  CHECK_FALSE(parse_number(std::string_view("5\0", 2)));
}

}  // namespace siyana
