#include "base/money.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <random>

namespace siyana {

namespace {

std::string read(std::string_view text) {
  const auto money = parse_money(text);
  return money ? to_string(*money) : "nothing";
}

/// The digits in groups of three, from the right.
std::string grouped(std::string digits, const std::string& mark) {
  for (auto at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), mark);
  return digits;
}

}  // namespace

TEST_CASE("an amount is read in the ways it is written here") {
  CHECK(read("1250") == "1250");
  CHECK(read("0") == "0");
  for (const char* text : {"1250.50", "1250,50", "1250,5", "1 250,50", "1 250.50", "1.250,50", "1,250.50", "١٢٥٠٫٥٠",
                           "١٬٢٥٠٫٥", "1\u202f250,50", "1\u00a0250,500", "1.250,500", "1250.500", "۱۲۵۰٫۵"})
    CHECK_MESSAGE(read(text) == "1250.5", std::string(text));
  CHECK(read("2.000.000,00") == "2000000");
  CHECK(read("2,000,000") == "2000000");
  CHECK(read("2 000 000") == "2000000");
  CHECK(read("٢٬٠٠٠") == "2000");
  CHECK(read("١٫٢٥٠") == "1.25");
  CHECK(read("0.250") == "0.25");
  CHECK(read("0,005") == "0.005");
}

TEST_CASE("a currency stands before or after an amount") {
  for (const char* text :
       {"1250 DA", "1250DA", "DA 1250", "1250 DZD", "1250 د.ج", "1250 د.ج.", "د.ج 1250", "1250 دج", "1250 €", "€1250",
        "1250 D.A.", "1250 dinars", "1250 dinars algériens", "MAD 1250", "1250 درهم", "US$ 1250", "1250 دينار جزائري"})
    CHECK_MESSAGE(read(text) == "1250", std::string(text));
}

TEST_CASE("an amount that could be another is refused") {
  for (const char* text : {"1,250", "1.250", "12,345", "999.999 DA", "٣,٢٥٠", "٣،٢٥٠"})
    CHECK_MESSAGE(read(text) == "nothing", std::string(text));
}

TEST_CASE("what is no amount is refused") {
  for (const char* text : {"",
                           " ",
                           "DA",
                           "-5",
                           "5-",
                           "\u22125",
                           "- 5 DA",
                           "5- DA",
                           "(5)",
                           "(5 EUR)",
                           "1250 kg",
                           "1250 /an",
                           "12 50",
                           "1 2500",
                           "1250 000",
                           "1250.000,5",
                           "DA -5",
                           "DA (5",
                           "5 - DA",
                           "1.25.50",
                           "1,250,50",
                           "1.250.00",
                           "1,250,000.5.5",
                           "1.2345",
                           ".5",
                           "5.",
                           "5,",
                           "1 250.000,5",
                           "1,250.000.000",
                           "1e3",
                           "1e250e000",
                           "10:30",
                           "1:250:000",
                           "1٫250٫000",
                           "1٫250,5",
                           "0x10",
                           "DA 5 DA",
                           "5 5 DA 5",
                           "12d50",
                           "1t250",
                           "5\xff",
                           "\xff",
                           "+5",
                           "1234567890123456",
                           "12/03/2026",
                           "1  250",
                           "1 250 00",
                           "٫٥"})
    CHECK_MESSAGE(read(text) == "nothing", std::string(text));
}

TEST_CASE("an amount has one written form that is read back") {
  CHECK(to_string(Money{1'250'500}) == "1250.5");
  CHECK(to_string(Money{1'234}) == "1.234");
  CHECK(to_string(Money{1'050}) == "1.05");
  CHECK(to_string(Money{5}) == "0.005");
  CHECK(to_string(Money{-1'500}) == "-1.5");
  CHECK(to_string(Money{std::numeric_limits<std::int64_t>::min()}) == "-9223372036854775.808");
  for (std::int64_t thousandths = 0; thousandths < 20000; ++thousandths)
    CHECK(read_money(to_string(Money{thousandths})) == Money{thousandths});
  CHECK(read_money("999999999999999.999") == Money{999'999'999'999'999'999});
  for (const char* text : {"", ".", "1.", ".5", "01", "1.50", "1.0", "-1", "1 250", "1,5", "1.2345", "1250 DA", "١"})
    CHECK_MESSAGE(!read_money(text).has_value(), std::string(text));
}

TEST_CASE("an amount means the same in every way of writing it") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 5000; ++i) {
    const auto whole = static_cast<std::int64_t>(random() % (i % 2 == 0 ? 100'000ULL : 100'000'000'000'000ULL));
    const auto cents = static_cast<std::int64_t>(random() % 100);
    const Money money{whole * 1000 + cents * 10};
    const std::string decimals = std::to_string(100 + cents).substr(1);
    const std::string digits = std::to_string(whole);
    for (const auto& [group, point] :
         {std::pair{"", "."}, {"", ","}, {" ", ","}, {".", ","}, {",", "."}, {"\u202f", ","}, {"٬", "٫"}}) {
      const std::string text = grouped(digits, group) + point + decimals;
      CAPTURE(text);
      CHECK(parse_money(text) == money);
      CHECK(parse_money(text + " DZD") == money);
    }
  }
}

TEST_CASE("a currency is named by its code or sign or word") {
  for (const char* text : {"DA", "da", "DZD", "د.ج", "د.ج.", "دج", "1250 DA", "1250DA", "D.A.", "Prix (DA)",
                           "Prix en DZD", "dinars algériens", "1250 دينار جزائري"})
    CHECK_MESSAGE(currency_in(text) == "DZD", std::string(text));
  for (const char* text : {"DH", "Dhs", "MAD", "dirhams", "درهم", "د.م.", "DH/an"})
    CHECK_MESSAGE(currency_in(text) == "MAD", std::string(text));
  for (const char* text : {"EUR", "€", "1 250,50 €", "€5", "euros", "Coût (€)"})
    CHECK_MESSAGE(currency_in(text) == "EUR", std::string(text));
  CHECK(currency_in("US$ 5") == "USD");
  CHECK(currency_in("$5") == "USD");
  CHECK(currency_in("5 DT") == "TND");
}

TEST_CASE("no currency is made up") {
  for (const char* text : {"", "1250", "Prix", "dinars", "EUR ou USD", "XYZ", "\xff", "DAH", "madame"})
    CHECK_MESSAGE(currency_in(text).empty(), std::string(text));
}

}  // namespace siyana
