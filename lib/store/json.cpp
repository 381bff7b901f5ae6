#include "store/json.hpp"

#include <charconv>

namespace siyana::store {
namespace {

void append_quoted(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    out.append(text, from, i - from);
    from = i + 1;
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += text[i];
    } else {
      out += "\\u00";
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  out.append(text, from);
  out += '"';
}

[[noreturn]] void broken(std::string_view json) {
  throw Error(Fault::damaged, "the journal holds something that it cannot read: {json}",
              {{"json", std::string(json.substr(0, 80))}});
}

/// Reads what JsonObject writes.
class Reader {
 public:
  explicit Reader(std::string_view json) : json_(json) {}

  void object(const std::function<void(std::string_view, const Value&)>& f) {
    expect('{');
    for (bool first = true; !take('}'); first = false) {
      if (!first) expect(',');
      quoted(name_);
      expect(':');
      f(name_, value());
    }
    if (at_ != json_.size()) broken(json_);
  }

 private:
  bool take(char c) {
    if (at_ >= json_.size() || json_[at_] != c) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (!take(c)) broken(json_);
  }
  Value value() {
    if (at_ < json_.size() && json_[at_] == '"') {
      quoted(text_);
      return {Value::Type::text, 0, text_};
    }
    if (json_.substr(at_).starts_with("null")) {
      at_ += 4;
      return {};
    }
    std::int64_t number = 0;
    const auto result = std::from_chars(json_.data() + at_, json_.data() + json_.size(), number);
    if (result.ec != std::errc{}) broken(json_);
    at_ = static_cast<std::size_t>(result.ptr - json_.data());
    return Value::of(number);
  }
  void quoted(std::string& out) {
    expect('"');
    out.clear();
    while (!take('"')) {
      if (at_ >= json_.size()) broken(json_);
      if (json_[at_] != '\\')
        out += json_[at_++];
      else
        escaped(out);
    }
  }
  void escaped(std::string& out) {
    ++at_;
    if (at_ >= json_.size()) broken(json_);
    const char c = json_[at_++];
    if (c == '"' || c == '\\') {
      out += c;
      return;
    }
    unsigned code = 0;
    const auto digits = json_.substr(at_, 4);
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (c != 'u' || result.ptr != digits.data() + 4 || code > 0x1f) broken(json_);
    at_ += 4;
    out += static_cast<char>(code);
  }

  std::string_view json_;
  std::size_t at_ = 0;
  std::string name_;
  std::string text_;
};

}  // namespace

void JsonObject::clear() { text_.resize(1); }

void JsonObject::add(std::string_view name, const Value& value) {
  text_ += text_.size() > 1 ? ",\"" : "\"";
  text_ += name;  // of our own: there is nothing to escape
  text_ += "\":";
  if (value.absent())
    text_ += "null";
  else if (value.type == Value::Type::number)
    text_ += std::to_string(value.number);
  else
    append_quoted(text_, value.text);
}

std::string_view JsonObject::close() {
  text_ += '}';
  return text_;
}

void read_json(std::string_view json, const std::function<void(std::string_view, const Value&)>& f) {
  Reader(json).object(f);
}

}  // namespace siyana::store
