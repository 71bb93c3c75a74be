#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "tidings/notification.h"
#include "tidings/result.h"

#include "options/options.h"

/// One function a kind of value: text from the command line or the configuration file in, value or
/// a sentence with the accepted form out.
namespace tidings::server {

/// Any text but none.
Result<std::string> some_text(const std::string& text);

/// `memory` or a URL of Redis (see `parse_redis_url`).
Result<std::string> store_location(const std::string& text);

Result<SellerId> seller_id(const std::string& text);

/// A duration longer than nothing.
Result<std::chrono::milliseconds> positive_duration(const std::string& text);

/// A whole number of at least `least`.
Result<std::uint64_t> whole_number(const std::string& text, std::uint64_t least);

/// A size of at least `least` bytes.
Result<std::uint64_t> size_of_at_least(const std::string& text, std::uint64_t least);

/// An origin as browsers send it (`https://shop.example`, no path), or `*`.
Result<std::string> cors_origin(const std::string& text);

Result<HeartbeatForm> heartbeat_form(const std::string& text);
Result<LogFormat> log_format(const std::string& text);
Result<LogLevel> log_level(const std::string& text);

/// What must hold between several options, or a sentence that says what does not.
Result<void> check_combination(const ServeOptions& options);

}  // namespace tidings::server
