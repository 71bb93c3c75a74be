#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "tidings/event_loop.h"
#include "tidings/result.h"

namespace tidings::cli {

/// Reads a file, pipe or terminal line by line without ever waiting in a read and without holding
/// more than a line and a piece of the file. The descriptor's flags are left alone.
class LineReader {
 public:
  enum class Status { line, not_yet, end };

  /// No notification is as long; what is longer is skipped.
  static constexpr std::size_t kLongestLine = std::size_t{4} << 20;

  /// `path` `-` is standard input, which is not closed. The error names the path. `ready` is called
  /// from the loop, which must outlive the reader, when it is worth asking again after `not_yet`.
  static Result<LineReader> open(const std::string& path, EventLoop& loop,
                                 std::function<void()> ready);
  ~LineReader();
  LineReader(LineReader&& other) noexcept;
  LineReader& operator=(LineReader&&) = delete;

  /// The next line without its line end (LF or CRLF), the first without a byte order mark; lent
  /// until the next call. An unfinished last line counts. A line that was too long comes as an
  /// empty view with `is_too_long`.
  Status next(std::string_view& line);

  /// Of the line last returned, from 1.
  [[nodiscard]] std::uint64_t line_number() const { return line_number_; }
  [[nodiscard]] bool is_too_long() const { return too_long_; }
  /// Why the file could not be read to its end; empty when it could.
  [[nodiscard]] const std::string& failure() const { return failure_; }
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }
  /// Of a regular file; 0 when unknown.
  [[nodiscard]] std::uint64_t file_size() const { return file_size_; }

 private:
  LineReader(int fd, bool owned, EventLoop& loop, std::function<void()> ready);

  bool take_line(std::string_view& line);
  /// False: nothing to be had for the moment.
  bool fill();
  void wait_until_ready();

  int fd_;
  bool owned_;
  EventLoop* loop_;
  std::function<void()> ready_;
  EventLoop::Handle watch_;
  std::string buffer_;
  std::size_t start_ = 0;    ///< of what has not been handed out
  std::size_t scanned_ = 0;  ///< up to here there is no line end
  bool at_end_ = false;
  bool skipping_ = false;  ///< inside a line that is too long
  bool too_long_ = false;
  std::uint64_t line_number_ = 0;
  std::uint64_t bytes_read_ = 0;
  std::uint64_t file_size_ = 0;
  std::string failure_;
};

}  // namespace tidings::cli
