#include "render/markup.hpp"

#include "render/safe.hpp"

namespace siyana::render {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : visible(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string bdi(std::string_view text) { return "<bdi>" + escaped(text) + "</bdi>"; }

}  // namespace siyana::render
