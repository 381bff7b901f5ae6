// Text that came from a user or a file, made safe for where it is shown.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace siyana::render {

/// For a terminal or a one-line message: control characters (C0, C1, DEL, ESC, line breaks), bidi overrides and
/// isolates, and invalid UTF-8 become visible escapes like \x1b or \u202e. A backslash stays as it is: this is for
/// eyes, not to be read back.
std::string visible(std::string_view text);
/// Appends the same to `out`.
void append_visible(std::string& out, std::string_view text);
/// True where visible() would change nothing.
bool is_plain(std::string_view text);
/// The rule itself, for a valid code point.
bool can_mislead(std::int32_t code_point);

}  // namespace siyana::render
