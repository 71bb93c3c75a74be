#include "tidings/url.h"

#include <algorithm>
#include <array>
#include <optional>

#include "ascii.h"

namespace tidings {
namespace {

/// The parts of `scheme://authority/rest` as they stand in the text (RFC 3986, 3).
struct Parts {
  std::string_view scheme;
  std::string_view user_info;
  std::string_view host;  ///< an IPv6 address with its brackets
  std::string_view port;
  std::size_t authority_begin = 0;
  std::size_t host_begin = 0;
  bool has_user_info = false;
  bool has_backslash = false;  ///< it ends the authority as some parsers see it, not as others do
};

std::optional<Parts> split(std::string_view url) {
  const std::size_t colon = url.find("://");
  if (colon == std::string_view::npos || colon == 0) {
    return std::nullopt;
  }
  Parts parts;
  parts.scheme = url.substr(0, colon);
  parts.authority_begin = colon + 3;
  const std::string_view after = url.substr(parts.authority_begin);
  const std::size_t end = std::min(after.find_first_of("/?#\\"), after.size());
  std::string_view authority = after.substr(0, end);
  parts.has_backslash = end < after.size() && after[end] == '\\';
  parts.host_begin = parts.authority_begin;
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    parts.has_user_info = true;
    parts.user_info = authority.substr(0, at);
    parts.host_begin += at + 1;
    authority.remove_prefix(at + 1);
  }
  const std::size_t bracket = authority.rfind(']');
  const std::size_t port = authority.rfind(':');
  if (port != std::string_view::npos && (bracket == std::string_view::npos || port > bracket)) {
    parts.port = authority.substr(port + 1);
    authority = authority.substr(0, port);
  }
  parts.host = authority;
  return parts;
}

bool is_http(std::string_view scheme) {
  return ascii::equal_ignoring_case(scheme, "http") || ascii::equal_ignoring_case(scheme, "https");
}

bool is_port(std::string_view port) {
  if (port.empty()) {
    return true;
  }
  if (!std::all_of(port.begin(), port.end(), ascii::is_digit)) {
    return false;
  }
  std::uint32_t number = 0;
  for (const char c : port) {
    number = std::min(number * 10 + static_cast<std::uint32_t>(c - '0'), std::uint32_t{100000});
  }
  return number >= 1 && number <= 65535;
}

std::string_view without_leading_zeros(std::string_view port) {
  const std::size_t first = port.find_first_not_of('0');
  return first == std::string_view::npos ? port : port.substr(first);
}

/// `host:port…` and `host/…` without a scheme: what people paste.
bool looks_like_host(std::string_view url) {
  const std::string_view authority = url.substr(0, url.find_first_of("/?#"));
  const std::size_t colon = authority.rfind(':');
  const std::string_view host = authority.substr(0, colon);
  if (host.empty() || host.find(':') != std::string_view::npos) {
    return false;
  }
  const bool has_port = colon != std::string_view::npos && colon + 1 < authority.size() &&
                        is_port(authority.substr(colon + 1));
  return has_port || (colon == std::string_view::npos &&
                      (host == "localhost" || host.find('.') != std::string_view::npos));
}

bool is_secret_parameter(std::string_view name) {
  static constexpr std::array<std::string_view, 4> kNames{"token", "access_token", "authorization",
                                                          "key"};
  return std::any_of(kNames.begin(), kNames.end(), [name](std::string_view secret) {
    return ascii::equal_ignoring_case(name, secret);
  });
}

void append_masked_parameters(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("&;?#"), text.size());
    const std::string_view pair = text.substr(0, end);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && equals + 1 < pair.size() &&
        is_secret_parameter(percent_decoded(pair.substr(0, equals)))) {
      out.append(pair.substr(0, equals + 1)).append("***");
    } else {
      out.append(pair);
    }
    if (end < text.size()) {
      out += text[end];
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

bool has_space_or_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; });
}

/// A name or an address; only an IPv6 address, in its brackets, has colons.
bool is_host(std::string_view host) {
  return !host.empty() && (host.front() == '[' || host.find(':') == std::string_view::npos);
}

int hex_digit(char c) {
  if (ascii::is_digit(c)) {
    return c - '0';
  }
  const char letter = ascii::lower(c);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

}  // namespace

std::string percent_decoded(std::string_view text) {
  std::string result;
  for (std::size_t index = 0; index < text.size(); ++index) {
    if (text[index] == '%' && index + 2 < text.size() && hex_digit(text[index + 1]) >= 0 &&
        hex_digit(text[index + 2]) >= 0) {
      result += static_cast<char>(hex_digit(text[index + 1]) * 16 + hex_digit(text[index + 2]));
      index += 2;
    } else {
      result += text[index];
    }
  }
  return result;
}

Result<void> check_http_url(std::string_view url) {
  const std::string shown = "`" + masked_url(url) + "`";
  if (url.empty()) {
    return Error{"the URL is empty: give one like http://127.0.0.1:8080/v1/stream"};
  }
  if (has_space_or_control(url)) {
    return Error{"bad URL " + shown + ": spaces and control characters must be percent-encoded"};
  }
  const std::optional<Parts> parts = split(url);
  if (!parts) {
    return Error{"bad URL " + shown + ": it must begin with http:// or https://" +
                 (looks_like_host(url) ? "; did you mean `http://" + masked_url(url) + "`?" : "")};
  }
  if (!is_http(parts->scheme)) {
    return Error{"unsupported scheme in " + shown + ": only http and https can be followed"};
  }
  // Parsers disagree on which host this is: what one holds for the user info is another's server.
  if (parts->has_backslash) {
    return Error{"bad URL " + shown + ": a backslash stands where only / may end the host"};
  }
  if (parts->host.empty()) {
    return Error{"bad URL " + shown + ": it names no host"};
  }
  if (!is_port(parts->port)) {
    return Error{"bad URL " + shown + ": the port must be a number from 1 to 65535"};
  }
  return {};
}

Result<void> check_proxy_url(std::string_view url) {
  static constexpr std::array<std::string_view, 6> kSchemes{"http",    "https",  "socks4",
                                                            "socks4a", "socks5", "socks5h"};
  if (url.empty()) {
    return {};
  }
  // `host:port` is short for an HTTP proxy.
  const bool is_short = url.find("://") == std::string_view::npos;
  const std::string full = (is_short ? "http://" : "") + std::string(url);
  const std::optional<Parts> parts = split(full);
  const auto is_scheme = [&](std::string_view scheme) {
    return ascii::equal_ignoring_case(parts->scheme, scheme);
  };
  if (parts && std::any_of(kSchemes.begin(), kSchemes.end(), is_scheme) && is_host(parts->host) &&
      is_port(parts->port) && !has_space_or_control(url)) {
    return {};
  }
  return Error{"\"" + masked_url(full).substr(is_short ? std::string_view("http://").size() : 0) +
               "\" is no proxy: write its URL, as in http://proxy.example:3128 or "
               "socks5h://127.0.0.1:1080"};
}

std::string origin_of(std::string_view url) {
  const std::optional<Parts> parts = split(url);
  if (!parts || !is_http(parts->scheme) || parts->host.empty() || parts->has_backslash) {
    return {};
  }
  const std::string scheme = ascii::lower(parts->scheme);
  std::string port(without_leading_zeros(parts->port));
  if (port.empty()) {
    port = scheme == "https" ? "443" : "80";
  }
  return scheme + "://" + ascii::lower(parts->host) + ":" + port;
}

bool is_loopback(std::string_view url) {
  const std::optional<Parts> parts = split(url);
  if (!parts) {
    return false;
  }
  const std::string host = ascii::lower(parts->host);
  if (host == "localhost" || host.ends_with(".localhost") || host == "[::1]") {
    return true;
  }
  return host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos;
}

namespace {

/// What may hold user info in a text that should have been a URL: `u:p@host/`, `//u:p@host/`,
/// `http:/u:p@host/`, `http:///u:p@host/`. It begins where the text does.
std::string_view misplaced_authority(std::string_view text, const std::optional<Parts>& parts) {
  if (parts && !parts->host.empty()) {
    return {};
  }
  std::size_t begin = std::min(text.find("//"), text.find(":/"));
  begin = begin > text.find_first_of("?#") ? std::string_view::npos : begin;
  begin = begin == std::string_view::npos ? 0 : text.find_first_not_of(":/", begin);
  return begin == std::string_view::npos ? text
                                         : text.substr(0, text.find_first_of("/?#\\", begin));
}

}  // namespace

std::string masked_url(std::string_view url) {
  std::string result;
  std::string_view rest = url;
  if (const std::optional<Parts> parts = split(url); parts && parts->has_user_info) {
    result.append(url.substr(0, parts->authority_begin)).append("***@");
    rest = url.substr(parts->host_begin);
  } else if (const std::string_view authority = misplaced_authority(url, parts);
             !authority.empty()) {
    // It is no URL, but its secrets are no less secret.
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
      result.append("***@");
      rest = url.substr(at + 1);
    }
  }
  const std::size_t query = std::min(rest.find_first_of("?#"), rest.size());
  result.append(rest.substr(0, query));
  if (query < rest.size()) {
    result += rest[query];
    append_masked_parameters(result, rest.substr(query + 1));
  }
  return result;
}

UrlCredentials split_user_info(std::string_view url) {
  const std::optional<Parts> parts = split(url);
  if (!parts || !parts->has_user_info) {
    return {{}, std::string(url)};
  }
  std::string bare(url.substr(0, parts->authority_begin));
  bare.append(url.substr(parts->host_begin));
  return {percent_decoded(parts->user_info), std::move(bare)};
}

}  // namespace tidings
