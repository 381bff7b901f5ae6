#include "exchange/encoding.hpp"

#include <fcntl.h>
#include <iconv.h>

#include <random>
#include <vector>

#include "base/text.hpp"
#include "exchange_file.hpp"

namespace siyana::exchange {

namespace {

constexpr Encoding all_encodings[] = {Encoding::utf8, Encoding::utf16le, Encoding::utf16be, Encoding::windows_1252,
                                      Encoding::windows_1256};

/// The C library's opinion; nothing where it refuses.
std::optional<std::string> by_iconv(std::string_view text, const char* from, const char* to) {
  const iconv_t descriptor = ::iconv_open(to, from);
  REQUIRE(descriptor != reinterpret_cast<iconv_t>(-1));
  std::string in(text), out(text.size() * 4 + 8, '\0');
  char *source = in.data(), *target = out.data();
  std::size_t left = in.size(), room = out.size();
  const bool done = ::iconv(descriptor, &source, &left, &target, &room) != static_cast<std::size_t>(-1);
  ::iconv_close(descriptor);
  if (!done) return std::nullopt;
  out.resize(out.size() - room);
  return out;
}

std::string iconv_name(Encoding encoding) {
  std::string name(name_of(encoding));
  return name.starts_with("windows-") ? "CP" + name.substr(8) : name;
}

std::string read_all(Utf8Reader& reader) {
  std::string text;
  for (auto piece = reader.next(); !piece.empty(); piece = reader.next()) {
    CHECK(is_utf8(piece));
    text += piece;
  }
  return text;
}

std::string read_as(Encoding encoding, std::string_view bytes, std::size_t block = Utf8Reader::default_block) {
  const MemoryFile file(bytes);
  Utf8Reader reader(file.descriptor(), encoding, "park.csv", block);
  return read_all(reader);
}

std::string refused(Encoding encoding, std::string_view bytes, std::size_t block = Utf8Reader::default_block) {
  return refusal([&] { read_as(encoding, bytes, block); });
}

Encoding guess_of(std::string_view utf8, Encoding encoding) {
  return guess(by_iconv(utf8, "UTF-8", iconv_name(encoding).c_str()).value());
}

const std::string french =
    "Désignation;Service\nRespirateur à turbine;Réanimation\nBistouri électrique;Bloc opératoire\n";
const std::string arabic = "اسم الجهاز;المصلحة\nجهاز التنفس;الإنعاش\nحاضنة;طب الأطفال\n";

}  // namespace

TEST_CASE("every encoding has a name that names it") {
  for (const auto encoding : all_encodings) CHECK(encoding_named(name_of(encoding)) == encoding);
  CHECK(encoding_named("UTF8") == Encoding::utf8);
  CHECK(encoding_named("CP1252") == Encoding::windows_1252);
  CHECK(encoding_named("ISO-8859-1") == Encoding::windows_1252);
  CHECK(encoding_named("cp1256") == Encoding::windows_1256);
  CHECK_FALSE(encoding_named("ebcdic"));
  CHECK_FALSE(encoding_named(""));
}

TEST_CASE("each byte of the code pages means what iconv says or is refused as iconv refuses it") {
  for (const auto encoding : {Encoding::windows_1252, Encoding::windows_1256})
    for (int value = 1; value < 256; ++value) {
      const std::string one(1, static_cast<char>(value));
      const auto expected = by_iconv(one, iconv_name(encoding).c_str(), "UTF-8");
      if (expected)
        CHECK(read_as(encoding, one) == *expected);
      else
        CHECK(refused(encoding, "a\nb\n" + one).starts_with("park.csv, line 3: 0x"));
    }
}

TEST_CASE("UTF-8 is told from the code pages by its form") {
  CHECK(guess(french) == Encoding::utf8);
  CHECK(guess(arabic) == Encoding::utf8);
  CHECK(guess("\xEF\xBB\xBFtag\n") == Encoding::utf8);
  CHECK(guess("plain ASCII") == Encoding::utf8);
  CHECK(guess("") == Encoding::utf8);
  CHECK(guess(french.substr(0, 2)) == Encoding::utf8);  // cut within the é
  CHECK(guess(arabic + "Mod\xE9le" + arabic) == Encoding::utf8);
}

TEST_CASE("windows 1252 is told from windows 1256 by letters that stand alone") {
  CHECK(guess_of(french, Encoding::windows_1252) == Encoding::windows_1252);
  CHECK(guess_of(arabic, Encoding::windows_1256) == Encoding::windows_1256);
  CHECK(guess_of(french + arabic, Encoding::windows_1256) == Encoding::windows_1256);
  CHECK(guess_of("CRÉÉE ; créée ; « été » ; 12 € ; n°", Encoding::windows_1252) == Encoding::windows_1252);
  CHECK(guess_of("CRÉÉE;CRÉÉE;CRÉÉE;CRÉÉE", Encoding::windows_1252) == Encoding::windows_1252);
  CHECK(guess("code;\xC0\xC1\xC2") == Encoding::windows_1252);  // one run is not yet words
  CHECK(guess_of("Service;Pédiatrie\nÉchographe;Œil\n", Encoding::windows_1252) == Encoding::windows_1252);
}

TEST_CASE("UTF-16 is told by its mark or by its NULs") {
  for (const auto encoding : {Encoding::utf16le, Encoding::utf16be})
    for (const auto& text : {french, arabic}) {
      CHECK(guess_of(text, encoding) == encoding);
      CHECK(guess_of("\uFEFF" + text, encoding) == encoding);
    }
  CHECK(guess("a;b\n1;2\n" + std::string(40, '\0')) == Encoding::utf8);  // a damaged block of a disk
  CHECK(guess(std::string("tag;model\nA1;\0\nB2;C\n", 20)) ==
        Encoding::utf8);  // a stray NUL is for the reader to refuse
}

TEST_CASE("a guess does not depend on how the file is cut into pieces") {
  for (const auto encoding : all_encodings) {
    const auto text = encoding == Encoding::windows_1252 ? french : french + arabic;
    const auto bytes = by_iconv(text, "UTF-8", iconv_name(encoding).c_str()).value();
    for (std::size_t size = 1; size < 9; ++size) {
      EncodingGuess guess;
      for (std::size_t at = 0; at < bytes.size(); at += size) guess.feed(std::string_view(bytes).substr(at, size));
      CHECK(guess.encoding() == encoding);
    }
  }
}

TEST_CASE("a file is guessed from its whole and is then back at its start") {
  const std::string bytes = std::string(200'000, 'a') +
                            "\nR\xE9"
                            "animation\n";
  const MemoryFile file(bytes);
  CHECK(guess(std::string_view(bytes).substr(0, 65536)) == Encoding::utf8);
  CHECK(guess(file.descriptor(), "park.csv") == Encoding::windows_1252);
  CHECK(::lseek(file.descriptor(), 0, SEEK_CUR) == 0);
}

TEST_CASE("any text comes back from any encoding whatever the block size") {
  std::mt19937 random(20260314);
  const std::u32string letters = U"aZ9;,\t\"\n\r éàçœ€جهازلآ٣😀\u00A0";
  for (const auto encoding : all_encodings)
    for (int round = 0; round < 60; ++round) {
      std::string text;
      for (int i = 0; i < 90; ++i) {
        const auto c = letters[random() % letters.size()];
        const auto one = by_iconv({reinterpret_cast<const char*>(&c), 4}, "UTF-32LE", "UTF-8").value();
        if (by_iconv(one, "UTF-8", iconv_name(encoding).c_str())) text += one;
      }
      const auto bytes = by_iconv(text, "UTF-8", iconv_name(encoding).c_str()).value();
      for (const std::size_t block : {4U, 5U, 7U, 64U, 65536U}) CHECK(read_as(encoding, bytes, block) == text);
    }
}

TEST_CASE("the byte-order mark is dropped at the start alone") {
  for (const auto encoding : {Encoding::utf8, Encoding::utf16le, Encoding::utf16be})
    for (const std::size_t block : {4U, 64U}) {
      const auto bytes = by_iconv("\uFEFFtag\n\uFEFFA", "UTF-8", iconv_name(encoding).c_str()).value();
      CHECK(read_as(encoding, bytes, block) == "tag\n\uFEFFA");
      CHECK(read_as(encoding, by_iconv("\uFEFF", "UTF-8", iconv_name(encoding).c_str()).value(), block).empty());
    }
}

TEST_CASE("random bytes are read as UTF-8 just where they are UTF-8 without NUL") {
  std::mt19937 random(7);
  const std::string bytes =
      "\x7F\x80\x8F\x90\x9F\xA0\xBF\xC1\xC2\xDF\xE0\xE1\xED\xEF\xF0\xF1\xF4\xF5\xFF"
      "a";
  int good = 0;
  for (int round = 0; round < 30'000; ++round) {
    std::string text(round % 3 == 0 ? "abcdefgh" : "");
    for (std::size_t i = random() % 5; i > 0; --i) text += bytes[random() % bytes.size()];
    const bool expected = is_utf8(text);
    good += expected;
    REQUIRE(refused(Encoding::utf8, text, random() % 2 == 0 ? 4 : 64).empty() == expected);
  }
  CHECK(good > 3000);
}

TEST_CASE("what is not UTF-8 is refused with its line and byte") {
  CHECK(refused(Encoding::utf8,
                "tag\r\nA1\r\nR\xE9"
                "a") == "park.csv, line 3: 0xE9 is not UTF-8; name the file's encoding with --encoding");
  CHECK(refused(Encoding::utf8, "tag\rA1\rB\xC3", 4).starts_with("park.csv, line 3: 0xC3"));
  CHECK(fault_of([] { read_as(Encoding::utf8, "\xFF"); }) == Fault::invalid);
}

TEST_CASE("a NUL is refused with its line in every encoding") {
  const std::string text("tag\nA1\nB\0C\n", 11);
  for (const auto encoding : all_encodings) {
    const auto bytes = by_iconv(text, "UTF-8", iconv_name(encoding).c_str()).value();
    for (const std::size_t block : {4U, 65536U})
      CHECK(refused(encoding, bytes, block) == "park.csv, line 3: a NUL character; the file is damaged or is not text");
  }
}

TEST_CASE("half a character of UTF-16 is refused") {
  using namespace std::string_literals;
  CHECK(refused(Encoding::utf16le, "\x3D\xD8"s).starts_with("park.csv, line 1: half a UTF-16 character"));
  CHECK(refused(Encoding::utf16le, "\x00\xDE"s).starts_with("park.csv, line 1: half"));
  CHECK(refused(Encoding::utf16le, "a\0\n\0\x3D\xD8z\0"s).starts_with("park.csv, line 2: half"));
  CHECK(refused(Encoding::utf16be, "\0a\0\n\0"s).starts_with("park.csv, line 2: half"));
}

TEST_CASE("lines are counted alike however the text is cut") {
  const std::string text = "a\nb\r\nc\rd\r\r\n\n\re\n";
  for (std::size_t size = 1; size <= text.size(); ++size) {
    LineCount lines;
    for (std::size_t at = 0; at < text.size(); at += size) lines.feed(std::string_view(text).substr(at, size));
    CHECK(lines.breaks() == 8);
  }
}

TEST_CASE("a reader reads again from the start after rewind") {
  const MemoryFile file("\xEF\xBB\xBFtag\nA1\n");
  Utf8Reader reader(file.descriptor(), Encoding::utf8, "park.csv", 4);
  const auto first = read_all(reader);
  CHECK(reader.next().empty());
  reader.rewind();
  CHECK(read_all(reader) == first);
  reader.rewind();
  reader.next();
  reader.rewind();
  CHECK(read_all(reader) == "tag\nA1\n");
}

TEST_CASE("a reader counts its lines anew after rewind") {
  const MemoryFile file("tag\nA1\nM\xE9\n");
  Utf8Reader reader(file.descriptor(), Encoding::utf8, "park.csv", 4);
  for (int round = 0; round < 2; ++round) {
    CHECK(refusal([&] { read_all(reader); }).starts_with("park.csv, line 3: 0xE9"));
    reader.rewind();
  }
}

TEST_CASE("what cannot be read or cannot be read twice says why") {
  const int folder = ::open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  Utf8Reader reader(folder, Encoding::utf8, "park.csv");
  CHECK(refusal([&] { reader.next(); }) == "park.csv cannot be read: Is a directory");
  ::close(folder);
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  Utf8Reader piped(ends[0], Encoding::utf8, "park.csv");
  CHECK(refusal([&] { piped.rewind(); }) == "park.csv cannot be read twice: Illegal seek");
  ::close(ends[0]);
  ::close(ends[1]);
}

}  // namespace siyana::exchange
