// No text crashes a parser or keeps it busy, whatever its bytes are; what is accepted can be written.
#include <doctest/doctest.h>

#include <iterator>
#include <random>
#include <string>

#include "base/date.hpp"
#include "base/instant.hpp"
#include "base/interval.hpp"
#include "base/money.hpp"
#include "base/sentence.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace siyana {

namespace {

const Date today = date_of(2026, 3, 14);

std::string random_bytes(std::mt19937& random, std::size_t longest) {
  std::string text;
  for (auto left = random() % (longest + 1); left > 0; --left) text += static_cast<char>(random() % 256);
  return text;
}

/// Nearly a value: bytes of good texts changed, dropped, doubled.
std::string damaged(std::mt19937& random) {
  static const std::string good[] = {
      "2026-03-14",   "14/03/2026 08:30:00", "٢٠٢٦-٠٣-١٤",         "-2d",         "6 mois",
      "٦ أشهر",       "1 250,50 DA",         "١٬٢٥٠٫٥٠ د.ج",       "aujourd’hui", "2026-03-14T08:30:00.5+01:00",
      "{n} of {tag}", "Échographe №5",       "9223372036854775807"};
  std::string text = good[random() % std::size(good)];
  for (auto times = random() % 4; times > 0 && !text.empty(); --times) {
    const auto at = random() % text.size();
    switch (random() % 4) {
      case 0:
        text[at] = static_cast<char>(random() % 256);
        break;
      case 1:
        text.erase(at, 1);
        break;
      case 2:
        text.insert(at, 1, text[at]);
        break;
      default:
        text.resize(at);
    }
  }
  return text;
}

void check_text(const std::string& text) {
  const auto trimmed = trim(text);
  CHECK(trim(trimmed) == trimmed);
  CHECK(fold(fold(text)) == fold(text));
  CHECK(tag_key(tag_key(text)) == tag_key(text));
  CHECK(plain(plain(text)) == plain(text));
  CHECK(western_digits(western_digits(text)) == western_digits(text));
  CHECK(is_utf8(fold(text)));
  CHECK((!is_utf8(text) || is_utf8(tag_key(text))));
  CHECK(distance(text, text, 2) == 0);
  CHECK(words(text).size() <= text.size());
  nearest(text, {"overdue", text});
  fold_whole(text);
  parse_number(text);
}

void check_values(const std::string& text) {
  if (const auto date = parse_iso(text)) CHECK(to_string(*date) == text);
  if (const auto date = parse_date(text, today)) CHECK(parse_iso(to_string(date->date)) == date->date);
  for (const auto order : {DateOrder::dmy, DateOrder::mdy, DateOrder::ymd})
    if (const auto date = parse_date(text, order)) CHECK(parse_iso(to_string(*date)) == *date);
  if (const auto interval = parse_interval(text)) CHECK(parse_interval(to_string(*interval)) == *interval);
  if (const auto days = parse_days(text)) CHECK(*days >= 0);
  if (const auto money = parse_money(text)) CHECK(read_money(to_string(*money)) == *money);
  if (const auto money = read_money(text)) CHECK(to_string(*money) == text);
  if (const auto instant = parse_instant(text)) CHECK(parse_instant(to_string(*instant)) == *instant);
  currency_in(text);
  english(say_n(2, text, text, {{"tag", text}}));
}

}  // namespace

TEST_CASE("random bytes crash no parser") {
  std::mt19937 random(9);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random_bytes(random, 40);
    check_text(text);
    check_values(text);
  }
}

TEST_CASE("damaged values crash no parser") {
  std::mt19937 random(10);
  for (int i = 0; i < 50000; ++i) {
    const std::string text = damaged(random);
    check_text(text);
    check_values(text);
  }
}

TEST_CASE("a long text is folded and read in a moment") {
  const std::string text(1 << 20, '\xd9');
  CHECK(fold(text).empty());
  CHECK(tag_key(text).size() == text.size());
  CHECK(trim(text) == text);
  check_values(text);
  check_values(std::string(1 << 20, '1'));
  check_values(std::string(1 << 20, '{'));
}

}  // namespace siyana
