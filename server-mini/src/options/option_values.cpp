#include "options/option_values.h"

#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include "tidings/duration.h"
#include "tidings/size.h"

#include "store/redis_url.h"

namespace tidings::server {
namespace {

template <class Value, std::size_t N>
Result<Value> one_of(const std::string& text,
                     const std::array<std::pair<std::string_view, Value>, N>& choices) {
  std::string accepted;
  for (const auto& [name, value] : choices) {
    if (text == name)
      return value;
    accepted += (accepted.empty() ? "" : ", ") + std::string(name);
  }
  return Error{"'" + text + "' is not one of " + accepted};
}

/// However the text is formed, what stands before its last @ may be a password.
std::string without_credentials(const std::string& text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string::npos)
    return text;
  const std::size_t scheme = text.find("://");
  return (scheme < at ? text.substr(0, scheme + 3) : std::string()) + "***" + text.substr(at);
}

}  // namespace

Result<std::string> some_text(const std::string& text) {
  if (text.empty())
    return Error{"'' is empty; leave the option out or give it a value"};
  return text;
}

Result<std::string> store_location(const std::string& text) {
  if (text == "memory")
    return text;
  if (const auto url = parse_redis_url(text); !url)
    return Error{"'" + without_credentials(text) + "': " + url.error().message};
  return text;
}

Result<SellerId> seller_id(const std::string& text) {
  auto seller = SellerId::from_text(text);
  if (!seller)
    return Error{"'" + text + "': " + seller.error().message};
  return seller;
}

Result<std::chrono::milliseconds> positive_duration(const std::string& text) {
  auto duration = parse_duration(text);
  if (duration.ok() && *duration == std::chrono::milliseconds::zero())
    return Error{"'" + text + "' is too short; give a duration longer than nothing, as in 30s"};
  return duration;
}

Result<std::uint64_t> whole_number(const std::string& text, std::uint64_t least) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end || number < least)
    return Error{"'" + text + "' is no whole number of at least " + std::to_string(least)};
  return number;
}

Result<std::uint64_t> size_of_at_least(const std::string& text, std::uint64_t least) {
  auto size = parse_size(text);
  if (size.ok() && *size < least)
    return Error{"'" + text + "' is too small; at least " + format_size(least) + " is needed"};
  return size;
}

Result<std::string> cors_origin(const std::string& text) {
  const std::size_t scheme = text.find("://");
  const bool is_origin = scheme != std::string::npos && scheme > 0 && text.size() > scheme + 3 &&
                         text.find_first_of("/?#@ ,", scheme + 3) == std::string::npos;
  if (text != "*" && text != "null" && !is_origin)
    return Error{"'" + text +
                 "' is no origin; give scheme and host, as in https://shop.example, or *"};
  return text;
}

Result<HeartbeatForm> heartbeat_form(const std::string& text) {
  return one_of<HeartbeatForm, 3>(text, {{{"comment", HeartbeatForm::comment},
                                          {"event", HeartbeatForm::event},
                                          {"data", HeartbeatForm::data}}});
}

Result<LogFormat> log_format(const std::string& text) {
  return one_of<LogFormat, 2>(text, {{{"text", LogFormat::text}, {"json", LogFormat::json}}});
}

Result<LogLevel> log_level(const std::string& text) {
  return one_of<LogLevel, 4>(text, {{{"error", LogLevel::error},
                                     {"warning", LogLevel::warning},
                                     {"info", LogLevel::info},
                                     {"debug", LogLevel::debug}}});
}

Result<void> check_combination(const ServeOptions& options) {
  const bool secrets = !options.jwt_secret_files.empty();
  const bool public_keys = !options.jwt_public_keys.empty();
  if (!secrets && !public_keys && !options.dev)
    return Error{
        "the server has no key to check tokens with; give --jwt-secret-file or --jwt-public-key, "
        "or --dev to try it out"};
  if (static_cast<int>(secrets) + static_cast<int>(public_keys) + static_cast<int>(options.dev) > 1)
    return Error{"--jwt-secret-file, --jwt-public-key and --dev exclude one another"};
  if (options.dev && !options.listen.is_loopback())
    return Error{"--dev listens on a loopback address only, not on " + options.listen.text()};
  if (options.tls_cert.has_value() != options.tls_key.has_value())
    return Error{"--tls-cert and --tls-key belong together"};
  if (options.workers > 1 && options.store == "memory")
    return Error{"--workers needs a store that processes can share; give --store redis://…"};
  if (options.store_replicas > 0 && options.store == "memory")
    return Error{"--store-replicas needs a store that has replicas; give --store redis://…"};
  if (options.workers > 1 && options.dev)
    return Error{"--dev runs one process; leave --workers out"};
  return {};
}

}  // namespace tidings::server
