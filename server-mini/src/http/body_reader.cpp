#include "http/body_reader.h"

#include <algorithm>
#include <charconv>

namespace tidings::server {
namespace {

constexpr std::size_t kMaxLineSize = 1024;
constexpr std::size_t kMaxTrailerSize = 8192;

BadRequest too_large(std::uint64_t limit) {
  return {413, "the body is larger than " + std::to_string(limit) + " bytes"};
}

}  // namespace

BodyReader::BodyReader(const BodyFraming& framing, std::uint64_t limit) : limit_(limit) {
  if (framing.chunked) {
    state_ = State::chunk_size;
  } else {
    remaining_ = framing.length;
    state_ = remaining_ == 0 ? State::complete : State::content;
  }
}

bool BodyReader::fits(std::uint64_t more) const {
  return more <= limit_ && body_.size() <= limit_ - more;
}

std::optional<BadRequest> BodyReader::feed(std::string_view& bytes) {
  if (state_ == State::content && body_.empty() && !fits(remaining_))
    return too_large(limit_);
  while (!bytes.empty() && state_ != State::complete) {
    if (state_ == State::content) {
      take_content(bytes, State::complete);
    } else if (state_ == State::chunk_data) {
      take_content(bytes, State::chunk_end);
    } else if (auto bad = take_line(bytes)) {
      return bad;
    }
  }
  return std::nullopt;
}

void BodyReader::take_content(std::string_view& bytes, State next) {
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(remaining_, bytes.size()));
  body_.append(bytes.substr(0, size));
  bytes.remove_prefix(size);
  remaining_ -= size;
  if (remaining_ == 0)
    state_ = next;
}

std::optional<BadRequest> BodyReader::take_line(std::string_view& bytes) {
  const std::size_t end = bytes.find('\n');
  const std::size_t size = end == std::string_view::npos ? bytes.size() : end + 1;
  if (line_.size() + size > kMaxLineSize)
    return BadRequest{400, "a line between the chunks of the body is too long"};
  line_.append(bytes.substr(0, size));
  bytes.remove_prefix(size);
  if (end == std::string_view::npos)
    return std::nullopt;
  if (line_.size() < 2 || line_[line_.size() - 2] != '\r')
    return BadRequest{400, "a line between the chunks of the body does not end with CR LF"};
  const std::string line = std::move(line_);
  line_.clear();
  if (line.find('\r') != line.size() - 2)
    return BadRequest{400, "a line between the chunks of the body has a lone CR"};
  return read_line(std::string_view(line).substr(0, line.size() - 2));
}

std::optional<BadRequest> BodyReader::read_line(std::string_view line) {
  switch (state_) {
    case State::chunk_size:
      return read_chunk_size(line);
    case State::chunk_end:
      if (!line.empty())
        return BadRequest{400, "a chunk of the body is longer than it says"};
      state_ = State::chunk_size;
      return std::nullopt;
    case State::trailer:
      trailer_size_ += line.size();
      if (trailer_size_ > kMaxTrailerSize)
        return BadRequest{431, "the trailer is too long"};
      if (line.empty())
        state_ = State::complete;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

std::optional<BadRequest> BodyReader::read_chunk_size(std::string_view line) {
  std::string_view digits = line.substr(0, line.find(';'));
  digits = digits.substr(0, digits.find_last_not_of(" \t") + 1);
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, remaining_, 16);
  if (error != std::errc() || stop != end)
    return BadRequest{400, "the size of a chunk of the body is no hexadecimal number"};
  if (!fits(remaining_))
    return too_large(limit_);
  state_ = remaining_ == 0 ? State::trailer : State::chunk_data;
  return std::nullopt;
}

}  // namespace tidings::server
