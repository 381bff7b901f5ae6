// What a name means whatever its language, spelling and order of words: by the small dictionary
// schemas/words/trade.txt.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace siyana::device {

class TradeWords {
 public:
  enum class Of { things, makers };  // makers also drop legal forms
  explicit TradeWords(std::string_view dictionary);
  /// The dictionary that the program carries.
  static const TradeWords& known();

  /// The words of a name, each once and sorted: dropped words gone, endings cut, what the dictionary knows as one thing
  /// said in one way. Never empty for a name that has a letter.
  std::vector<std::string> meaning(std::string_view name, Of of = Of::things) const;

 private:
  std::vector<std::string> stems(std::string_view name, Of of) const;
  void drop(std::string_view names, std::unordered_set<std::string>& from);
  void one_thing(std::string_view names);

  std::unordered_set<std::string> dropped_, dropped_of_makers_;
  std::unordered_map<std::string, std::string> said_as_;  // stems with a blank between -> the first name of the line
  std::size_t longest_ = 1;                               // words of a name in the dictionary
};

/// The same words as one text, by which names are compared.
std::string meaning_key(const std::vector<std::string>& meaning);

}  // namespace siyana::device
