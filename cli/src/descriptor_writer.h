#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "tidings/event_loop.h"

namespace tidings::cli {

/// Writes to a descriptor that others share (standard output and error) without ever waiting in a
/// write: what a slow reader does not take stays in memory and goes out when the loop says there is
/// room. The descriptor's own flags are left alone, since they belong to everybody who holds it: a
/// pipe or terminal is opened a second time without blocking, a socket is sent to without waiting,
/// and where neither works only as much is written as polling says there is room for.
///
/// On the loop's thread only; must not outlive the loop.
class DescriptorWriter {
 public:
  struct Callbacks {
    /// Much is held back (true), or most of that has gone (false): stop or resume what produces it.
    std::function<void(bool backed_up)> on_backed_up;
    /// Nothing more can be written, for this errno; EPIPE (the reader has closed) is noticed even
    /// while nothing is written. Comes once, also from inside `collect` and `flush`.
    std::function<void(int error)> on_failure;
  };

  DescriptorWriter(EventLoop& loop, int fd, Callbacks callbacks);
  ~DescriptorWriter();
  DescriptorWriter(const DescriptorWriter&) = delete;
  DescriptorWriter& operator=(const DescriptorWriter&) = delete;

  /// Where text is appended that is to be written; `collected` must be called afterwards.
  [[nodiscard]] std::string& buffer() noexcept { return buffer_; }
  /// Writes if a large piece has come together.
  void collected();
  /// Writes as much as the reader takes.
  void flush();

  /// Bytes that have been collected, and bytes that have gone out, since the start.
  [[nodiscard]] std::uint64_t collected_bytes() const noexcept {
    return gone_out_ + buffer_.size() - written_;
  }
  [[nodiscard]] std::uint64_t written_bytes() const noexcept { return gone_out_; }

  /// Nothing is held back (or nothing can be written any more).
  [[nodiscard]] bool is_drained() const noexcept { return failed_ || written_ == buffer_.size(); }
  [[nodiscard]] bool has_failed() const noexcept { return failed_; }

 private:
  enum class Manner { blocking, reopened, socket, polled };

  void open(int fd);
  void watch_reader();
  /// As `write(2)`.
  [[nodiscard]] long write_piece(std::string_view piece) const;
  void wait_for_room(bool needed);
  void fail(int error);
  void report_pressure();
  void tidy();
  void give_memory_back_soon();

  EventLoop& loop_;
  Callbacks callbacks_;
  int fd_;
  Manner manner_ = Manner::blocking;
  int reopened_ = -1;
  EventLoop::Handle watch_;
  EventLoop::Handle give_back_;
  /// How a reader that has gone is noticed while there is nothing to write. A pipe's writing end
  /// never becomes readable: kRead there means just that.
  unsigned interests_at_rest_ = 0;
  std::string buffer_;
  std::uint64_t gone_out_ = 0;
  std::size_t written_ = 0;  ///< bytes at the front of the buffer that have gone out
  bool backed_up_ = false;
  bool failed_ = false;
};

}  // namespace tidings::cli
