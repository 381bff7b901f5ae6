#include "base/money.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace siyana {

namespace {

constexpr std::string_view digits = "0123456789";

/// What a word for money means; no code where several currencies are called so.
using Currency = std::pair<std::string_view, std::string_view>;

/// The words as key_of leaves them.
constexpr auto currencies = std::to_array<Currency>({
    {"da", "DZD"},
    {"dzd", "DZD"},
    {"دج", "DZD"},
    {"dinar algerien", "DZD"},
    {"dinars algeriens", "DZD"},
    {"دينار جزايري", "DZD"},
    {"dh", "MAD"},
    {"dhs", "MAD"},
    {"mad", "MAD"},
    {"dirham", "MAD"},
    {"dirhams", "MAD"},
    {"درهم", "MAD"},
    {"دم", "MAD"},
    {"درهم مغربي", "MAD"},
    {"dt", "TND"},
    {"tnd", "TND"},
    {"دت", "TND"},
    {"دينار تونسي", "TND"},
    {"dinar", ""},
    {"dinars", ""},
    {"دينار", ""},
    {"€", "EUR"},
    {"eur", "EUR"},
    {"euro", "EUR"},
    {"euros", "EUR"},
    {"يورو", "EUR"},
    {"اورو", "EUR"},
    {"$", "USD"},
    {"us$", "USD"},
    {"$us", "USD"},
    {"usd", "USD"},
    {"dollar", "USD"},
    {"dollars", "USD"},
    {"دولار", "USD"},
    {"£", "GBP"},
    {"gbp", "GBP"},
    {"chf", "CHF"},
    {"jpy", "JPY"},
    {"cny", "CNY"},
    {"cad", "CAD"},
    {"sek", "SEK"},
    {"sar", "SAR"},
    {"aed", "AED"},
    {"egp", "EGP"},
    {"lyd", "LYD"},
    {"jod", "JOD"},
    {"qar", "QAR"},
    {"kwd", "KWD"},
    {"mru", "MRU"},
    {"xof", "XOF"},
    {"xaf", "XAF"},
    {"fcfa", ""},
    {"f cfa", ""},
    {"cfa", ""},
});

/// Folded, and without the points of `D.A.`; a sign such as € folds to nothing, and is kept.
std::string key_of(std::string_view text) {
  std::string word(trim(text));
  word.erase(std::remove(word.begin(), word.end(), '.'), word.end());
  return fold_whole(word).value_or(tag_key(word));
}

const Currency* currency_named(std::string_view text) {
  const std::string key = key_of(text);
  const auto* found = std::find_if(currencies.begin(), currencies.end(),
                                   [&](const Currency& currency) { return currency.first == key; });
  return found == currencies.end() ? nullptr : found;
}

/// The pieces of a text between digits, blanks and what may stand around a currency.
std::vector<std::string_view> pieces_of(std::string_view text) {
  constexpr std::string_view between = " 0123456789()[]{}/:;,=-+*_'\"";
  std::vector<std::string_view> pieces;
  for (auto start = text.find_first_not_of(between); start != text.npos;) {
    const auto end = std::min(text.find_first_of(between, start), text.size());
    pieces.push_back(text.substr(start, end - start));
    start = text.find_first_not_of(between, end);
  }
  return pieces;
}

/// The currency at a place among the pieces: two words (`dinar algérien`) before one.
const Currency* currency_at(const std::vector<std::string_view>& pieces, std::size_t& place) {
  if (place + 1 < pieces.size()) {
    const auto both = std::string(pieces[place]).append(" ").append(pieces[place + 1]);
    if (const auto* found = currency_named(both)) {
      ++place;
      return found;
    }
  }
  return currency_named(pieces[place]);
}

/// The Arabic marks cannot be taken for each other; replaced by ones that no other rule reads.
constexpr char arabic_decimal = 'd';
constexpr char arabic_thousands = 't';
constexpr std::string_view arabic_marks = "dt";
constexpr std::string_view all_marks = " .,dt";

std::string with_marks(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, char>, 3> marks{
      {{"٫", arabic_decimal}, {"٬", arabic_thousands}, {"،", ','}}};
  std::string out;
  while (!text.empty()) {
    const auto* mark =
        std::find_if(marks.begin(), marks.end(), [&](const auto& known) { return text.starts_with(known.first); });
    out += mark == marks.end() ? text.front() : mark->second;
    text.remove_prefix(mark == marks.end() ? 1 : mark->first.size());
  }
  return out;
}

/// Every group but the first has three digits; one kind of mark between them.
bool are_groups(std::string_view whole) {
  const auto first = whole.find_first_not_of(digits);
  if (first == whole.npos) return !whole.empty();
  if (first == 0 || first > 3) return false;
  const char mark = whole[first];
  if (mark == arabic_decimal || all_marks.find(mark) == all_marks.npos) return false;
  for (std::size_t at = first; at < whole.size(); at += 4) {
    if (whole[at] != mark || whole.size() - at < 4) return false;
    if (whole.substr(at + 1, 3).find_first_not_of(digits) != whole.npos) return false;
  }
  return true;
}

std::optional<Money> amount(std::string_view whole, std::string_view decimals) {
  constexpr std::size_t longest = 15;  // digits whose thousandths fit
  std::string number;
  std::copy_if(whole.begin(), whole.end(), std::back_inserter(number),
               [](char c) { return digits.find(c) != digits.npos; });
  if (number.empty() || number.size() > longest || decimals.size() > 3) return {};
  number.append(decimals).append(3 - decimals.size(), '0');
  const auto thousandths = parse_number(number);
  if (!thousandths) return {};
  return Money{*thousandths};
}

/// `1,250` and `1.250`: a decimal mark here, one of thousands there.
bool is_doubtful(std::string_view whole, std::string_view decimals) {
  return decimals.size() == 3 && whole.size() <= 3 && whole.front() != '0';
}

/// An amount without currency, its marks and digits Western or marked Arabic ones.
std::optional<Money> read_amount(std::string_view text) {
  const auto last = text.find_last_not_of(digits);
  if (last == text.npos) return amount(text, {});
  const char mark = text[last];
  if (all_marks.find(mark) == all_marks.npos) return {};
  const auto whole = text.substr(0, last);
  const auto decimals = text.substr(last + 1);
  const bool groups_only = mark == ' ' || mark == arabic_thousands || whole.find(mark) != whole.npos;
  if (groups_only) return are_groups(text) ? amount(text, {}) : std::nullopt;
  if (decimals.empty() || !are_groups(whole)) return {};
  if (mark != arabic_decimal && is_doubtful(whole, decimals)) return {};
  return amount(whole, decimals);
}

}  // namespace

std::optional<Money> parse_money(std::string_view text) {
  const std::string written = plain(text);
  const std::string_view all = written;
  const auto first = all.find_first_of(digits);
  if (first == all.npos) return {};
  const auto end = all.find_last_of(digits) + 1;
  // A sign or a bracket stays on one side, where only a currency is understood: negative amounts end here.
  const auto before = trim(all.substr(0, first));
  const auto after = trim(all.substr(end));
  if (!before.empty() && !after.empty()) return {};
  if (!before.empty() && currency_named(before) == nullptr) return {};
  if (!after.empty() && currency_named(after) == nullptr) return {};
  const auto number = all.substr(first, end - first);
  if (number.find_first_of(arabic_marks) != number.npos) return {};
  return read_amount(with_marks(number));
}

std::string to_string(Money money) {
  const bool negative = money.thousandths < 0;
  const auto size =
      negative ? 0 - static_cast<std::uint64_t>(money.thousandths) : static_cast<std::uint64_t>(money.thousandths);
  std::string text = (negative ? "-" : "") + std::to_string(size / 1000);
  if (size % 1000 == 0) return text;
  const std::string decimals = std::to_string(1000 + size % 1000).substr(1);
  return text.append(".").append(decimals, 0, decimals.find_last_not_of('0') + 1);
}

std::optional<Money> read_money(std::string_view text) {
  const auto point = std::min(text.find('.'), text.size());
  const auto whole = text.substr(0, point);
  const auto decimals = text.substr(std::min(point + 1, text.size()));
  if (whole.find_first_not_of(digits) != whole.npos || decimals.find_first_not_of(digits) != decimals.npos) return {};
  const auto money = amount(whole, decimals);
  // One amount has one form: no leading zeros, no trailing ones.
  if (!money || to_string(*money) != text) return {};
  return money;
}

std::string currency_in(std::string_view text) {
  const std::string written = plain(text);
  const auto pieces = pieces_of(written);
  std::string_view code;
  for (std::size_t place = 0; place < pieces.size(); ++place) {
    const auto* found = currency_at(pieces, place);
    if (found == nullptr || found->second.empty()) continue;
    if (!code.empty() && found->second != code) return {};
    code = found->second;
  }
  return std::string(code);
}

}  // namespace siyana
