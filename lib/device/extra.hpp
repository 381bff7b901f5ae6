// What a hospital's own register says of a device beyond siyana's fields: `Couleur: bleu`, one a line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace siyana::device {

struct ExtraField {
  std::string_view name, value;
};

/// The fields of such a text, valid as long as it is. A line without a colon is a value without a name.
std::vector<ExtraField> extra_fields(std::string_view text);
/// Sets the field of that name, but for case and accents; an empty value removes it. Both become one line.
void set_extra(std::string& text, std::string_view name, std::string_view value);
/// The stored fields, with those that are said in their place or behind them.
std::string extra_over(std::string_view stored, std::string_view said);

}  // namespace siyana::device
