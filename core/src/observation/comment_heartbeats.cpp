#include "observation/comment_heartbeats.h"

#include <utility>

namespace tidings {

std::uint64_t CommentHeartbeats::feed(std::string_view bytes) {
  for (const char c : bytes) {
    const bool completes_crlf = std::exchange(after_carriage_return_, c == '\r') && c == '\n';
    if (completes_crlf) {
      continue;
    }
    if (c == '\n' || c == '\r') {
      end_line();
    } else if (std::exchange(line_empty_, false)) {
      line_is_comment_ = c == ':';
    }
  }
  return std::exchange(complete_, 0);
}

bool CommentHeartbeats::pause() {
  return line_empty_ && std::exchange(pending_, false);
}

void CommentHeartbeats::end_line() {
  if (std::exchange(line_empty_, true)) {
    complete_ += std::exchange(pending_, false) ? 1 : 0;
    block_has_field_ = false;
  } else if (line_is_comment_) {
    pending_ = !block_has_field_;
  } else {
    block_has_field_ = true;
    pending_ = false;
  }
}

}  // namespace tidings
