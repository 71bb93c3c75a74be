#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/request_head.h"

namespace tidings::server {

/// Collects a request's body from pieces of any size, by length or in chunks (RFC 9112, sections 6
/// and 7), never more than a limit. Chunk extensions and trailers are read over, and bounded. Pure.
class BodyReader {
 public:
  /// A body longer than `limit` bytes is answered 413.
  BodyReader(const BodyFraming& framing, std::uint64_t limit);

  /// Takes what belongs to the body off the front of `bytes`; what is left is the next request's.
  /// An error ends the connection.
  std::optional<BadRequest> feed(std::string_view& bytes);

  [[nodiscard]] bool complete() const { return state_ == State::complete; }
  /// REQUIRES: complete(). Can be taken once.
  [[nodiscard]] std::string take() { return std::move(body_); }

 private:
  enum class State { content, chunk_size, chunk_data, chunk_end, trailer, complete };

  [[nodiscard]] bool fits(std::uint64_t more) const;
  void take_content(std::string_view& bytes, State next);
  std::optional<BadRequest> take_line(std::string_view& bytes);
  std::optional<BadRequest> read_line(std::string_view line);
  std::optional<BadRequest> read_chunk_size(std::string_view line);

  std::uint64_t limit_;
  State state_ = State::content;
  std::uint64_t remaining_ = 0;  ///< of the content or of the chunk
  std::string line_;             ///< an unfinished line between chunks
  std::size_t trailer_size_ = 0;
  std::string body_;
};

}  // namespace tidings::server
