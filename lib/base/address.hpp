// Mail addresses: RFC 5321 4.1.2 (Mailbox) with the UTF-8 of RFC 6531.
#pragma once

#include <string_view>

namespace siyana {

/// True for `local@domain`: the local part dotted or quoted, the domain a name or a literal such as [192.0.2.1].
/// Nothing that could end a header line, hide, or stand for a second address.
bool is_address(std::string_view text);

}  // namespace siyana
