#include "log/log.h"

#include <array>
#include <cstdio>
#include <ctime>

#include "tidings/json_text.h"

namespace tidings::server {
namespace {

std::string_view name_of(LogLevel level) {
  switch (level) {
    case LogLevel::error:
      return "error";
    case LogLevel::warning:
      return "warning";
    case LogLevel::info:
      return "info";
    case LogLevel::debug:
      return "debug";
  }
  return {};
}

bool is_plain(std::string_view text) {
  return !text.empty() && text.find_first_of(" \"\\=") == std::string_view::npos;
}

/// The message as it is, quoted only when it holds what could pass for something else.
std::string shown(std::string_view text) {
  std::string quoted = json::quote(text);
  const bool unchanged = quoted.size() == text.size() + 2;
  return unchanged ? std::string(text) : quoted;
}

std::string text_line(std::string_view level, std::string_view time, std::string_view message,
                      std::initializer_list<LogField> fields) {
  std::string line;
  line.append(time).append(" ").append(level).append(" ").append(shown(message));
  for (const auto& [name, value] : fields) {
    line.append(" ").append(name).append("=");
    line += is_plain(value) ? shown(value) : json::quote(value);
  }
  return line += '\n';
}

std::string json_line(std::string_view level, std::string_view time, std::string_view message,
                      std::initializer_list<LogField> fields) {
  std::string line = R"({"time":)" + json::quote(time) + R"(,"level":)" + json::quote(level) +
                     R"(,"message":)" + json::quote(message);
  for (const auto& [name, value] : fields)
    line += ',' + json::quote(name) + ':' + json::quote(value);
  return line += "}\n";
}

}  // namespace

std::string timestamp(std::chrono::system_clock::time_point time) {
  const auto since_epoch = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 80> text{};
  const int size =
      std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ",
                    parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
                    parts.tm_min, parts.tm_sec, static_cast<int>(since_epoch.count() % 1000));
  return {text.data(), static_cast<std::size_t>(size)};
}

Log::Log(LogFormat format, LogLevel level, Write write, Clock clock)
    : format_(format), level_(level), write_(std::move(write)), clock_(std::move(clock)) {}

void Log::add(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) {
  if (!has(level))
    return;
  const auto make = format_ == LogFormat::json ? json_line : text_line;
  write_(make(name_of(level), timestamp(clock_()), message, fields));
}

void Log::error(std::string_view message, std::initializer_list<LogField> fields) {
  add(LogLevel::error, message, fields);
}
void Log::warning(std::string_view message, std::initializer_list<LogField> fields) {
  add(LogLevel::warning, message, fields);
}
void Log::info(std::string_view message, std::initializer_list<LogField> fields) {
  add(LogLevel::info, message, fields);
}
void Log::debug(std::string_view message, std::initializer_list<LogField> fields) {
  add(LogLevel::debug, message, fields);
}

}  // namespace tidings::server
