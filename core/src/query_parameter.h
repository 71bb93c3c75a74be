#pragma once

#include <string>
#include <string_view>

namespace tidings {

/// The URL with this query parameter, in place of any of that name. The value is percent-encoded.
std::string with_query_parameter(std::string_view url, std::string_view name,
                                 std::string_view value);

}  // namespace tidings
