#include "load/response_reader.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <strings.h>

namespace tidings::load {
namespace {

constexpr std::size_t kMaxHead = std::size_t{16} << 10;
constexpr std::size_t kMaxSizeLine = 64;

/// The value of a field of the head, or nothing.
std::string_view field(std::string_view head, std::string_view name) {
  for (std::size_t at = head.find("\r\n"); at != std::string_view::npos;
       at = head.find("\r\n", at + 2)) {
    const std::string_view line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
    if (line.size() > name.size() && line[name.size()] == ':' &&
        strncasecmp(line.data(), name.data(), name.size()) == 0) {
      const std::string_view value = line.substr(name.size() + 1);
      return value.substr(std::min(value.find_first_not_of(' '), value.size()));
    }
  }
  return {};
}

}  // namespace

std::string_view ResponseReader::next(std::string_view& input) {
  if (state_ == State::head)
    read_head(input);
  if (state_ != State::body)
    return {};
  if (framing_ == Framing::chunk_end || framing_ == Framing::chunk_size)
    read_chunk_size(input);
  return state_ == State::body ? take_body(input) : std::string_view();
}

void ResponseReader::read_head(std::string_view& input) {
  const std::size_t before = line_.size();
  line_.append(input.substr(0, kMaxHead));
  const std::size_t end = line_.find("\r\n\r\n", before < 3 ? 0 : before - 3);
  if (end == std::string::npos) {
    input = {};
    if (line_.size() >= kMaxHead)
      state_ = State::broken;
    return;
  }
  input.remove_prefix(end + 4 - before);
  line_.resize(end + 2);
  take_head();
  std::string().swap(line_);
}

void ResponseReader::take_head() {
  if (line_.compare(0, 7, "HTTP/1.") != 0 || line_.size() < 12) {
    state_ = State::broken;
    return;
  }
  std::from_chars(line_.data() + 9, line_.data() + 12, status_);
  state_ = State::body;
  if (field(line_, "transfer-encoding") == "chunked") {
    framing_ = Framing::chunk_size;
    return;
  }
  const std::string_view length = field(line_, "content-length");
  if (!length.empty() || status_ == 204) {
    framing_ = Framing::counted;
    std::from_chars(length.data(), length.data() + length.size(), left_);
    if (left_ == 0)
      state_ = State::complete;
  }
}

/// Also over the line end that closes the chunk before.
void ResponseReader::read_chunk_size(std::string_view& input) {
  while (!input.empty()) {
    const char byte = input.front();
    input.remove_prefix(1);
    if (byte != '\n') {
      line_ += byte;
      if (line_.size() > kMaxSizeLine)
        state_ = State::broken;
      if (state_ == State::broken)
        return;
      continue;
    }
    const bool closes_chunk = framing_ == Framing::chunk_end;
    framing_ = Framing::chunk_size;
    if (closes_chunk) {
      line_.clear();
      continue;
    }
    const auto [rest, error] =
        std::from_chars(line_.data(), line_.data() + line_.size(), left_, 16);
    line_.clear();
    if (error != std::errc{})
      state_ = State::broken;
    else if (left_ == 0)
      state_ = State::complete;  // trailers are not looked at: the connection ends
    framing_ = Framing::chunk;
    return;
  }
}

std::string_view ResponseReader::take_body(std::string_view& input) {
  if (framing_ == Framing::chunk_size || framing_ == Framing::chunk_end)
    return {};  // more of the size must come first
  const bool endless = framing_ == Framing::until_close;
  const std::size_t size =
      endless ? input.size()
              : static_cast<std::size_t>(std::min<std::uint64_t>(input.size(), left_));
  const std::string_view body = input.substr(0, size);
  input.remove_prefix(size);
  if (endless)
    return body;
  left_ -= size;
  if (left_ == 0 && framing_ == Framing::counted)
    state_ = State::complete;
  else if (left_ == 0)
    framing_ = Framing::chunk_end;
  return body;
}

}  // namespace tidings::load
