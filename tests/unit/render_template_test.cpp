#include "render/template.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

using namespace siyana;
using namespace siyana::render;

namespace {

const Vocabulary known{{"name", "more"}, {{"rows", {"cell"}}}};

std::string filled(std::string_view text) {
  Filling filling;
  filling.fields = {{"name", "n"}, {"more", ""}};
  for (const auto* cell : {"1", "2"}) {
    Filling row;
    row.fields = {{"cell", cell}};
    filling.lists["rows"].push_back(row);
  }
  return Template(text, "t", known).fill(filling);
}

std::string refused(std::string_view text) {
  try {
    Template(text, "t.txt", known);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("fields are filled and lists repeated") {
  CHECK(filled("a {{name}} b") == "a n b");
  CHECK(filled("{{#rows}}<{{cell}}{{ name }}>{{/rows}}.") == "<1n><2n>.");
  CHECK(filled("{{#more}}x{{/more}}{{#name}}y{{/name}}") == "y");
}

TEST_CASE("a line that holds only the mark of a part leaves no line") {
  CHECK(filled("a\n{{#rows}}\n- {{cell}}\n{{/rows}}\nb\n") == "a\n- 1\n- 2\nb\n");
}

TEST_CASE("what is filled in is not read as a template") {
  Filling filling;
  filling.fields = {{"name", "{{more}}"}};
  CHECK(Template("{{name}}", "t", known).fill(filling) == "{{more}}");
}

TEST_CASE("a wrong template is refused with its line") {
  CHECK(refused("a\n{{nobody}}") == "t.txt, line 2: no field nobody is known");
  CHECK(refused("{{cell}}") == "t.txt, line 1: no field cell is known");
  CHECK(refused("{{name") == "t.txt, line 1: a mark is not closed by two braces");
  CHECK(refused("{{#rows}}\n") == "t.txt, line 2: the part rows is not closed");
  CHECK(refused("{{/rows}}") == "t.txt, line 1: rows is closed, and was not opened last");
  CHECK(refused("{{#rows}}{{cell}}{{/rows}}") == "");
}

TEST_CASE("a list within itself is refused, whose rows would be repeated for each of its rows") {
  CHECK(refused("{{#rows}}\n{{#name}}{{#rows}}") == "t.txt, line 2: the list rows is opened within itself");
  CHECK(refused("{{#rows}}{{/rows}}{{#rows}}{{/rows}}") == "");
}
