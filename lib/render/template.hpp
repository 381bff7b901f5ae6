// A page with places to be filled: {{name}}, and {{#name}} … {{/name}} for what is repeated for each row of a list or
// shown where a field is not empty. A line that holds only such a mark leaves no line.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace siyana::render {

struct Filling {
  std::map<std::string, std::string, std::less<>> fields;
  std::map<std::string, std::vector<Filling>, std::less<>> lists;
};

/// What a template may name: fields anywhere, lists with the fields of their rows.
struct Vocabulary {
  std::set<std::string, std::less<>> fields;
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> lists;
};

class Template {
 public:
  /// Error(invalid) naming `file` and the line where a mark is not closed or names what is not known.
  Template(std::string_view text, const std::string& file, const Vocabulary& vocabulary);
  /// What is filled in was made safe for where it goes.
  std::string fill(const Filling& filling) const;

 private:
  struct Piece {
    enum class Kind { text, field, open, close } kind = Kind::text;
    std::string text;
    std::size_t other = 0;  // of an opening mark: the place of the closing one
  };
  void add(std::string_view mark, const std::string& file, int line, const Vocabulary& vocabulary);
  void fill(std::size_t from, std::size_t to, const Filling& outer, const Filling& inner, std::string& out) const;

  std::vector<Piece> pieces_;
  std::vector<std::size_t> open_;
};

}  // namespace siyana::render
