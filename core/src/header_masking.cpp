#include "header_masking.h"

#include <algorithm>
#include <array>

#include "tidings/url.h"

#include "ascii.h"

namespace tidings {

namespace {

constexpr std::string_view kMask = "***";

/// `text` without the word before a credential: `Bearer`, `Basic`.
std::string_view without_scheme(std::string_view text) {
  const std::size_t space = text.find(' ');
  return space == std::string_view::npos ? text : text.substr(space + 1);
}

void mask_all(std::string& line, std::string_view secret) {
  constexpr std::size_t kTelling = 4;  // bytes; less stands in any line by chance
  if (secret.size() < kTelling) {
    return;
  }
  for (std::size_t at = line.find(secret); at != std::string::npos;
       at = line.find(secret, at + kMask.size())) {
    line.replace(at, secret.size(), kMask);
  }
}

}  // namespace

bool is_credential_header(std::string_view name) {
  static constexpr std::array<std::string_view, 6> kTelling{"auth",    "token",  "cookie",
                                                            "api-key", "apikey", "secret"};
  const std::string folded = ascii::lower(name);
  // `WWW-Authenticate` asks for a credential and holds none.
  return !folded.ends_with("authenticate") &&
         std::any_of(kTelling.begin(), kTelling.end(),
                     [&](std::string_view part) { return folded.find(part) != std::string::npos; });
}

std::string masked_header_line(std::string_view line, std::span<const HttpHeader> sent) {
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos &&
      is_credential_header(ascii::trimmed(line.substr(0, colon)))) {
    return std::string(line.substr(0, colon)) + ": " + std::string(kMask);
  }
  // libcurl's own words for how it logs in at a proxy.
  constexpr std::string_view kUser = " with user '";
  if (const std::size_t user = line.find(kUser); user != std::string_view::npos) {
    return std::string(line.substr(0, user + kUser.size())) + std::string(kMask) + "'";
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
  for (const HttpHeader& header : sent) {
    if (is_credential_header(header.name)) {
      mask_all(result, without_scheme(header.value));
    }
  }
  return result;
}

}  // namespace tidings
