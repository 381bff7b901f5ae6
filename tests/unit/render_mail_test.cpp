#include "render/mail.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace siyana::render;

namespace {

Mail some_mail() {
  Mail mail;
  mail.from = {"siyana", "siyana@h.example"};
  mail.to = {"", "a@b.example"};
  mail.subject = "x";
  mail.date = {1784102400, 60};
  mail.message_id = "<1@h.example>";
  mail.language = "en";
  mail.text = "a\n";
  mail.html = "<p>a</p>\n";
  return mail;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("base64 is that of RFC 4648") {
  CHECK(base64("") == "");
  CHECK(base64("f") == "Zg==\n");
  CHECK(base64("fo") == "Zm8=\n");
  CHECK(base64("foobar") == "Zm9vYmFy\n");
  CHECK(base64(std::string(57, 'a')).size() == 77);
  CHECK(base64(std::string(58, 'a')).find('\n') == 76);
}

TEST_CASE("quoted-printable keeps lines short and what mail would change") {
  CHECK(quoted_printable("a=b \nFrom x\n.\n") == "a=3Db=20\n=46rom x\n=2E\n");
  CHECK(quoted_printable("\u00e9\t") == "=C3=A9=09");
  const std::string text = quoted_printable(std::string(1000, 'x') + std::string(300, '='));
  std::size_t line = 0;
  for (const char c : text) {
    line = c == '\n' ? 0 : line + 1;
    CHECK(line <= 76);
  }
}

TEST_CASE("encoded words end between characters and stay below 76") {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "\u0645";
  const std::string words = encoded_words(text);
  for (std::size_t at = 0; at != std::string::npos; at = words.find("\n", at + 1)) {
    const auto end = words.find('\n', at + 1);
    CHECK((end == std::string::npos ? words.size() : end) - at <= 77);
  }
  CHECK(encoded_words("plain") == "plain");
  CHECK(encoded_words("a =?b") != "a =?b");
}

TEST_CASE("no header follows from a name or a subject") {
  Mail mail = some_mail();
  mail.subject = "x\r\nBcc: v@e.example\n\nbody";
  mail.to.name = "a\"\\\r\nCc: v@e.example";
  const std::string text = siyana::render::mail(mail);
  CHECK_FALSE(has(text, "\nBcc"));
  CHECK_FALSE(has(text, "\nCc"));
  CHECK_FALSE(has(text, "\r"));
}

TEST_CASE("a subject of ten thousand characters is cut") {
  Mail mail = some_mail();
  mail.subject = std::string(10240, 'x');
  CHECK(siyana::render::mail(mail).size() < 3000);
}

TEST_CASE("the date is that of RFC 5322 with its offset") {
  Mail mail = some_mail();
  CHECK(has(siyana::render::mail(mail), "\nDate: Wed, 15 Jul 2026 09:00:00 +0100\n"));
  mail.date.offset_minutes = -210;
  CHECK(has(siyana::render::mail(mail), "\nDate: Wed, 15 Jul 2026 04:30:00 -0330\n"));
}
