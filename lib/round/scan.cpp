#include "round/scan.hpp"

#include <algorithm>

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

bool is_tag(db::Database& database, std::string_view text) {
  const auto scanned = understand(database, text);
  return scanned.device || !scanned.could.empty();
}

void add(std::string& text, std::string_view more) {
  if (!text.empty() && !more.empty()) text += ' ';
  text += more;
}

}  // namespace

Scanned understand(db::Database& database, std::string_view text) {
  Scanned scanned;
  scanned.device = device::maybe_device(database, text);
  if (scanned.device) return scanned;
  for (const auto& [layout, meant] : retyped(trim(text))) {
    auto device = device::maybe_device(database, meant);
    if (!device) continue;
    scanned.layout = layout;
    if (scanned.could.empty() || scanned.could.back() != device->tag) scanned.could.push_back(device->tag);
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
  for (const auto part : divided(line.text)) {
    const std::string plain_part = plain(part);
    // A tag may be a number with dashes: what is known as a tag is one.
    if (line.tag.empty() && (!is_time(plain_part) || is_tag(database, part)) && !is_outcome(part))
      line.tag = part;
    else if (is_time(plain_part))
      add(line.when, plain_part);
    else if (line.outcome.empty() && is_outcome(part))
      line.outcome = part;
    else
      add(line.note, part);
  }
  return line;
}

}  // namespace siyana::round
