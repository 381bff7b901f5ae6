// The bytes of other people's files as UTF-8: which encoding they are in, and a reader of bounded memory.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace siyana::exchange {

enum class Encoding : std::uint8_t { utf8, utf16le, utf16be, windows_1252, windows_1256 };

/// `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, `windows-1256`.
std::string_view name_of(Encoding encoding);
/// Those names in any case, with or without hyphens, and the usual others: `cp1252`, `latin1`, `iso-8859-1`, `cp1256`.
std::optional<Encoding> encoding_named(std::string_view name);

/// Guesses from as much of a file as it is shown, piece by piece. A byte-order mark or the pattern of NULs decides for
/// UTF-16, well-formed UTF-8 for UTF-8. What is left is one of the code pages: 1256 where letters that would be Arabic
/// stand in runs, as they do in words, 1252 where they stand alone, as French accents do. A code page is thus never
/// certain, and is to be said to the user.
class EncodingGuess {
 public:
  void feed(std::string_view bytes);
  Encoding encoding() const;

 private:
  void count_nuls(std::string_view bytes);
  void count_utf8(std::string_view bytes);
  void count_words(std::string_view bytes);
  std::optional<Encoding> marked() const;
  std::optional<Encoding> striped() const;
  bool looks_arabic() const;

  std::string start_;  // the first bytes, for the mark
  std::string cut_;    // a UTF-8 character that the end of a piece cut
  std::uint64_t size_ = 0;
  std::array<std::uint64_t, 2> nuls_{};  // at even and at odd places
  std::uint64_t well_formed_ = 0;        // UTF-8 characters of two bytes and more
  std::uint64_t malformed_ = 0;
  std::uint64_t high_ = 0;      // bytes above 0x7F
  std::uint64_t run_ = 0;       // length of the run of Arabic letters being read
  std::uint64_t in_words_ = 0;  // bytes in runs of three and more
};

Encoding guess(std::string_view sample);
/// The same from a whole regular file, which is then back at its start. A sample misses the accent on line 40,000.
Encoding guess(int descriptor, const std::string& name);

/// What a byte from 0x80 on means in a code page; 0 where it means nothing.
char16_t character_of(Encoding code_page, unsigned char byte);

/// Line breaks in a text read piece by piece: LF, CR and CRLF are one each, also where a CRLF is cut.
class LineCount {
 public:
  void feed(std::string_view text);
  std::uint64_t breaks() const { return breaks_; }

 private:
  std::uint64_t breaks_ = 0;
  bool after_cr_ = false;
};

/// A file as UTF-8, in pieces of whole characters, without its byte-order mark. What is malformed, has no meaning in
/// the encoding, or is U+0000 is an Error(invalid) that names the file and the line.
class Utf8Reader {
 public:
  static constexpr std::size_t default_block = 64 * 1024;

  /// `name` is the file's, for messages; the descriptor stays the caller's. A block is at least 4 bytes.
  Utf8Reader(int descriptor, Encoding encoding, std::string name, std::size_t block = default_block);

  /// The next piece, valid until the next call; empty at the end of the file.
  std::string_view next();
  /// Back to the start. Only a regular file can: standard input is spooled to one first.
  void rewind();

  const std::string& name() const { return name_; }
  Encoding encoding() const { return encoding_; }

 private:
  void fill();
  std::string_view decode();
  std::string_view decode_utf8();
  std::string_view decode_utf16();
  std::string_view decode_code_page();
  std::size_t decode_unit(std::string_view bytes);
  std::string line_after(std::string_view text) const;
  [[noreturn]] void refuse_nul(std::string_view before) const;
  [[noreturn]] void refuse_half() const;
  std::string_view pending() const { return {raw_.get() + begin_, end_ - begin_}; }

  int descriptor_;
  Encoding encoding_;
  std::string name_;
  std::size_t block_;
  std::unique_ptr<char[]> raw_;
  std::size_t begin_ = 0;  // of the undecoded bytes in raw_
  std::size_t end_ = 0;
  std::string out_;
  LineCount lines_;
  bool at_start_ = true;
  bool at_end_ = false;
};

}  // namespace siyana::exchange
