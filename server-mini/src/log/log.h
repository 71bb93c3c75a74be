#pragma once

#include <chrono>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "options/options.h"

namespace tidings::server {

/// A named value in a log line.
using LogField = std::pair<std::string_view, std::string>;

/// The server's log: one line an entry, for people (`text`) or machines (`json`). Whoever calls it
/// keeps tokens and the contents of notifications out. Control characters that come from outside
/// are escaped, so that no peer can forge a line.
class Log {
 public:
  /// `write` gets each finished line, its newline included.
  using Write = std::function<void(std::string_view line)>;
  using Clock = std::function<std::chrono::system_clock::time_point()>;
  Log(LogFormat format, LogLevel level, Write write, Clock clock);

  void error(std::string_view message, std::initializer_list<LogField> fields = {});
  void warning(std::string_view message, std::initializer_list<LogField> fields = {});
  void info(std::string_view message, std::initializer_list<LogField> fields = {});
  void debug(std::string_view message, std::initializer_list<LogField> fields = {});

  [[nodiscard]] bool has(LogLevel level) const { return level <= level_; }

 private:
  void add(LogLevel level, std::string_view message, std::initializer_list<LogField> fields);

  LogFormat format_;
  LogLevel level_;
  Write write_;
  Clock clock_;
};

/// `2026-11-22T09:30:00.123Z`.
std::string timestamp(std::chrono::system_clock::time_point time);

}  // namespace tidings::server
