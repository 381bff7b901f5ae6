#include "exchange/misread.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/utf8.hpp"
#include "exchange/encoding.hpp"

namespace siyana::exchange {
namespace {

/// The byte that each character of a code page was.
class BytesOf {
 public:
  explicit BytesOf(Encoding page) {
    for (int byte = 0x80; byte < 0x100; ++byte) {
      const char16_t c = character_of(page, static_cast<unsigned char>(byte));
      bytes_[c == 0 ? static_cast<std::size_t>(byte) : c] = static_cast<char>(byte);  // without a meaning, a control
    }
  }
  /// Nothing for a character that the page has not.
  char of(Code c) const {
    return c < 0 || static_cast<std::size_t>(c) >= bytes_.size() ? '\0' : bytes_[static_cast<std::size_t>(c)];
  }

 private:
  std::array<char, 0x2200> bytes_{};
};

bool is_arabic(Code c) { return c >= 0x600 && c < 0x700; }

/// What French has beyond ASCII: no text has by chance the signs that its UTF-8 is in the western code page.
bool is_french(Code c) { return (c >= 0xA0 && c <= 0xFF) || c == 0x152 || c == 0x153 || (c >= 0x2010 && c <= 0x203A); }

/// In the Arabic one `أ` may well stand before punctuation and at the end of a quotation.
bool is_french_small(Code c) {
  constexpr std::u32string_view letters = U"çèéêîïôùâ";
  return letters.find(static_cast<char32_t>(c)) != letters.npos;
}

struct Reread {
  Code code = -1;
  std::size_t length = 0;  // in the text that was misread
};

/// The character whose UTF-8 the first few characters of the text are.
Reread reread(std::string_view text, const BytesOf& page) {
  constexpr std::size_t longest = 3;
  std::string bytes;
  std::array<std::size_t, longest + 1> ends{};
  while (bytes.size() < longest && ends[bytes.size()] < text.size()) {
    const auto next = first_character(text.substr(ends[bytes.size()]));
    const char byte = page.of(next.code);
    if (byte == '\0') break;
    bytes += byte;
    ends[bytes.size()] = ends[bytes.size() - 1] + next.length;
  }
  if (bytes.empty()) return {};
  const auto was = first_character(bytes);
  return {was.code, ends[was.length]};
}

/// Empty where nothing is to be read anew. One Arabic letter may be there by chance, as in `OÙ…`; two in a row are not.
std::string reread_all(std::string_view text, const BytesOf& page, bool (*is_latin)(Code)) {
  std::string out;
  bool is_found = false;
  std::size_t arabic = 0;  // letters in a row
  while (!text.empty()) {
    const auto was = reread(text, page);
    const bool is_letter = is_latin(was.code) || is_arabic(was.code);
    arabic = is_arabic(was.code) ? arabic + 1 : 0;
    is_found = is_found || is_latin(was.code) || arabic > 1;
    const auto length = is_letter ? was.length : first_character(text).length;
    if (is_letter)
      append_code(out, was.code);
    else
      out += text.substr(0, length);
    text.remove_prefix(length);
  }
  return is_found ? out : std::string{};
}

}  // namespace

std::string before_misreading(std::string_view text) {
  if (is_ascii(text)) return {};
  static const BytesOf western(Encoding::windows_1252), arabic(Encoding::windows_1256);
  std::string was = reread_all(text, western, is_french);
  return was.empty() ? reread_all(text, arabic, is_french_small) : was;
}

}  // namespace siyana::exchange
