#include "exchange/encoding.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "base/error.hpp"

namespace siyana::exchange {

namespace {

using CodePage = std::array<char16_t, 128>;

// Bytes 0x80 to 0xFF; 0 where the code page gives a byte no meaning.
constexpr CodePage page_1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
    0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
    0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178, 0x00A0, 0x00A1, 0x00A2, 0x00A3, 0x00A4, 0x00A5, 0x00A6,
    0x00A7, 0x00A8, 0x00A9, 0x00AA, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF, 0x00B0, 0x00B1, 0x00B2, 0x00B3,
    0x00B4, 0x00B5, 0x00B6, 0x00B7, 0x00B8, 0x00B9, 0x00BA, 0x00BB, 0x00BC, 0x00BD, 0x00BE, 0x00BF, 0x00C0,
    0x00C1, 0x00C2, 0x00C3, 0x00C4, 0x00C5, 0x00C6, 0x00C7, 0x00C8, 0x00C9, 0x00CA, 0x00CB, 0x00CC, 0x00CD,
    0x00CE, 0x00CF, 0x00D0, 0x00D1, 0x00D2, 0x00D3, 0x00D4, 0x00D5, 0x00D6, 0x00D7, 0x00D8, 0x00D9, 0x00DA,
    0x00DB, 0x00DC, 0x00DD, 0x00DE, 0x00DF, 0x00E0, 0x00E1, 0x00E2, 0x00E3, 0x00E4, 0x00E5, 0x00E6, 0x00E7,
    0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x00EC, 0x00ED, 0x00EE, 0x00EF, 0x00F0, 0x00F1, 0x00F2, 0x00F3, 0x00F4,
    0x00F5, 0x00F6, 0x00F7, 0x00F8, 0x00F9, 0x00FA, 0x00FB, 0x00FC, 0x00FD, 0x00FE, 0x00FF,
};

constexpr CodePage page_1256 = {
    0x20AC, 0x067E, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0679, 0x2039, 0x0152,
    0x0686, 0x0698, 0x0688, 0x06AF, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x06A9, 0x2122,
    0x0691, 0x203A, 0x0153, 0x200C, 0x200D, 0x06BA, 0x00A0, 0x060C, 0x00A2, 0x00A3, 0x00A4, 0x00A5, 0x00A6,
    0x00A7, 0x00A8, 0x00A9, 0x06BE, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF, 0x00B0, 0x00B1, 0x00B2, 0x00B3,
    0x00B4, 0x00B5, 0x00B6, 0x00B7, 0x00B8, 0x00B9, 0x061B, 0x00BB, 0x00BC, 0x00BD, 0x00BE, 0x061F, 0x06C1,
    0x0621, 0x0622, 0x0623, 0x0624, 0x0625, 0x0626, 0x0627, 0x0628, 0x0629, 0x062A, 0x062B, 0x062C, 0x062D,
    0x062E, 0x062F, 0x0630, 0x0631, 0x0632, 0x0633, 0x0634, 0x0635, 0x0636, 0x00D7, 0x0637, 0x0638, 0x0639,
    0x063A, 0x0640, 0x0641, 0x0642, 0x0643, 0x00E0, 0x0644, 0x00E2, 0x0645, 0x0646, 0x0647, 0x0648, 0x00E7,
    0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x0649, 0x064A, 0x00EE, 0x00EF, 0x064B, 0x064C, 0x064D, 0x064E, 0x00F4,
    0x064F, 0x0650, 0x00F7, 0x0651, 0x00F9, 0x0652, 0x00FB, 0x00FC, 0x200E, 0x200F, 0x06D2,
};

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

unsigned char byte(char c) { return static_cast<unsigned char>(c); }

bool is_arabic_in_1256(char c) { return byte(c) >= 0x80 && page_1256[byte(c) - 0x80U] >> 8 == 0x06; }

/// The first place at or after `from` that holds no ASCII, or a NUL. Eight bytes at a time: most of a table is ASCII.
std::size_t end_of_ascii(std::string_view text, std::size_t from) {
  constexpr std::uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
  for (std::uint64_t eight; from + 8 <= text.size(); from += 8) {
    std::memcpy(&eight, text.data() + from, 8);
    if (((eight | (eight - ones)) & highs) != 0) break;
  }
  while (from < text.size() && byte(text[from]) - 1U < 0x7F) ++from;
  return from;
}

constexpr int incomplete = 0, malformed = -1;

/// The length of the UTF-8 character at the start of a text that is not empty. U+0000 counts as malformed.
int utf8_length(std::string_view text) {
  const unsigned char first = byte(text[0]);
  if (first < 0x80) return first == 0 ? malformed : 1;
  if (first < 0xC2 || first > 0xF4) return malformed;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  // The second byte's range keeps out overlong forms, surrogates and what lies above U+10FFFF.
  unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  for (std::size_t i = 1; i < length; ++i) {
    if (i == text.size()) return incomplete;
    if (byte(text[i]) < low || byte(text[i]) > high) return malformed;
    low = 0x80, high = 0xBF;
  }
  return static_cast<int>(length);
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&out](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
  if (c < 0x80) return put(c);
  if (c < 0x800) return put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
  if (c < 0x10000) return put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
}

std::string in_hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    out += out.empty() ? "0x" : " 0x";
    out += "0123456789ABCDEF"[byte(c) >> 4];
    out += "0123456789ABCDEF"[byte(c) & 15];
  }
  return out;
}

std::size_t read_some(int descriptor, char* into, std::size_t room, const std::string& name) {
  for (;;) {
    const ssize_t got = ::read(descriptor, into, room);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno == EINTR) continue;
    throw Error(Fault::invalid, "{file} cannot be read: {reason}",
                {{"file", name}, {"reason", std::generic_category().message(errno)}});
  }
}

void seek_start(int descriptor, const std::string& name) {
  if (::lseek(descriptor, 0, SEEK_SET) == 0) return;
  throw Error(Fault::internal, "{file} cannot be read twice: {reason}",
              {{"file", name}, {"reason", std::generic_category().message(errno)}});
}

}  // namespace

std::string_view name_of(Encoding encoding) {
  constexpr std::array<std::string_view, 5> names = {"utf-8", "utf-16le", "utf-16be", "windows-1252", "windows-1256"};
  return names[static_cast<std::size_t>(encoding)];
}

std::optional<Encoding> encoding_named(std::string_view name) {
  std::string key;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z')
      key += static_cast<char>(c - 'A' + 'a');
    else if (c != '-' && c != '_' && c != ' ')
      key += c;
  }
  constexpr std::pair<std::string_view, Encoding> known[] = {
      {"utf8", Encoding::utf8},
      {"utf8bom", Encoding::utf8},
      {"utf8sig", Encoding::utf8},
      {"ascii", Encoding::utf8},
      {"utf16le", Encoding::utf16le},
      {"utf16be", Encoding::utf16be},
      {"windows1252", Encoding::windows_1252},
      {"cp1252", Encoding::windows_1252},
      {"1252", Encoding::windows_1252},
      {"latin1", Encoding::windows_1252},
      {"iso88591", Encoding::windows_1252},
      {"ansi", Encoding::windows_1252},
      {"windows1256", Encoding::windows_1256},
      {"cp1256", Encoding::windows_1256},
      {"1256", Encoding::windows_1256},
  };
  for (const auto& [spelling, encoding] : known)
    if (key == spelling) return encoding;
  return std::nullopt;
}

void EncodingGuess::feed(std::string_view bytes) {
  start_ += bytes.substr(0, std::min(bytes.size(), byte_order_mark.size() - start_.size()));
  count_nuls(bytes);
  count_utf8(bytes);
  count_words(bytes);
  size_ += bytes.size();
}

void EncodingGuess::count_nuls(std::string_view bytes) {
  for (auto at = bytes.find('\0'); at != bytes.npos; at = bytes.find('\0', at + 1)) ++nuls_[(size_ + at) % 2];
}

void EncodingGuess::count_utf8(std::string_view bytes) {
  std::string joined;
  if (!cut_.empty()) bytes = joined = std::exchange(cut_, {}).append(bytes);
  for (std::size_t at = end_of_ascii(bytes, 0); at < bytes.size(); at = end_of_ascii(bytes, at)) {
    const int length = utf8_length(bytes.substr(at));
    if (length == incomplete) {
      cut_ = bytes.substr(at);
      return;
    }
    if (length > 1) ++well_formed_;
    if (length == malformed && bytes[at] != '\0') ++malformed_;
    at += static_cast<std::size_t>(std::max(length, 1));
  }
}

void EncodingGuess::count_words(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (const auto next = end_of_ascii(bytes, at); next > at) {
      run_ = 0;
      at = next;
      if (at == bytes.size()) return;
    }
    if (byte(bytes[at]) >= 0x80) ++high_;
    run_ = is_arabic_in_1256(bytes[at]) ? run_ + 1 : 0;
    if (run_ == 3) in_words_ += 3;
    if (run_ > 3) ++in_words_;
  }
}

std::optional<Encoding> EncodingGuess::marked() const {
  if (start_ == byte_order_mark) return Encoding::utf8;
  if (start_.starts_with("\xFF\xFE")) return Encoding::utf16le;
  if (start_.starts_with("\xFE\xFF")) return Encoding::utf16be;
  return std::nullopt;
}

/// UTF-16 without a mark: digits, delimiters and line ends make every second byte a NUL, in Arabic text at least some.
std::optional<Encoding> EncodingGuess::striped() const {
  const auto [even, odd] = nuls_;
  if (even + odd < 2 || (even + odd) * 20 < size_) return std::nullopt;
  if (odd > 8 * even) return Encoding::utf16le;
  if (even > 8 * odd) return Encoding::utf16be;
  return std::nullopt;
}

/// Two words at least, and more than a tenth: a French list with some Arabic names was written in 1256 too, whose small
/// accented letters are those of 1252.
bool EncodingGuess::looks_arabic() const { return in_words_ >= 6 && in_words_ * 10 > high_; }

Encoding EncodingGuess::encoding() const {
  if (const auto mark = marked()) return *mark;
  if (const auto stripes = striped()) return *stripes;
  // A few broken bytes among many whole characters are damage, which the reader names, not another encoding.
  if (malformed_ == 0 || well_formed_ > malformed_) return Encoding::utf8;
  return looks_arabic() ? Encoding::windows_1256 : Encoding::windows_1252;
}

Encoding guess(std::string_view sample) {
  EncodingGuess guess;
  guess.feed(sample);
  return guess.encoding();
}

Encoding guess(int descriptor, const std::string& name) {
  EncodingGuess guess;
  const auto block = std::make_unique<char[]>(Utf8Reader::default_block);
  seek_start(descriptor, name);
  while (const auto got = read_some(descriptor, block.get(), Utf8Reader::default_block, name))
    guess.feed({block.get(), got});
  seek_start(descriptor, name);
  return guess.encoding();
}

void LineCount::feed(std::string_view text) {
  if (text.empty()) return;
  for (auto at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1))
    if (!(at == 0 ? after_cr_ : text[at - 1] == '\r')) ++breaks_;
  for (auto at = text.find('\r'); at != text.npos; at = text.find('\r', at + 1)) ++breaks_;
  after_cr_ = text.back() == '\r';
}

Utf8Reader::Utf8Reader(int descriptor, Encoding encoding, std::string name, std::size_t block)
    : descriptor_(descriptor),
      encoding_(encoding),
      name_(std::move(name)),
      block_(std::max<std::size_t>(block, 4)),
      raw_(std::make_unique<char[]>(block_)) {}

std::string_view Utf8Reader::next() {
  std::string_view text;
  do {
    fill();
    text = decode();
    const bool is_first = std::exchange(at_start_, at_start_ && text.empty());
    if (is_first && text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  } while (text.empty() && !at_end_);
  lines_.feed(text);
  return text;
}

void Utf8Reader::rewind() {
  seek_start(descriptor_, name_);
  begin_ = end_ = 0;
  lines_ = {};
  at_start_ = true;
  at_end_ = false;
}

/// What a piece cut is moved to the front, and the room behind it filled.
void Utf8Reader::fill() {
  if (at_end_) return;
  std::memmove(raw_.get(), raw_.get() + begin_, end_ - begin_);
  end_ -= std::exchange(begin_, 0);
  const std::size_t got = read_some(descriptor_, raw_.get() + end_, block_ - end_, name_);
  end_ += got;
  at_end_ = got == 0;
}

std::string_view Utf8Reader::decode() {
  if (encoding_ == Encoding::utf8) return decode_utf8();
  out_.clear();
  if (encoding_ == Encoding::windows_1252 || encoding_ == Encoding::windows_1256) return decode_code_page();
  return decode_utf16();
}

std::string Utf8Reader::line_after(std::string_view text) const {
  LineCount lines = lines_;
  lines.feed(text);
  return std::to_string(lines.breaks() + 1);
}

void Utf8Reader::refuse_nul(std::string_view before) const {
  throw Error(Fault::invalid, "{file}, line {line}: a NUL character; the file is damaged or is not text",
              {{"file", name_}, {"line", line_after(before)}});
}

std::string_view Utf8Reader::decode_utf8() {
  const std::string_view bytes = pending();
  std::size_t good = end_of_ascii(bytes, 0);
  int length = 1;
  for (; good < bytes.size(); good = end_of_ascii(bytes, good)) {
    length = utf8_length(bytes.substr(good));
    if (length <= 0) break;
    good += static_cast<std::size_t>(length);
  }
  const std::string_view text = bytes.substr(0, good);
  if (good < bytes.size() && bytes[good] == '\0') refuse_nul(text);
  if (good < bytes.size() && (length == malformed || at_end_))
    throw Error(Fault::invalid, "{file}, line {line}: {bytes} is not UTF-8; name the file's encoding with --encoding",
                {{"file", name_}, {"line", line_after(text)}, {"bytes", in_hex(bytes.substr(good, 1))}});
  begin_ += good;
  return text;
}

std::string_view Utf8Reader::decode_utf16() {
  while (const std::size_t taken = decode_unit(pending())) begin_ += taken;
  if (begin_ < end_ && at_end_) refuse_half();
  return out_;
}

/// Appends one character, and says how many bytes it took; 0 where its end has not been read yet.
std::size_t Utf8Reader::decode_unit(std::string_view bytes) {
  const auto unit = [&](std::size_t at) {
    const unsigned first = byte(bytes[at]), second = byte(bytes[at + 1]);
    return static_cast<char32_t>(encoding_ == Encoding::utf16le ? first | second << 8 : first << 8 | second);
  };
  if (bytes.size() < 2) return 0;
  const char32_t first = unit(0);
  if (first == 0) refuse_nul(out_);
  if (first >= 0xDC00 && first <= 0xDFFF) refuse_half();
  if (first < 0xD800 || first > 0xDFFF) return append_utf8(out_, first), 2;
  if (bytes.size() < 4) return 0;
  const char32_t second = unit(2);
  if (second < 0xDC00 || second > 0xDFFF) refuse_half();
  return append_utf8(out_, 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)), 4;
}

void Utf8Reader::refuse_half() const {
  throw Error(Fault::invalid, "{file}, line {line}: half a UTF-16 character; the file is cut or damaged",
              {{"file", name_}, {"line", line_after(out_)}});
}

char16_t character_of(Encoding code_page, unsigned char byte) {
  return (code_page == Encoding::windows_1252 ? page_1252 : page_1256)[byte - 0x80U];
}

std::string_view Utf8Reader::decode_code_page() {
  const std::string_view bytes = pending();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const auto plain = end_of_ascii(bytes, at);
    out_ += bytes.substr(at, plain - at);
    at = plain;
    if (at == bytes.size()) break;
    if (bytes[at] == '\0') refuse_nul(out_);
    const char16_t c = character_of(encoding_, byte(bytes[at]));
    if (c == 0)
      throw Error(Fault::invalid,
                  "{file}, line {line}: {bytes} means nothing in {encoding}: save the file again as UTF-8, or name its "
                  "encoding with --encoding",
                  {{"file", name_},
                   {"line", line_after(out_)},
                   {"bytes", in_hex(bytes.substr(at, 1))},
                   {"encoding", std::string(name_of(encoding_))}});
    append_utf8(out_, c);
  }
  begin_ = end_;
  return out_;
}

}  // namespace siyana::exchange
