#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tidings::load {

/// One HTTP/1.1 response, bytes in pieces of any size: the head, then the body's bytes, chunked,
/// counted or up to the end. Lenient: it measures servers, it does not judge their headers.
class ResponseReader {
 public:
  enum class State : std::uint8_t { head, body, complete, broken };

  /// Takes the next bytes off the front of `input`; gives the body's bytes among them, which may be
  /// none. To be called until `input` is empty or the response complete.
  std::string_view next(std::string_view& input);

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] int status() const { return status_; }  ///< 0 before the head was read

 private:
  enum class Framing : std::uint8_t { until_close, counted, chunk_size, chunk, chunk_end };

  void read_head(std::string_view& input);
  void take_head();
  void read_chunk_size(std::string_view& input);
  std::string_view take_body(std::string_view& input);

  State state_ = State::head;
  Framing framing_ = Framing::until_close;
  int status_ = 0;
  std::uint64_t left_ = 0;  // of a chunk or of a counted body
  std::string line_;        // an unfinished head or chunk size
};

}  // namespace tidings::load
