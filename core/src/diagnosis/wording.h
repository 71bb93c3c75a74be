#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "tidings/clock.h"
#include "tidings/http_transport.h"

/// How the checks put things.
namespace tidings {

/// `12ms`, `0.4ms`.
std::string brief_time(std::chrono::microseconds time);
/// `1 event`, `3 events`.
std::string counted(std::uint64_t number, std::string_view noun);
/// `2026-11-26`.
std::string day_of(WallTime time);
/// What names itself in an answer: `nginx/1.22.1`, with `Via` where there is one; empty for none.
std::string answered_by(const HttpResponseHead& head);
/// The URL's host without its port and brackets.
std::string host_of(std::string_view url);

}  // namespace tidings
