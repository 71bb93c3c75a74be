#include "header_masking.h"

#include <algorithm>
#include <array>

#include "tidings/url.h"

#include "ascii.h"

namespace tidings {

bool is_credential_header(std::string_view name) {
  static constexpr std::array<std::string_view, 8> kNames{
      "authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "api-key",
      "x-auth-token",  "x-amz-security-token"};
  return std::any_of(kNames.begin(), kNames.end(), [name](std::string_view known) {
    return ascii::equal_ignoring_case(name, known);
  });
}

std::string masked_header_line(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos &&
      is_credential_header(ascii::trimmed(line.substr(0, colon)))) {
    return std::string(line.substr(0, colon)) + ": ***";
  }
  // Only a part that holds a URL or a path with a query can carry a secret of this kind.
  std::string result;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string_view word = line.substr(0, end);
    result +=
        word.find_first_of("?@") == std::string_view::npos ? std::string(word) : masked_url(word);
    if (end < line.size()) {
      result += ' ';
    }
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return result;
}

}  // namespace tidings
