// The headings by which a sort of file is known to name its fields, in English, French and Arabic.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace siyana::exchange {

struct KnownField {
  std::string_view name;
  std::string_view spellings;  // headings, divided by |
};

class Vocabulary {
 public:
  /// The fields must outlive it. Of two that have one spelling the first is meant.
  explicit Vocabulary(std::span<const KnownField> fields);

  std::span<const KnownField> fields() const { return fields_; }
  /// The field of which a heading is one of the spellings, but for case, accents, punctuation, small words and (an
  /// addition); empty where there is none.
  std::string_view spelled(std::string_view heading) const;
  /// The field to which a heading is nearest, if near enough to be a slip of the hand; empty where two are as near.
  std::string_view near(std::string_view heading) const;

 private:
  void learn(std::string_view spelling, std::string_view field);

  std::span<const KnownField> fields_;
  std::unordered_map<std::string, std::string_view> field_of_key_;
};

/// What two headings have in common where they say the same.
std::string heading_key(std::string_view heading);

/// True for `Quantité`, `Qty`, `العدد`: how many devices a row stands for, where siyana wants a row for each.
bool is_quantity(std::string_view heading);

/// The fields of a device and of its plan; of past work; of plans.
const Vocabulary& device_vocabulary();
const Vocabulary& log_vocabulary();
const Vocabulary& plan_vocabulary();

}  // namespace siyana::exchange
