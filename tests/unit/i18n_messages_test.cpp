#include "i18n/messages.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace siyana {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A .mo file of these pairs, which are sorted.
std::string compiled(const Pairs& pairs) {
  const auto size = static_cast<std::uint32_t>(pairs.size());
  std::string tables, texts;
  const auto add = [](std::string& out, std::uint32_t number) {
    char bytes[sizeof number];
    std::memcpy(bytes, &number, sizeof number);
    out.append(bytes, sizeof bytes);
  };
  const std::uint32_t begin = 28 + 16 * size;
  const auto add_text = [&](const std::string& text) {
    add(tables, static_cast<std::uint32_t>(text.size()));
    add(tables, begin + static_cast<std::uint32_t>(texts.size()));
    texts += text + '\0';
  };
  for (const auto& pair : pairs) add_text(pair.first);
  for (const auto& pair : pairs) add_text(pair.second);
  std::string file;
  for (const std::uint32_t number : {0x950412deU, 0U, size, 28U, 28 + 8 * size, 0U, begin}) add(file, number);
  return file + tables + texts;
}

const std::string file = compiled({{"", "Language: fr\n"},
                                   {"a", "premier"},
                                   {std::string("one {n}\0many {n}", 16), std::string("un {n}\0des {n}", 14)},
                                   {"z", "dernier"}});

}  // namespace

TEST_CASE("a message is found by its English") {
  const Messages messages(file);
  CHECK(messages.size() == 4);
  CHECK(messages.find("a", 0) == "premier");
  CHECK(messages.find("z", 0) == "dernier");
  CHECK_FALSE(messages.find("b", 0));
  CHECK_FALSE(messages.find("zz", 0));
  CHECK_FALSE(messages.find("one", 0));
}

TEST_CASE("a counted message has a form for each count and the last for all beyond") {
  const Messages messages(file);
  CHECK(messages.find("one {n}", 0) == "un {n}");
  CHECK(messages.find("one {n}", 1) == "des {n}");
  CHECK(messages.find("one {n}", 5) == "des {n}");
  CHECK(messages.find("a", 3) == "premier");
}

TEST_CASE("nothing is found in what is no catalogue or was cut") {
  CHECK_FALSE(Messages("").find("a", 0));
  CHECK_FALSE(Messages("msgid \"a\"\nmsgstr \"premier\"\n").find("a", 0));
  for (std::size_t size = 0; size < file.size(); ++size) {
    CAPTURE(size);
    const auto found = Messages(std::string_view(file).substr(0, size)).find("z", 0);
    CHECK((!found || std::string_view("dernier").starts_with(*found)));
  }
}

}  // namespace siyana
