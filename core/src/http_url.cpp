#include "http_url.h"

#include <algorithm>
#include <cctype>

#include "utf8.h"

namespace tidings {
namespace {

bool starts_with_scheme(std::string_view url, std::string_view scheme) {
  return url.size() > scheme.size() &&
         std::equal(scheme.begin(), scheme.end(), url.begin(), [](char wanted, char c) {
           return wanted == static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
         });
}

bool is_port(std::string_view text) {
  constexpr std::size_t kLongest = 5;
  unsigned number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || text.size() > kLongest) {
      return false;
    }
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  return number <= 65'535;
}

bool has_host(std::string_view after_scheme) {
  auto authority = after_scheme.substr(0, after_scheme.find_first_of("/?#"));
  if (const auto at = authority.rfind('@'); at != std::string_view::npos) {
    authority.remove_prefix(at + 1);
  }
  std::size_t host_end = authority.find(':');
  if (!authority.empty() && authority.front() == '[') {
    const auto bracket = authority.find(']');
    if (bracket == std::string_view::npos || bracket < 3) {
      return false;
    }
    host_end = bracket + 1;
  }
  host_end = std::min(host_end, authority.size());
  const auto rest = authority.substr(host_end);
  return host_end > 0 && (rest.empty() || (rest.front() == ':' && is_port(rest.substr(1))));
}

}  // namespace

bool is_http_url(std::string_view url) {
  for (std::size_t i = 0; i < url.size();) {
    const auto character = decode_utf8(url, i);
    if (!character.valid || is_control(character.code_point) || character.code_point == ' ' ||
        character.code_point == '\\') {
      return false;
    }
    i += character.length;
  }
  if (starts_with_scheme(url, "https://")) {
    return has_host(url.substr(8));
  }
  return starts_with_scheme(url, "http://") && has_host(url.substr(7));
}

}  // namespace tidings
