// One message as it travels: RFC 5322 with the MIME of RFC 2045 to 2047. Plain ASCII, lines under 77 characters ended
// by LF, as programs on this machine take it; whoever sends it on makes CRLF of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"

namespace siyana::render {

struct Mailbox {
  std::string name;     // any text
  std::string address;  // checked before
};

struct Mail {
  Mailbox from, to;
  std::string subject;
  Instant date;
  std::string message_id;               // with its angle brackets
  std::vector<std::string> references;  // the same; the last is what it follows
  std::string list_id;                  // name.domain
  std::string language;                 // en, fr, ar
  std::string text, html;
  std::string attachment, attachment_name;  // CSV; empty: none
};

/// The whole message. Whatever stands in subject and names, no header follows from it.
std::string mail(const Mail& mail);

/// Text as RFC 2047 encoded words, folded; as it is where it is short and plain ASCII.
std::string encoded_words(std::string_view text);
std::string quoted_printable(std::string_view text);
std::string base64(std::string_view bytes);
/// A message of an mbox file: its From line, and lines that could be taken for one quoted.
std::string mbox(std::string_view message, std::string_view sender, Instant date);

}  // namespace siyana::render
