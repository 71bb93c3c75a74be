#include "http/response.h"

#include <array>
#include <cstdio>
#include <ctime>

#include "tidings/json_text.h"

namespace tidings::server {
namespace {

/// `Sun, 22 Nov 2026 02:38:06 GMT`, whatever the locale.
std::string http_date(std::chrono::system_clock::time_point now) {
  static constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed",
                                                    "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 64> text{};
  const int size = std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                                 kDays.at(static_cast<std::size_t>(parts.tm_wday)), parts.tm_mday,
                                 kMonths.at(static_cast<std::size_t>(parts.tm_mon)),
                                 parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
  return {text.data(), static_cast<std::size_t>(size)};
}

void add_field(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Error";
  }
}

std::string response_head(int status, const Fields& fields, const HeadFraming& framing,
                          std::chrono::system_clock::time_point now) {
  std::string out = "HTTP/1.1 " + std::to_string(status) + ' ';
  out.append(reason_phrase(status)).append("\r\n");
  add_field(out, "Date", http_date(now));
  for (const auto& [name, value] : fields)
    add_field(out, name, value);
  if (framing.chunked)
    add_field(out, "Transfer-Encoding", "chunked");
  else if (framing.content_length)
    add_field(out, "Content-Length", std::to_string(*framing.content_length));
  if (!framing.keep_alive)
    add_field(out, "Connection", "close");
  else if (framing.minor_version == 0)
    add_field(out, "Connection", "keep-alive");
  return out += "\r\n";
}

Response json_response(int status, std::string body) {
  return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

std::string problem_json(int status, std::string_view detail) {
  return R"({"title":)" + json::quote(reason_phrase(status)) + R"(,"status":)" +
         std::to_string(status) + R"(,"detail":)" + json::quote(detail) + '}';
}

Response problem(int status, std::string_view detail, Fields fields) {
  fields.emplace_back("Content-Type", "application/problem+json");
  return {status, std::move(fields), problem_json(status, detail)};
}

Response come_back_later(int status, std::string_view detail, std::chrono::seconds after) {
  return problem(status, detail, {{"Retry-After", std::to_string(after.count())}});
}

}  // namespace tidings::server
