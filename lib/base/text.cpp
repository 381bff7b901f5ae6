#include "base/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>

#include "base/utf8.hpp"

namespace siyana {

namespace {

const utf8proc_uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

utf8proc_option_t options(int flags) { return static_cast<utf8proc_option_t>(flags); }

bool is_zero_width(Code code) {
  return (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2060 && code <= 0x206F) || code == 0x061C || code == 0x180E || code == 0xFEFF;
}

bool is_ascii_blank(Code code) { return code == ' ' || (code >= '\t' && code <= '\r'); }

bool is_blank(Code code) {
  if (code < 0x80) return is_ascii_blank(code);
  return code == 0x85 || code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
         code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000 || is_zero_width(code);
}

Code western(Code code) {
  if (code >= 0x0660 && code <= 0x0669) return code - 0x0660 + '0';
  if (code >= 0x06F0 && code <= 0x06F9) return code - 0x06F0 + '0';
  return code;
}

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// What an ASCII character folds to; 0 where it separates words.
constexpr std::array<char, 128> folded_ascii = [] {
  std::array<char, 128> table{};
  for (char c = 'a'; c <= 'z'; ++c) table[static_cast<unsigned char>(c)] = c;
  for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<unsigned char>(c)] = lower(c);
  for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = c;
  return table;
}();

/// Latin letters that Unicode does not take apart, though a person typing without accents would.
std::string_view spelled_out(Code code) {
  switch (code) {
    case 0x00E6:
      return "ae";  // æ
    case 0x00F8:
      return "o";  // ø
    case 0x0111:
      return "d";  // đ
    case 0x0131:
      return "i";  // ı
    case 0x0142:
      return "l";  // ł
    case 0x0153:
      return "oe";  // œ
    default:
      return {};
  }
}

/// Letters that are typed one for another. Hamza on its bearers (أ إ ؤ ئ) is a mark by now, and gone.
Code one_for_another(Code code) {
  switch (code) {
    case 0x0671:
      return 0x0627;  // ٱ ا
    case 0x0649:      // ى
    case 0x06CC:
      return 0x064A;  // ی ي
    case 0x0629:
      return 0x0647;  // ة ه
    case 0x06A9:
      return 0x0643;  // ک ك
    default:
      return western(code);
  }
}

constexpr Code tatweel = 0x0640;

enum class Role { letter, mark, separator };

Role role_of(Code code) {
  switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
      return Role::mark;
    case UTF8PROC_CATEGORY_LM:
      return code == tatweel ? Role::mark : Role::letter;
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return Role::letter;
    default:
      return Role::separator;
  }
}

/// The Arabic letters that neither decompose nor have a case: most of what an Arabic name is made of.
bool is_simple_arabic(Code code) { return code >= 0x0627 && code <= 0x064A && code != tatweel; }

/// Folds character by character onto the end of a text.
class Folder {
 public:
  explicit Folder(std::string& out) : out_(out), start_(out.size()) {}

  void fold(std::string_view text) {
    while (!text.empty()) {
      const char byte = text.front();
      if (is_ascii(byte)) {
        put(folded_ascii[static_cast<unsigned char>(byte)]);
        text.remove_prefix(1);
      } else {
        const auto character = first_character(text);
        fold(character.code);
        text.remove_prefix(character.length);
      }
    }
  }

  /// True where separators were dropped at the beginning or the end.
  bool lost_an_end() const { return lost_beginning_ || gap_; }

 private:
  void fold(Code code) {
    if (is_simple_arabic(code)) return put_letter(code);
    std::array<Code, 32> parts{};  // the longest decomposition there is has 18
    int unused = 0;
    const auto count =
        code < 0 ? 0
                 : utf8proc_decompose_char(code, parts.data(), parts.size(),
                                           options(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD), &unused);
    if (count <= 0) return put('\0');
    for (std::size_t i = 0; i < std::min(parts.size(), static_cast<std::size_t>(count)); ++i) fold_part(parts[i]);
  }

  void fold_part(Code code) {
    if (code < 0x80) return put(folded_ascii[static_cast<unsigned char>(code)]);
    switch (role_of(code)) {
      case Role::mark:
        return;
      case Role::separator:
        return put('\0');
      case Role::letter:
        return put_letter(code);
    }
  }

  void put_letter(Code code) {
    close_gap();
    if (const auto letters = spelled_out(code); !letters.empty())
      out_ += letters;
    else
      append_code(out_, one_for_another(code));
  }

  void put(char folded) {
    if (folded == '\0') {
      gap_ = true;
      return;
    }
    close_gap();
    out_ += folded;
  }

  void close_gap() {
    if (!gap_) return;
    if (out_.size() > start_)
      out_ += ' ';
    else
      lost_beginning_ = true;
    gap_ = false;
  }

  std::string& out_;
  std::size_t start_;
  bool gap_ = false;
  bool lost_beginning_ = false;
};

/// The length of the beginning of a text that is UTF-8.
std::size_t valid_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size()) {
    const auto character = first_character(text.substr(length));
    if (character.code < 0) break;
    length += character.length;
  }
  return length;
}

/// Case folded and composed. `text` is valid UTF-8.
void append_composed(std::string_view text, std::string& out) {
  const auto flags = options(UTF8PROC_COMPOSE | UTF8PROC_STABLE | UTF8PROC_CASEFOLD);
  const auto size = static_cast<utf8proc_ssize_t>(text.size());
  const auto needed = utf8proc_decompose(bytes_of(text), size, nullptr, 0, flags);
  if (needed <= 0) return;
  std::vector<Code> codes(static_cast<std::size_t>(needed));
  auto count = utf8proc_decompose(bytes_of(text), size, codes.data(), needed, flags);
  count = utf8proc_normalize_utf32(codes.data(), count, flags);
  for (utf8proc_ssize_t i = 0; i < count; ++i) append_code(out, western(codes[static_cast<std::size_t>(i)]));
}

/// Bad bytes get codes of their own, so that they differ from each other.
std::vector<Code> codes_of(std::string_view text) {
  std::vector<Code> codes;
  codes.reserve(text.size());
  while (!text.empty()) {
    const auto character = first_character(text);
    codes.push_back(character.code < 0 ? -1 - static_cast<unsigned char>(text.front()) : character.code);
    text.remove_prefix(character.length);
  }
  return codes;
}

/// One row of the distance's table, from the two above it.
using Row = std::vector<std::size_t>;

void next_row(Row& row, const Row& above, const Row& two_above, const std::vector<Code>& a, const std::vector<Code>& b,
              std::size_t i) {
  row[0] = i;
  for (std::size_t j = 1; j <= b.size(); ++j) {
    const std::size_t change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
    row[j] = std::min({above[j] + 1, row[j - 1] + 1, change});
    if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], two_above[j - 2] + 1);
  }
}

/// Short words leave less room: every word of two letters is near every other.
std::size_t slips_allowed(std::size_t letters) { return letters < 2 ? 0 : letters < 5 ? 1 : letters < 9 ? 2 : 3; }

}  // namespace

bool is_utf8(std::string_view text) { return is_ascii(text) || valid_length(text) == text.size(); }

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const auto character = first_character(text);
    if (!is_blank(character.code)) break;
    text.remove_prefix(character.length);
  }
  while (!text.empty()) {
    const auto character = last_character(text);
    if (!is_blank(character.code)) break;
    text.remove_suffix(character.length);
  }
  return text;
}

std::string western_digits(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto character = first_character(text);
    const auto code = western(character.code);
    if (code != character.code)
      out += static_cast<char>(code);
    else
      out += text.substr(0, character.length);
    text.remove_prefix(character.length);
  }
  return out;
}

std::string plain(std::string_view text) {
  std::string out;
  text = trim(text);
  out.reserve(text.size());
  while (!text.empty()) {
    const auto character = first_character(text);
    if (const auto code = western(character.code); code != character.code)
      out += static_cast<char>(code);
    else if (!is_blank(code))
      out += text.substr(0, character.length);
    else if (!is_zero_width(code))
      out += ' ';
    text.remove_prefix(character.length);
  }
  return out;
}

void tag_key_into(std::string_view text, std::string& out) {
  text = trim(text);
  if (is_ascii(text)) {
    const std::size_t before = out.size();
    out += text;
    std::transform(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(),
                   out.begin() + static_cast<std::ptrdiff_t>(before), lower);
    return;
  }
  while (!text.empty()) {
    const auto valid = valid_length(text);
    append_composed(text.substr(0, valid), out);
    if (valid == text.size()) return;
    out += text[valid];
    text.remove_prefix(valid + 1);
  }
}

std::string tag_key(std::string_view text) {
  std::string out;
  tag_key_into(text, out);
  return out;
}

void fold_into(std::string_view text, std::string& out) { Folder(out).fold(text); }

std::string fold(std::string_view text) {
  std::string out;
  fold_into(text, out);
  return out;
}

std::optional<std::string> fold_whole(std::string_view text) {
  std::string out;
  Folder folder(out);
  folder.fold(trim(text));
  if (folder.lost_an_end()) return {};
  return out;
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> result;
  const std::string folded = fold(text);
  for (std::size_t start = 0; start < folded.size();) {
    const auto end = std::min(folded.find(' ', start), folded.size());
    result.emplace_back(folded, start, end - start);
    start = end + 1;
  }
  return result;
}

std::size_t distance(std::string_view a, std::string_view b, std::size_t limit) {
  const auto left = codes_of(a);
  const auto right = codes_of(b);
  const std::size_t above_limit = limit + (limit < std::numeric_limits<std::size_t>::max() ? 1 : 0);
  if (std::max(left.size(), right.size()) - std::min(left.size(), right.size()) > limit) return above_limit;
  Row two_above(right.size() + 1);
  Row above(right.size() + 1);
  Row row(right.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    two_above.swap(above);
    above.swap(row);
    next_row(row, above, two_above, left, right, i);
    if (*std::min_element(row.begin(), row.end()) > limit) return above_limit;
  }
  return std::min(row.back(), above_limit);
}

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string wanted = fold(word);
  const std::size_t letters = codes_of(wanted).size();
  const std::string* best = nullptr;
  std::size_t best_distance = std::numeric_limits<std::size_t>::max();
  for (const auto& candidate : candidates) {
    const std::string folded = fold(candidate);
    const std::size_t shorter = std::min(letters, codes_of(folded).size());
    const std::size_t allowed = slips_allowed(shorter);
    const std::size_t found = distance(wanted, folded, allowed);
    if (shorter == 0 || found > allowed || found >= best_distance) continue;
    best = &candidate;
    best_distance = found;
  }
  if (best == nullptr) return {};
  return *best;
}

std::optional<long long> parse_number(std::string_view text) {
  const std::string digits = western_digits(text);
  const char* end = digits.data() + digits.size();
  long long number = 0;
  const auto [stopped, fault] = std::from_chars(digits.data(), end, number, 10);
  if (fault != std::errc() || stopped != end) return {};
  return number;
}

}  // namespace siyana
