// XML piece by piece, from files that nobody vouches for: no DOCTYPE, so no entities of its own and nothing fetched.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

struct XML_ParserStruct;

namespace siyana::exchange {

/// The attributes of one element, by their names with prefix (`r:id`).
class Attributes {
 public:
  explicit Attributes(const char** pairs) : pairs_(pairs) {}
  /// Empty where there is none.
  std::string_view operator[](std::string_view name) const;

 private:
  const char** pairs_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  /// Names come without their prefix.
  virtual void start(std::string_view name, const Attributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  /// A text may come in several pieces.
  virtual void text(std::string_view text) = 0;
};

class Xml {
 public:
  /// The file's name is for messages.
  Xml(XmlHandler& handler, std::string file);
  ~Xml();
  Xml(const Xml&) = delete;
  Xml& operator=(const Xml&) = delete;

  /// Error(invalid) where it is not well-formed, has a DOCTYPE, is nested or has names without measure.
  void feed(std::string_view bytes) { parse(bytes, false); }
  /// After the last piece.
  void end() { parse({}, true); }

 private:
  struct Callbacks;
  void parse(std::string_view bytes, bool last);
  [[noreturn]] void refuse() const;

  XmlHandler& handler_;
  std::string file_;
  XML_ParserStruct* parser_;
  std::uint64_t fed_ = 0;
  std::size_t depth_ = 0;
  std::exception_ptr thrown_;  // by the handler; the parser is C and must not see it
};

}  // namespace siyana::exchange
