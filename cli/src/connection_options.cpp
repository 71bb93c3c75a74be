#include "connection_options.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <set>
#include <utility>

#include <unistd.h>

#include "tidings/url.h"

#include "option_values.h"
#include "safe_text.h"

namespace tidings::cli {
namespace {

constexpr std::array kAuthenticationFlags{
    OptionSpec{0, "token-file", "FILE", "Bearer token from a file; read again when it is refused"},
    OptionSpec{0, "token-command", "CMD", "Bearer token from a command's output (by sh -c)"},
    OptionSpec{0, "token", "TOKEN",
               "Bearer token; others can see it in the process list: TIDINGS_TOKEN hides it"},
    OptionSpec{'H', "header", "'NAME: VALUE'", "extra request header; repeatable"},
};

constexpr std::array kNetworkFlags{
    OptionSpec{0, "connect-timeout", "DUR", "for name look-up, TCP and TLS together (default 10s)"},
    OptionSpec{0, "cacert", "FILE", "trust the certificate authorities in this PEM file"},
    OptionSpec{0, "cert", "FILE", "client certificate (PEM)"},
    OptionSpec{0, "key", "FILE", "the client certificate's key (PEM)"},
    OptionSpec{'k', "insecure", "", "do not check the server's certificate"},
    OptionSpec{0, "proxy", "URL",
               "http, https or socks5 proxy; empty: none, whatever the environment says"},
    OptionSpec{0, "unix-socket", "PATH", "connect to this Unix socket instead of the URL's host"},
    OptionSpec{0, "http2", "", "use HTTP/2"},
    OptionSpec{0, "compressed", "", "ask for a compressed answer"},
};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return out;
}

bool has_line_break_or_nul(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

Result<HttpHeader> header_from(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view name = text.substr(0, colon);
  if (colon == std::string_view::npos || !is_header_name(name)) {
    // Only the first word is shown: what follows may be a credential.
    return bad_value("header", name.substr(0, name.find(' ')), "is no header: write 'Name: value'");
  }
  std::string_view value = text.substr(colon + 1);
  value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
  value = value.substr(0, value.find_last_not_of(" \t") + 1);
  if (has_line_break_or_nul(value)) {
    return Error{"--header: the value of " + std::string(name) + " has a line break or NUL in it"};
  }
  return HttpHeader{std::string(name), std::string(value)};
}

Result<std::vector<HttpHeader>> headers_from(const std::vector<std::string>& texts) {
  std::vector<HttpHeader> headers;
  for (const std::string& text : texts) {
    auto header = header_from(text);
    if (!header) {
      return header.error();
    }
    headers.push_back(std::move(*header));
  }
  return headers;
}

Result<TokenSource> token_value(std::string_view text, const std::string& where) {
  auto token = token_from_output(text);
  if (!token) {
    return Error{where + ": " + token.error().message};
  }
  return TokenSource(TokenValue{std::move(*token)});
}

Result<TokenSource> token_source(const Arguments& arguments, const Environment& environment,
                                 TokenSource base) {
  constexpr std::array<std::string_view, 3> kFlags{"token-file", "token-command", "token"};
  std::string_view given;
  for (const std::string_view flag : kFlags) {
    if (arguments.has(flag) && !given.empty()) {
      return Error{"--" + std::string(given) + " and --" + std::string(flag) +
                   " exclude each other: give one token"};
    }
    given = arguments.has(flag) ? flag : given;
  }
  if (given.empty()) {
    return environment.token ? token_value(*environment.token, "TIDINGS_TOKEN")
                             : Result<TokenSource>(std::move(base));
  }
  const std::string value = arguments.value(given).value_or(std::string{});
  if (value.empty()) {
    return Error{"--" + std::string(given) + " is empty: it must say where the token comes from"};
  }
  if (given == "token-file") {
    return TokenSource(TokenFile{value});
  }
  if (given == "token-command") {
    return TokenSource(TokenCommand{value});
  }
  return token_value(value, "--token");
}

Given<std::string> readable_file(const Arguments& arguments, std::string_view flag) {
  auto path = arguments.value(flag);
  if (path && ::access(path->c_str(), R_OK) != 0) {
    return Error{"--" + std::string(flag) + ": \"" + safe_line(*path) +
                 "\" cannot be read: " + std::strerror(errno)};
  }
  return path;
}

Given<std::string> socket_value(const Arguments& arguments) {
  auto path = arguments.value("unix-socket");
  if (path && path->empty()) {
    return bad_value("unix-socket", "", "names no socket: write its path, as in /run/shop.sock");
  }
  return path;
}

Given<std::string> proxy_value(const Arguments& arguments) {
  auto proxy = arguments.value("proxy");
  if (proxy) {
    if (const auto usable = check_proxy_url(*proxy); !usable) {
      return Error{"--proxy: " + safe_line(usable.error().message)};
    }
  }
  return proxy;
}

Result<HttpConnectionSettings> connection_settings(const Arguments& arguments,
                                                   HttpConnectionSettings settings) {
  std::optional<Error> error;
  assign(duration_value(arguments, "connect-timeout", Zero::refused), settings.connect_timeout,
         error);
  assign(readable_file(arguments, "cacert"), settings.ca_file, error);
  assign(readable_file(arguments, "cert"), settings.client_certificate, error);
  assign(readable_file(arguments, "key"), settings.client_key, error);
  settings.insecure = settings.insecure || arguments.has("insecure");
  assign(proxy_value(arguments), settings.proxy, error);
  assign(socket_value(arguments), settings.unix_socket, error);
  settings.http2 = settings.http2 || arguments.has("http2");
  settings.compressed = settings.compressed || arguments.has("compressed");
  return error ? Result<HttpConnectionSettings>(*error) : std::move(settings);
}

bool same_name(const HttpHeader& left, const HttpHeader& right) {
  return lower(left.name) == lower(right.name);
}

/// The flags' headers, and those of `base` that they do not replace.
std::vector<HttpHeader> headers_over(std::vector<HttpHeader> base, std::vector<HttpHeader> flags) {
  std::erase_if(base, [&](const HttpHeader& header) {
    return std::any_of(flags.begin(), flags.end(),
                       [&](const HttpHeader& flag) { return same_name(header, flag); });
  });
  base.insert(base.end(), std::make_move_iterator(flags.begin()),
              std::make_move_iterator(flags.end()));
  return base;
}

/// What of these options is a credential, in the user's words, or empty.
std::string credential_in(const ConnectionOptions& options) {
  if (!std::holds_alternative<std::monostate>(options.token)) {
    return "a token";
  }
  for (const HttpHeader& header : options.headers) {
    if (is_credential_header(header.name)) {
      return "the header " + header.name;
    }
  }
  return {};
}

}  // namespace

std::span<const OptionSpec> authentication_flags() {
  return kAuthenticationFlags;
}
std::span<const OptionSpec> network_flags() {
  return kNetworkFlags;
}

Result<ConnectionOptions> connection_options(const Arguments& arguments,
                                             const Environment& environment,
                                             ConnectionOptions base) {
  ConnectionOptions options;
  auto token = token_source(arguments, environment, std::move(base.token));
  if (!token) {
    return token.error();
  }
  auto headers = headers_from(arguments.values("header"));
  if (!headers) {
    return headers.error();
  }
  auto connection = connection_settings(arguments, std::move(base.connection));
  if (!connection) {
    return connection.error();
  }
  options.token = std::move(*token);
  options.token_on_command_line = arguments.has("token");
  options.headers = headers_over(std::move(base.headers), std::move(*headers));
  options.connection = std::move(*connection);
  return options;
}

std::vector<std::string> credential_warnings(const ConnectionOptions& options,
                                             const std::string& url) {
  std::vector<std::string> warnings;
  if (options.token_on_command_line) {
    warnings.emplace_back(
        "--token can be read by others in the process list; use TIDINGS_TOKEN, --token-file or "
        "--token-command");
  }
  const std::string credential = credential_in(options);
  const bool in_the_clear = options.connection.unix_socket.empty() &&
                            origin_of(url).starts_with("http://") && !is_loopback(url);
  if (!credential.empty() && in_the_clear) {
    warnings.push_back(credential + " goes unencrypted to " + origin_of(url) +
                       ": anyone on the way can read it; use https");
  }
  return warnings;
}

Result<void> check_one_origin(const ConnectionOptions& options, std::span<const std::string> urls) {
  const std::string credential = credential_in(options);
  if (credential.empty()) {
    return {};
  }
  std::set<std::string> origins;
  for (const std::string& url : urls) {
    if (std::string origin = origin_of(url); !origin.empty()) {
      origins.insert(std::move(origin));
    }
  }
  if (origins.size() > 1) {
    return Error{credential + " would go to several servers (" + *origins.begin() + " and " +
                 *std::next(origins.begin()) + "): follow one server, or use a profile for each"};
  }
  return {};
}

}  // namespace tidings::cli
