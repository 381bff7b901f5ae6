#include "render/mail.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/sha256.hpp"
#include "base/utf8.hpp"
#include "render/safe.hpp"

namespace siyana::render {
namespace {

constexpr std::size_t line_length = 76;       // RFC 2045 6.7, 6.8
constexpr std::size_t word_bytes = 39;        // 52 characters of base64 and 12 around them: below 76 behind "Subject: "
constexpr std::size_t longest_subject = 400;  // bytes; what is longer is cut, the body says it all

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

struct Civil {
  int year, month, day, hour, minute, second, weekday;
};
Civil civil_of(Instant instant) {
  const Date date = date_of(instant);
  const std::chrono::year_month_day day(date.day);
  const std::int64_t local = instant.seconds + instant.offset_minutes * 60LL;
  const int second = static_cast<int>(((local % 86400) + 86400) % 86400);
  return {static_cast<int>(day.year()),
          static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day())),
          second / 3600,
          second / 60 % 60,
          second % 60,
          static_cast<int>(std::chrono::weekday(date.day).c_encoding())};
}

constexpr std::array weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// RFC 5322 3.3.
std::string date_header(Instant instant) {
  const Civil c = civil_of(instant);
  const int offset = std::abs(instant.offset_minutes);
  return std::string(weekdays[static_cast<std::size_t>(c.weekday)]) + ", " + std::to_string(c.day) + " " +
         months[static_cast<std::size_t>(c.month - 1)] + " " + std::to_string(c.year) + " " + two(c.hour) + ":" +
         two(c.minute) + ":" + two(c.second) + " " + (instant.offset_minutes < 0 ? "-" : "+") + two(offset / 60) +
         two(offset % 60);
}

/// The longest beginning of at most `most` bytes that ends between characters.
std::string_view beginning(std::string_view text, std::size_t most) {
  std::size_t size = 0;
  while (size < text.size()) {
    const auto next = first_character(text.substr(size)).length;
    if (size + next > most) break;
    size += next;
  }
  return text.substr(0, size);
}

/// A display name: a quoted string where it is plain, else encoded words (RFC 2047 5, rule 3).
std::string phrase(std::string_view name) {
  const std::string safe = visible(beginning(name, longest_subject));
  if (safe.size() > 60 || !is_ascii(safe)) return encoded_words(safe);
  std::string quoted = "\"";
  for (const char c : safe) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

std::string mailbox(const Mailbox& mailbox) {
  if (mailbox.name.empty()) return mailbox.address;
  return phrase(mailbox.name) + "\n <" + mailbox.address + ">";
}

struct Coded {
  std::string_view encoding;
  std::string text;
};

/// Quoted-printable stays readable where most letters are ASCII; base64 is the shorter one elsewhere.
Coded coded(std::string_view text) {
  const auto foreign = std::count_if(text.begin(), text.end(), [](char c) { return !is_ascii(c); });
  if (static_cast<std::size_t>(foreign) * 4 > text.size()) return {"base64", base64(text)};
  return {"quoted-printable", quoted_printable(text)};
}

void add_part(std::string& out, std::string_view boundary, std::string_view type, std::string_view language,
              std::string_view text) {
  const Coded body = coded(text);
  out.append("--").append(boundary).append("\nContent-Type: ").append(type).append("; charset=UTF-8\n");
  if (!language.empty()) out.append("Content-Language: ").append(language).append("\n");
  out.append("Content-Transfer-Encoding: ").append(body.encoding).append("\n\n").append(body.text).append("\n");
}

void add_alternatives(std::string& out, const std::string& boundary, const Mail& mail) {
  out += "Content-Type: multipart/alternative; boundary=\"" + boundary + "\"\n\n";
  add_part(out, boundary, "text/plain", mail.language, mail.text);
  add_part(out, boundary, "text/html", mail.language, mail.html);
  out += "--" + boundary + "--\n";
}

void add_attachment(std::string& out, const std::string& boundary, const Mail& mail) {
  out += "\n--" + boundary + "\nContent-Type: text/csv; charset=UTF-8; header=present\n";
  out += "Content-Disposition: attachment; filename=\"" + mail.attachment_name + "\"\n";
  out += "Content-Transfer-Encoding: base64\n\n" + base64(mail.attachment) + "\n--" + boundary + "--\n";
}

std::string headers(const Mail& mail) {
  std::string out = "From: " + mailbox(mail.from) + "\nTo: " + mailbox(mail.to) + "\n";
  out += "Subject: " + encoded_words(visible(beginning(mail.subject, longest_subject))) + "\n";
  out += "Date: " + date_header(mail.date) + "\nMessage-ID: " + mail.message_id + "\n";
  if (!mail.references.empty()) {
    out += "In-Reply-To: " + mail.references.back() + "\nReferences: " + mail.references.front();
    for (std::size_t i = 1; i < mail.references.size(); ++i) out += "\n " + mail.references[i];
    out += "\n";
  }
  out += "Auto-Submitted: auto-generated\nPrecedence: list\n";  // RFC 3834: no answering machine answers it
  if (!mail.list_id.empty()) out += "List-Id: <" + mail.list_id + ">\n";
  return out + "MIME-Version: 1.0\n";
}

}  // namespace

std::string encoded_words(std::string_view text) {
  const bool plain = is_ascii(text) && text.size() <= 60 && text.find("=?") == text.npos;
  if (plain) return std::string(text);
  std::string out;
  while (!text.empty()) {
    const auto piece = beginning(text, word_bytes);
    std::string word = base64(piece);
    word.pop_back();  // the end of its line
    out += (out.empty() ? "" : "\n ") + std::string("=?UTF-8?B?") + word + "?=";
    text.remove_prefix(piece.size());
  }
  return out;
}

std::string quoted_printable(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  std::size_t column = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      out += '\n';
      column = 0;
      continue;
    }
    const bool last = i + 1 == text.size() || text[i + 1] == '\n';
    // A blank at the end may be lost on the way; a dot or From at the beginning may be changed.
    const bool kept = c > ' ' && c < 127 && c != '=' && !(column == 0 && (c == '.' || c == 'F'));
    const bool bare = kept || (c == ' ' && !last);
    if (column + (bare ? 1 : 3) > line_length - 1) {
      out += "=\n";
      column = 0;
    }
    if (bare) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.append("=").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
    }
    column += bare ? 1 : 3;
  }
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve(bytes.size() * 137 / 100 + 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) group = group << 8 | (k < left ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) out += k <= left ? letters[group >> (18 - 6 * k) & 63] : '=';
    if ((i / 3 + 1) % (line_length / 4) == 0) out += '\n';
  }
  if (!out.empty() && out.back() != '\n') out += '\n';
  return out;
}

std::string mail(const Mail& mail) {
  // No line of quoted-printable or base64 begins so.
  const std::string mark = hex(view(Hash().part(mail.message_id).digest())).substr(0, 24);
  std::string out = headers(mail);
  out.reserve(out.size() + (mail.text.size() + mail.html.size() + mail.attachment.size()) * 3 / 2);
  if (mail.attachment.empty()) {
    add_alternatives(out, "=_a" + mark, mail);
    return out;
  }
  const std::string outer = "=_m" + mark;
  out += "Content-Type: multipart/mixed; boundary=\"" + outer + "\"\n\n--" + outer + "\n";
  add_alternatives(out, "=_a" + mark, mail);
  add_attachment(out, outer, mail);
  return out;
}

std::string mbox(std::string_view message, std::string_view sender, Instant date) {
  const Civil c = civil_of({date.seconds, 0});
  std::string out = "From " + std::string(sender) + " " + weekdays[static_cast<std::size_t>(c.weekday)] + " " +
                    months[static_cast<std::size_t>(c.month - 1)] + (c.day < 10 ? "  " : " ") + std::to_string(c.day) +
                    " " + two(c.hour) + ":" + two(c.minute) + ":" + two(c.second) + " " + std::to_string(c.year) + "\n";
  // Bodies are encoded, and no header begins with From and a blank: nothing is left to quote.
  return out.append(message).append("\n");
}

}  // namespace siyana::render
