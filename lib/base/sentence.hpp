// A sentence for a person: the English text is the key, the named parts are filled in where it is shown,
// in the reader's language. Nothing below cmd/ ever puts words together itself.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace siyana {

struct Sentence {
  std::string id;  // English, with {name} where a part goes
  std::vector<std::pair<std::string, std::string>> parts;
  std::string plural;      // English plural; empty where the sentence counts nothing
  std::int64_t count = 0;  // what is counted, also the part {n}
};

using Parts = std::initializer_list<std::pair<std::string_view, std::string>>;

Sentence say(std::string_view id, Parts parts = {});
Sentence say_n(std::int64_t count, std::string_view one, std::string_view many, Parts parts = {});

/// `pattern` with each {name} replaced by its part; a name without a part stays as it is.
std::string fill(std::string_view pattern, const Sentence& sentence);

/// The sentence in English.
std::string english(const Sentence& sentence);

}  // namespace siyana
