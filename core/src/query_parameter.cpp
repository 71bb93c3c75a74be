#include "query_parameter.h"

#include <algorithm>
#include <cstddef>

#include "ascii.h"

namespace tidings {
namespace {

bool is_unreserved(char c) {
  const char letter = ascii::lower(c);
  return (letter >= 'a' && letter <= 'z') || ascii::is_digit(c) || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

void append_encoded(std::string& out, std::string_view value) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_unreserved(c)) {
      out += c;
    } else {
      out += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    }
  }
}

/// The parameters but those of this name, each with its `&`.
std::string parameters_without(std::string_view query, std::string_view name) {
  std::string kept;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    if (parameter.substr(0, parameter.find('=')) != name) {
      kept.append(parameter).append(1, '&');
    }
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return kept;
}

}  // namespace

std::string with_query_parameter(std::string_view url, std::string_view name,
                                 std::string_view value) {
  const std::string_view whole = url.substr(0, url.find('#'));
  const std::size_t mark = std::min(whole.find('?'), whole.size());
  std::string out(whole.substr(0, mark));
  out += '?';
  out += parameters_without(whole.substr(std::min(mark + 1, whole.size())), name);
  out.append(name).append(1, '=');
  append_encoded(out, value);
  return out;
}

}  // namespace tidings
