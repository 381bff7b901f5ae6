// What is said of a name in the lists that a device refers to: whole sentences for each list, since gender and order
// differ between languages.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace siyana::device {

struct NameSentences {
  std::string_view noun;  // type, maker, model, department
  std::string_view made, bad, nearly, too_long, unknown, merged;
};

inline constexpr std::array<NameSentences, 4> name_sentences{
    NameSentences{"type", "new type: {name}", "{name} cannot be the name of a type",
                  "the type {name} is nearly {known}: use that name, or say --new if it is another",
                  "the type {name}… is longer than {most} bytes", "no type {name} (see siyana type list)",
                  "type {name} is {into} already"},
    NameSentences{"maker", "new maker: {name}", "{name} cannot be the name of a maker",
                  "the maker {name} is nearly {known}: use that name, or say --new if it is another",
                  "the maker {name}… is longer than {most} bytes", "no maker {name} (see siyana maker list)",
                  "maker {name} is {into} already"},
    NameSentences{"model", "new model: {name}", "{name} cannot be the name of a model",
                  "the model {name} is nearly {known}: use that name, or say --new if it is another",
                  "the model {name}… is longer than {most} bytes", "no model {name} (see siyana model list)",
                  "model {name} is {into} already"},
    NameSentences{"department", "new department: {name}", "{name} cannot be the name of a department",
                  "the department {name} is nearly {known}: use that name, or say --new if it is another",
                  "the department {name}… is longer than {most} bytes",
                  "no department {name} (see siyana department list)", "department {name} is {into} already"}};

constexpr const NameSentences& sentences_of(std::string_view noun) {
  return *std::ranges::find(name_sentences, noun, &NameSentences::noun);
}

}  // namespace siyana::device
