#include "base/address.hpp"

#include <utf8proc.h>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace siyana {
namespace {

constexpr std::size_t longest_local = 64, longest_label = 63, longest = 254;  // RFC 5321 4.5.3.1, RFC 1035 2.3.4

bool is_alnum(Code code) {
  return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

/// A character beyond ASCII that is seen: a letter, a mark, a digit or a sign.
bool is_seen(Code code) {
  if (code < 0x80) return false;
  const auto category = utf8proc_category(code);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_SO;
}

template <class F>
bool every_character(std::string_view text, F good) {
  while (!text.empty()) {
    const auto character = first_character(text);
    if (!good(character.code)) return false;
    text.remove_prefix(character.length);
  }
  return true;
}

/// Parts between dots, none empty, each of them good.
template <class F>
bool dotted(std::string_view text, F good) {
  for (;;) {
    const auto dot = text.find('.');
    const auto part = text.substr(0, dot);
    if (part.empty() || !good(part)) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_atom(std::string_view part) {
  return every_character(part, [](Code code) {
    constexpr std::string_view signs = "!#$%&'*+-/=?^_`{|}~";
    return is_alnum(code) || is_seen(code) ||
           (code > 0 && code < 0x80 && signs.find(static_cast<char>(code)) != signs.npos);
  });
}

bool is_quoted(std::string_view text) {
  if (text.size() < 3 || text.front() != '"' || text.back() != '"') return false;
  text = text.substr(1, text.size() - 2);
  bool escaped = false;
  const bool good = every_character(text, [&](Code code) {
    if (code < 0x20 || code == 0x7f || (code >= 0x80 && !is_seen(code))) return false;
    if (!escaped && code == '"') return false;
    escaped = !escaped && code == '\\';
    return true;
  });
  return good && !escaped;
}

bool is_label(std::string_view part) {
  return part.size() <= longest_label && part.front() != '-' && part.back() != '-' &&
         every_character(part, [](Code code) { return is_alnum(code) || code == '-' || is_seen(code); });
}

bool is_literal(std::string_view text) {
  return text.size() > 2 && text.front() == '[' && text.back() == ']' &&
         every_character(text.substr(1, text.size() - 2),
                         [](Code code) { return is_alnum(code) || code == '.' || code == ':'; });
}

}  // namespace

bool is_address(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == text.npos || at == 0 || at > longest_local || text.size() > longest || !is_utf8(text)) return false;
  const auto local = text.substr(0, at), domain = text.substr(at + 1);
  if (local.front() == '-') return false;  // a mailer could take it for an option
  return (dotted(local, is_atom) || is_quoted(local)) && (dotted(domain, is_label) || is_literal(domain));
}

}  // namespace siyana
