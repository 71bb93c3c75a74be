#pragma once

#include <cstddef>
#include <string_view>

namespace tidings::test {

/// Whether `text` is JSON, at most `max_depth` deep: the grammar of RFC 8259 written down as it
/// stands there, with nothing but clarity in mind. UTF-8 as in RFC 3629.
bool is_json_by_the_book(std::string_view text, std::size_t max_depth);

}  // namespace tidings::test
