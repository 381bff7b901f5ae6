#include "device/alike.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <unordered_map>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "device/lists.hpp"

namespace siyana::device {
namespace {

constexpr std::size_t shortest_slip = 5;  // bytes of a word, as nearly_same has it
constexpr std::size_t two_slips_from = 9;
constexpr std::size_t longest_word = 24;
constexpr std::size_t most_readings = 256;  // of one name, with its words' slips put in

std::string within(const Spelling& spelling, std::string_view text) {
  return spelling.within + "\x1f" + std::string(text);
}

std::string squeezed(std::string_view key) {
  std::string text(key);
  std::erase(text, ' ');
  return text;
}

std::string in_order(std::string_view key) {
  auto all = words(key);
  std::sort(all.begin(), all.end());
  std::string text;
  for (const auto& word : all) text += word + " ";
  return text;
}

std::u32string code_points(std::string_view text) {
  std::u32string points;
  while (!text.empty()) {
    const auto character = first_character(text);
    points += static_cast<char32_t>(character.code);
    text.remove_prefix(character.length);
  }
  return points;
}

/// A text with some letters taken out, as a number; whose text it is.
struct Remnant {
  std::size_t hash = 0;
  std::uint32_t of = 0;
};

/// The remnants of all texts, and which texts share one.
class Remnants {
 public:
  void add(std::uint32_t of, const std::u32string& text, std::size_t salt, std::size_t most) {
    all_.push_back({hashed(text, salt), of});
    take_out(of, text, salt, 0, most);
  }

  /// Calls f with each two texts that share a remnant, the lower first; two may meet several times.
  template <class F>
  void each_meeting(F&& f) {
    std::sort(all_.begin(), all_.end(),
              [](const Remnant& a, const Remnant& b) { return a.hash != b.hash ? a.hash < b.hash : a.of < b.of; });
    for (std::size_t begin = 0, end = 0; begin < all_.size(); begin = end) {
      while (end < all_.size() && all_[end].hash == all_[begin].hash) ++end;
      for (std::size_t i = begin; i < end; ++i)
        for (std::size_t j = i + 1; j < end; ++j)
          if (all_[i].of != all_[j].of) f(all_[i].of, all_[j].of);
    }
  }

 private:
  static std::size_t hashed(const std::u32string& text, std::size_t salt) {
    return std::hash<std::u32string>()(text) ^ salt;
  }
  void take_out(std::uint32_t of, const std::u32string& text, std::size_t salt, std::size_t from, std::size_t most) {
    if (most == 0) return;
    for (std::size_t i = from; i < text.size(); ++i) {
      if (text[i] >= U'0' && text[i] <= U'9') continue;  // numbers tell models apart
      std::u32string rest = text;
      rest.erase(i, 1);
      all_.push_back({hashed(rest, salt), of});
      take_out(of, rest, salt, i, most - 1);
    }
  }

  std::vector<Remnant> all_;
};

class Search {
 public:
  explicit Search(std::span<const Spelling> spellings) : spellings_(spellings) {}

  std::vector<Alike> run() {
    shared(Likeness::spelling, [](const Spelling& s) { return squeezed(s.key); });
    shared(Likeness::order, [](const Spelling& s) { return in_order(s.key); });
    shared(Likeness::meaning, [](const Spelling& s) { return s.meaning; });
    slips_in_words();
    slips_across_blanks();
    std::vector<Alike> found;
    for (const auto& [pair, why] : found_) found.push_back({pair.first, pair.second, why});
    return found;
  }

 private:
  void found(std::size_t one, std::size_t other, Likeness why) {
    if (one != other) found_.try_emplace(std::minmax(one, other), why);  // the surest was sought first
  }

  /// Each thing with the lowest of those that have the same key.
  template <class F>
  void shared(Likeness why, F&& key_of) {
    std::unordered_map<std::string, std::size_t> lowest;
    for (const bool pairing : {false, true})
      for (const auto& spelling : spellings_) {
        const std::string key = key_of(spelling);
        if (key.empty()) continue;
        auto& thing = lowest.try_emplace(within(spelling, key), spelling.thing).first->second;
        if (pairing)
          found(thing, spelling.thing, why);
        else
          thing = std::min(thing, spelling.thing);
      }
  }

  void slips_in_words() {
    learn_words();
    for (const auto& spelling : spellings_) by_key_.emplace(within(spelling, spelling.key), &spelling);
    for (const auto& spelling : spellings_) {
      std::size_t readings = 0;
      read_otherwise(spelling, words(spelling.key), 0, {}, readings);
    }
  }

  /// The words of all names, each with those that differ from it by a slip.
  void learn_words() {
    std::vector<std::string> vocabulary;
    for (const auto& spelling : spellings_)
      for (auto& word : words(spelling.key))
        if (word.size() >= shortest_slip) vocabulary.push_back(std::move(word));
    std::sort(vocabulary.begin(), vocabulary.end());
    vocabulary.erase(std::unique(vocabulary.begin(), vocabulary.end()), vocabulary.end());
    Remnants remnants;
    for (std::uint32_t i = 0; i < vocabulary.size(); ++i) {
      const auto points = code_points(vocabulary[i]);
      if (points.size() > longest_word) continue;
      remnants.add(i, points, points.front(), vocabulary[i].size() < two_slips_from ? 1 : 2);
    }
    remnants.each_meeting([&](std::uint32_t a, std::uint32_t b) {
      auto& of_a = slips_[vocabulary[a]];
      if (std::find(of_a.begin(), of_a.end(), vocabulary[b]) != of_a.end()) return;
      if (!nearly_same(vocabulary[a], vocabulary[b])) return;
      of_a.push_back(vocabulary[b]);
      slips_[vocabulary[b]].push_back(vocabulary[a]);
    });
  }

  /// The name with its words, from the one at `place` on, as they are or with a slip: is it a name too?
  void read_otherwise(const Spelling& spelling, const std::vector<std::string>& all, std::size_t place,
                      const std::string& before, std::size_t& readings) {
    if (readings > most_readings) return;
    if (place == all.size()) {
      ++readings;
      const auto known = by_key_.find(within(spelling, before));
      if (known != by_key_.end() && nearly_same(spelling.key, known->second->key))
        found(spelling.thing, known->second->thing, Likeness::letters);
      return;
    }
    const std::string start = before.empty() ? before : before + " ";
    read_otherwise(spelling, all, place + 1, start + all[place], readings);
    if (const auto slips = slips_.find(all[place]); slips != slips_.end())
      for (const auto& slip : slips->second) read_otherwise(spelling, all, place + 1, start + slip, readings);
  }

  /// One letter, in a name that has blanks elsewhere too.
  void slips_across_blanks() {
    Remnants remnants;
    for (std::uint32_t i = 0; i < spellings_.size(); ++i)
      remnants.add(i, code_points(squeezed(spellings_[i].key)), std::hash<std::string>()(spellings_[i].within), 1);
    remnants.each_meeting([&](std::uint32_t a, std::uint32_t b) {
      const auto& one = spellings_[a];
      const auto& other = spellings_[b];
      if (one.thing == other.thing || found_.contains(std::minmax(one.thing, other.thing))) return;
      if (one.within == other.within && nearly_same(one.key, other.key))
        found(one.thing, other.thing, Likeness::letters);
    });
  }

  std::span<const Spelling> spellings_;
  std::unordered_map<std::string, const Spelling*> by_key_;
  std::unordered_map<std::string, std::vector<std::string>> slips_;
  std::map<std::pair<std::size_t, std::size_t>, Likeness> found_;
};

}  // namespace

std::string_view name_of(Likeness likeness) {
  constexpr std::string_view names[] = {"spelling", "word order", "meaning", "letters"};
  return names[static_cast<std::size_t>(likeness)];
}

std::vector<Alike> alike(std::span<const Spelling> spellings) { return Search(spellings).run(); }

}  // namespace siyana::device
