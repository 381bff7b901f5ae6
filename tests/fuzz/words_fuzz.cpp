// Any bytes as a word somebody typed: a date, an interval, an amount, an address, a tag. What is understood is written
// in one form, which reads back as the same.
#include "base/address.hpp"
#include "base/date.hpp"
#include "base/instant.hpp"
#include "base/interval.hpp"
#include "base/keyboard.hpp"
#include "base/money.hpp"
#include "base/text.hpp"
#include "exchange/dates.hpp"
#include "exchange/values.hpp"
#include "fuzz.hpp"
#include "i18n/width.hpp"
#include "render/isolate.hpp"
#include "render/markup.hpp"
#include "render/safe.hpp"

namespace siyana::fuzz {
namespace {

constexpr Date today = date_of(2026, 7, 15);

bool in_range(Date date) { return earliest_date <= date && date <= latest_date; }

void read_moments(std::string_view text) {
  if (const auto date = parse_iso(text)) demand(to_string(*date) == text && in_range(*date));
  if (const auto understood = parse_date(text, today)) demand(in_range(understood->date));
  for (const auto order : {DateOrder::dmy, DateOrder::mdy, DateOrder::ymd})
    if (const auto date = parse_date(text, order)) demand(in_range(*date) && parse_iso(to_string(*date)) == date);
  if (const auto instant = parse_instant(text)) {
    const auto again = parse_instant(to_string(*instant));
    demand(again && *again == *instant && again->offset_minutes == instant->offset_minutes);
  }
}

void read_amounts(std::string_view text) {
  if (const auto interval = parse_interval(text)) {
    demand(parse_interval(to_string(*interval)) == interval && interval->count >= 1 && interval->count <= 9999);
    const Date third = add(today, *interval, 3);  // the calendar's last day where it would be after that
    demand(add(today, *interval) > today && (third == latest_date || steps_until(today, *interval, third) == 3));
  }
  if (const auto days = parse_days(text)) demand(*days >= 0);
  if (const auto money = parse_money(text)) demand(money->thousandths >= 0 && read_money(to_string(*money)) == *money);
  if (const auto number = parse_number(text)) demand(parse_number(std::to_string(*number)) == number);
}

void compare(std::string_view text) {
  const std::string key = tag_key(text), folded = fold(text);
  demand(tag_key(key) == key && fold(folded) == folded);
  if (is_utf8(text)) demand(is_utf8(key) && is_utf8(folded));
  demand(distance(text, text, 2) == 0);
  for (const auto& word : words(text)) demand(!word.empty());
  for (const auto& meant : retyped(text)) demand(meant.text != text);
  demand(!exchange::numbered_placeholder(text) || !exchange::damaged_serial(text));
  demand(exchange::beginning(text, 10).size() <= 10);
}

void show(std::string_view text) {
  const std::string visible = render::visible(text);
  demand(render::is_plain(visible) && is_utf8(visible));
  display_width(render::isolated(visible));
  demand(render::escaped(text).find_first_of("<>\"'\r\n") == std::string::npos);
}

}  // namespace
}  // namespace siyana::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace siyana::fuzz;
  const auto text = text_of(data, size);
  read_moments(text);
  read_amounts(text);
  compare(text);
  show(text);
  if (siyana::is_address(text)) demand(siyana::render::is_plain(text) && text.find('@') != text.npos);
  return 0;
}
