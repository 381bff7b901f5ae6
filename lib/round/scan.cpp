#include "round/scan.hpp"

#include <algorithm>

#include "base/date.hpp"
#include "base/keyboard.hpp"
#include "base/text.hpp"

namespace siyana::round {
namespace {

std::vector<std::string_view> divided(std::string_view text) {
  std::vector<std::string_view> parts;
  for (const char divider : {'\t', ';', ','})
    if (text.find(divider) != std::string_view::npos) {
      for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(divider, at), text.size());
        parts.push_back(trim(text.substr(at, end - at)));
        at = end + 1;
      }
      return parts;
    }
  return {trim(text)};
}

/// Digits with the signs of a date or a time between them.
bool is_time(std::string_view text) {
  const bool digit = !text.empty() && text.front() >= '0' && text.front() <= '9';
  const auto other = text.find_first_not_of("0123456789/:-.+TZ ");
  return digit && other == std::string_view::npos && text.find_first_of("/:-") != std::string_view::npos;
}

/// `20260714083000`, `202607140830`, `20260714` as the day and the time that they are; nothing for any other number.
std::optional<std::string> compact_time(std::string_view text) {
  if ((text.size() != 8 && text.size() != 12 && text.size() != 14) ||
      text.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  const std::string digits(text);
  std::string time = digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2);
  if (!parse_iso(time) || digits.compare(0, 4, "1990") < 0 || digits.compare(0, 4, "2100") >= 0) return std::nullopt;
  for (std::size_t at = 8; at < digits.size(); at += 2) {
    const auto part = digits.substr(at, 2);
    if (part >= (at == 8 ? "24" : "60")) return std::nullopt;
    time += (at == 8 ? " " : ":") + part;
  }
  return time;
}

bool is_known(db::Database& database, std::string_view text) {
  return device::maybe_device(database, text).has_value();
}

bool is_tag(db::Database& database, std::string_view text) {
  const auto scanned = understand(database, text);
  return scanned.device || !scanned.could.empty();
}

void add(std::string& text, std::string_view more) {
  if (!text.empty() && !more.empty()) text += ' ';
  text += more;
}

/// What a part of a line can be, by its looks alone.
struct Part {
  std::string_view text, outcome;
  std::string time;  // empty where it is none
  bool is_compact = false;

  explicit Part(std::string_view part) : text(part), outcome(outcome_named(part)) {
    const std::string written = plain(part);
    if (is_time(written)) {
      time = written;
    } else if (auto compact = compact_time(written)) {
      time = std::move(*compact);
      is_compact = true;
    }
  }
  bool is_other() const { return time.empty() && outcome.empty(); }
};

/// The part that names the device. A tag may be a number like a date, or a word like an outcome: what is known as a tag
/// is one, but where another part can be nothing else. The number of parts where there is none.
std::size_t place_of_tag(db::Database& database, const std::vector<Part>& parts) {
  const auto first = [&](auto&& is_it) {
    return static_cast<std::size_t>(std::find_if(parts.begin(), parts.end(), is_it) - parts.begin());
  };
  const std::size_t other = first([](const Part& part) { return part.is_other() && !part.text.empty(); });
  if (other < parts.size() && is_tag(database, parts[other].text)) return other;
  for (const bool looks_like_a_tag : {true, false})
    if (const auto known = first(
            [&](const Part& part) { return part.is_other() == looks_like_a_tag && is_known(database, part.text); });
        known < parts.size())
      return known;
  return other < parts.size() ? other : first([](const Part& part) { return part.is_compact; });
}

}  // namespace

Scanned understand(db::Database& database, std::string_view text) {
  Scanned scanned;
  scanned.device = device::maybe_device(database, text);
  if (scanned.device) return scanned;
  for (const auto& [layout, meant] : retyped(trim(text))) {
    auto device = device::maybe_device(database, meant);
    if (!device) continue;
    if (std::find(scanned.could.begin(), scanned.could.end(), device->tag) != scanned.could.end()) continue;
    scanned.layout = layout;
    scanned.could.push_back(device->tag);
    scanned.device = std::move(device);
  }
  if (scanned.could.size() > 1)
    scanned.device.reset();
  else
    scanned.could.clear();
  return scanned;
}

std::optional<ScanLine> scan_line(db::Database& database, std::size_t number, std::string_view text) {
  ScanLine line;
  line.number = number;
  line.text = trim(text);
  if (line.text.empty()) return std::nullopt;
  if (is_tag(database, line.text)) {
    line.tag = line.text;
    return line;
  }
  std::vector<Part> parts;
  for (const auto part : divided(line.text)) parts.emplace_back(part);
  const std::size_t tag = place_of_tag(database, parts);
  for (std::size_t i = 0; i < parts.size(); ++i) {  // of two outcomes the first counts, but a failure before any
    const auto& part = parts[i];
    if (i == tag)
      line.tag = part.text;
    else if (!part.time.empty())
      add(line.when, part.time);
    else if (!part.outcome.empty() && (line.outcome.empty() || (part.outcome == "fail" && line.outcome != "fail")))
      line.outcome = part.outcome;
    else
      add(line.note, part.text);
  }
  return line;
}

}  // namespace siyana::round
