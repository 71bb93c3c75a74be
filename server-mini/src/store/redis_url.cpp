#include "redis_url.h"

#include <charconv>
#include <optional>

namespace tidings::server {
namespace {

constexpr std::uint16_t kRedisPort = 6379;
constexpr std::uint16_t kSentinelPort = 26379;

std::optional<int> parse_number(std::string_view text, int most) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && number >= 0 && number <= most ? std::optional(number) : std::nullopt;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    unsigned byte = 0;
    if (i + 2 >= text.size() ||
        std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ptr !=
            text.data() + i + 3) {
      return std::nullopt;
    }
    decoded += static_cast<char>(byte);
    i += 2;
  }
  return decoded;
}

/// Splits at the first `separator`: what is before it, and what is after it stays in `text`.
std::string_view take_until(std::string_view& text, char separator) {
  const auto end = text.find(separator);
  const auto taken = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return taken;
}

Result<void> read_user_info(std::string_view info, RedisUrl& url) {
  const auto user = percent_decoded(take_until(info, ':'));
  const auto password = percent_decoded(info);
  if (!user || !password) {
    return Error{"the user or password of the store's URL has a bad %-escape"};
  }
  url.user = *user;
  url.password = *password;
  return {};
}

Result<RedisAddress> read_address(std::string_view text, std::uint16_t default_port) {
  RedisAddress address{.host = {}, .port = default_port};
  if (text.starts_with('[')) {
    text.remove_prefix(1);
    address.host = take_until(text, ']');
  } else {
    const auto colon = text.rfind(':');
    address.host = text.substr(0, colon);
    text = colon == std::string_view::npos ? std::string_view() : text.substr(colon);
  }
  if (address.host.empty()) {
    return Error{"the store's URL has an empty host: redis://host:6379/0"};
  }
  if (!text.empty()) {
    const auto port = text.front() == ':' ? parse_number(text.substr(1), 65535) : std::nullopt;
    if (!port || *port == 0) {
      return Error{"the store's URL has a bad port after \"" + address.host +
                   "\": give 1 to 65535"};
    }
    address.port = static_cast<std::uint16_t>(*port);
  }
  return address;
}

Result<void> read_database(std::string_view text, RedisUrl& url) {
  if (text.empty()) {
    return {};
  }
  const auto database = parse_number(text, 1'000'000);
  if (!database) {
    return Error{"\"" + std::string(text) +
                 "\" in the store's URL is no database: give its number, as in /0"};
  }
  url.database = *database;
  return {};
}

Result<void> read_unix(std::string_view rest, RedisUrl& url) {
  url.unix_path = take_until(rest, '?');
  if (url.unix_path.empty() || url.unix_path.front() != '/') {
    return Error{"the store's URL needs the socket's path: redis+unix:///path"};
  }
  if (rest.empty()) {
    return {};
  }
  if (!rest.starts_with("db=")) {
    return Error{"after the path the store's URL may only have ?db=N"};
  }
  return read_database(rest.substr(3), url);
}

Result<void> read_servers(std::string_view rest, bool sentinel, RedisUrl& url) {
  auto hosts = take_until(rest, '/');
  do {
    const auto host = sentinel ? take_until(hosts, ',') : std::exchange(hosts, {});
    auto address = read_address(host, sentinel ? kSentinelPort : kRedisPort);
    if (!address) {
      return address.error();
    }
    url.addresses.push_back(std::move(address).value());
  } while (!hosts.empty());
  if (sentinel) {
    url.master_name = take_until(rest, '/');
    if (url.master_name.empty()) {
      return Error{
          "the store's URL needs the master's name: redis+sentinel://h1:p1,h2:p2/master-name"};
    }
  }
  return read_database(rest, url);
}

}  // namespace

std::string RedisUrl::shown() const {
  const std::string credentials =
      user.empty() && password.empty() ? "" : user + (password.empty() ? "@" : ":***@");
  if (!unix_path.empty()) {
    return "redis+unix://" + credentials + unix_path +
           (database == 0 ? "" : "?db=" + std::to_string(database));
  }
  std::string text = master_name.empty() ? (tls ? "rediss://" : "redis://") : "redis+sentinel://";
  text += credentials;
  for (const auto& [host, port] : addresses) {
    const bool first = host == addresses.front().host && port == addresses.front().port;
    text += first ? "" : ",";
    text += host.find(':') == std::string::npos ? host : '[' + host + ']';
    text += ':' + std::to_string(port);
  }
  text += master_name.empty() ? "" : '/' + master_name;
  return text + '/' + std::to_string(database);
}

Result<RedisUrl> parse_redis_url(std::string_view text) {
  const auto scheme_end = text.find("://");
  const auto scheme = text.substr(0, scheme_end);
  const bool sentinel = scheme == "redis+sentinel";
  const bool unix_socket = scheme == "redis+unix";
  if (scheme_end == std::string_view::npos ||
      (scheme != "redis" && scheme != "rediss" && !sentinel && !unix_socket)) {
    return Error{
        "the store is not known: give memory, redis://[user:pass@]host:port/db, rediss://…, "
        "redis+sentinel://[user:pass@]h1:p1,h2:p2/master-name[/db] or redis+unix:///path"};
  }
  RedisUrl url;
  url.tls = scheme == "rediss";
  auto rest = text.substr(scheme_end + 3);
  // A password may hold an @ that was not escaped; a host may not.
  const auto at = rest.substr(0, rest.find('/')).rfind('@');
  if (at != std::string_view::npos) {
    if (auto read = read_user_info(rest.substr(0, at), url); !read) {
      return read.error();
    }
    rest.remove_prefix(at + 1);
  }
  const auto read = unix_socket ? read_unix(rest, url) : read_servers(rest, sentinel, url);
  if (!read) {
    return read.error();
  }
  return url;
}

}  // namespace tidings::server
