// The translations of one compiled catalogue (GNU gettext's .mo form), searched where they lie.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace siyana {

class Messages {
 public:
  /// `compiled` outlives it. Nothing is found in what is no .mo file of this machine's byte order.
  explicit Messages(std::string_view compiled);

  std::size_t size() const { return count_; }
  /// The form of a message by its English text (the singular one); the last form where it has fewer.
  std::optional<std::string_view> find(std::string_view english, std::size_t form) const;

 private:
  std::uint32_t number_at(std::size_t at) const;
  /// The text of row `row` of the table at `table`, with what follows its NULs.
  std::string_view text(std::size_t table, std::size_t row) const;

  std::string_view compiled_;
  std::size_t count_ = 0, originals_ = 0, translations_ = 0;
};

}  // namespace siyana
