#include "options/listen_address.h"

#include <array>
#include <charconv>

#include <arpa/inet.h>

namespace tidings::server {
namespace {

Error not_an_address(std::string_view text) {
  return Error{"'" + std::string(text) +
               "' is no address to listen on; give ADDR:PORT, as in 127.0.0.1:8080 or [::1]:8080"};
}

bool is_numeric(int family, const std::string& host) {
  std::array<unsigned char, sizeof(in6_addr)> buffer{};
  return inet_pton(family, host.c_str(), buffer.data()) == 1;
}

}  // namespace

bool ListenAddress::is_loopback() const {
  return host.rfind("127.", 0) == 0 || host == "::1";
}

std::string ListenAddress::text() const {
  const bool v6 = host.find(':') != std::string::npos;
  return (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Result<ListenAddress> parse_listen_address(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos)
    return not_an_address(text);
  ListenAddress out;
  std::string_view host = text.substr(0, colon);
  const std::string_view port = text.substr(colon + 1);
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), out.port);
  if (error != std::errc() || end != port.data() + port.size())
    return not_an_address(text);
  const bool bracketed = host.size() >= 2 && host.front() == '[' && host.back() == ']';
  if (bracketed)
    host = host.substr(1, host.size() - 2);
  if (host.empty() || host == "*")
    out.host = "0.0.0.0";
  else if (host == "localhost")
    out.host = "127.0.0.1";
  else
    out.host = host;
  if (!is_numeric(bracketed ? AF_INET6 : AF_INET, out.host))
    return not_an_address(text);
  return out;
}

}  // namespace tidings::server
