#pragma once

#include <cstdint>
#include <string_view>

namespace tidings {

/// Counts comments that are no part of an event: the usual heartbeat, which the parser passes over
/// as the standard demands. Lines of comment in a row count once.
class CommentHeartbeats {
 public:
  /// How many such comments are complete with these bytes, the next of the stream.
  std::uint64_t feed(std::string_view bytes);
  /// The stream has paused: whether that makes a comment complete. Some servers send no blank line
  /// after theirs.
  bool pause();

 private:
  void end_line();

  std::uint64_t complete_ = 0;
  bool line_empty_ = true;
  bool line_is_comment_ = false;
  bool after_carriage_return_ = false;
  bool pending_ = false;  ///< the block so far is a comment
  bool block_has_field_ = false;
};

}  // namespace tidings
