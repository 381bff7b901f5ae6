// Which names of a list are alike, found without comparing each with each: names meet where they share a key, and words
// that differ by a slip of the hand meet where they share what is left when a letter or two are taken out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace siyana::device {

/// Why two names are alike, the surest first.
enum class Likeness : std::uint8_t { spelling, order, meaning, letters };
std::string_view name_of(Likeness likeness);

struct Spelling {
  std::size_t thing = 0;  // a thing may have several spellings
  std::string within;     // only names within the same are compared: the maker of a model
  std::string key;        // folded
  std::string meaning;    // its meaning_key
};

struct Alike {
  std::size_t one = 0, other = 0;  // things, the lower first
  Likeness why = Likeness::spelling;
};

/// Pairs of different things with a spelling alike, each once, by `one` and `other`. Where many things share a key each
/// is paired with the lowest of them only. Slips are sought in words of up to 24 letters.
std::vector<Alike> alike(std::span<const Spelling> spellings);

}  // namespace siyana::device
