// A sentence for a person: the English text is the key, the named parts are filled in where it is shown,
// in the reader's language. Nothing below cmd/ ever puts words together itself.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/instant.hpp"
#include "base/interval.hpp"

namespace siyana {

/// One of siyana's own words (a state, a kind), said in the reader's language. `context` tells apart words that
/// English has one of: a device in new condition, a new row.
struct Term {
  std::string word;
  std::string context = {};
};

/// What stands for a name in a sentence. A date is not text: languages write it differently.
using Part = std::variant<std::string, Date, Instant, Interval, Term, std::int64_t>;

struct Sentence {
  std::string id;  // English, with {name} where a part goes
  std::vector<std::pair<std::string, Part>> parts;
  std::string plural;      // English plural; empty where the sentence counts nothing
  std::int64_t count = 0;  // what is counted, also the part {n}
};

using Parts = std::initializer_list<std::pair<std::string_view, Part>>;

Sentence say(std::string_view id, Parts parts = {});
Sentence say_n(std::int64_t count, std::string_view one, std::string_view many, Parts parts = {});

/// How a language writes a part.
using WritePart = std::function<std::string(const Part&)>;

/// A part in English and for machines: ISO dates, RFC 3339, `6m`.
std::string plain_part(const Part& part);

/// `pattern` with each {name} replaced by its part; a name without a part stays as it is.
std::string fill(std::string_view pattern, const Sentence& sentence, const WritePart& write = plain_part);

/// The English form that goes with the sentence's count.
std::string_view english_pattern(const Sentence& sentence);
/// The sentence in English.
std::string english(const Sentence& sentence);

}  // namespace siyana
