// What a connection writes: answers and streams.
#include <array>
#include <charconv>
#include <utility>

#include "http/connection.h"
#include "http/peer_time.h"

namespace tidings::server {
namespace {

constexpr std::size_t kMaxChunkPieces = 6;

}  // namespace

void Connection::respond(std::uint32_t exchange, const Response& response) {
  if (awaits(exchange))
    send_response(response, keep_alive_);
}

void Connection::send_response(const Response& response, bool keep_alive) {
  keep_alive_ = keep_alive && !host_.draining();
  HeadFraming framing;
  framing.keep_alive = keep_alive_;
  Fields fields = response.fields;
  if (request_) {
    framing.minor_version = request_->minor_version;
    fields.insert(fields.end(), request_->common_fields.begin(), request_->common_fields.end());
  }
  if (response.status != 204)
    framing.content_length = response.body.size();
  const std::string head = response_head(response.status, fields, framing, host_.wall_clock());
  const bool head_only = request_ && request_->head_only;
  phase_ = Phase::responding;
  request_.reset();
  host_.handler().on_answer(response.status);
  host_.restart_timeout(*this);
  const std::array<std::string_view, 2> pieces{head,
                                               head_only ? std::string_view() : response.body};
  send(pieces);
  if (phase_ == Phase::responding && unsent() == 0)
    after_response();
  else
    update_watch();
}

void Connection::after_response() {
  if (!keep_alive_)
    return linger();
  phase_ = Phase::head;
  taken_ = static_cast<std::uint32_t>(in_.size());
  host_.restart_timeout(*this);
  process();
}

void Connection::start_stream(std::uint32_t exchange, Fields fields,
                              std::unique_ptr<StreamBody> body) {
  if (!awaits(exchange))
    return;
  chunked_ = request_->minor_version == 1;
  HeadFraming framing;
  framing.minor_version = request_->minor_version;
  framing.keep_alive = chunked_;
  framing.chunked = chunked_;
  fields.insert(fields.end(), request_->common_fields.begin(), request_->common_fields.end());
  phase_ = Phase::streaming;
  request_.reset();
  host_.handler().on_answer(200);
  std::string().swap(in_);
  socket_.set_send_buffer(host_.stream_send_buffer());
  stream_ = std::move(body);
  corked_ = true;  // the head and the first blocks leave in one piece
  out_ = response_head(200, fields, framing, host_.wall_clock());
  stream_->start(*this);
  corked_ = false;
  if (phase_ == Phase::streaming)
    host_.watch_peer(*this);
  if (flush())
    on_flushed();
  update_watch();
}

void Connection::check_peer() {
  if (phase_ != Phase::streaming)
    return;
  const bool full = is_full_and_alive(socket_.fd());
  if (full != std::exchange(peer_full_, full))
    set_peer_time(socket_.fd(), full ? std::chrono::milliseconds::zero() : host_.peer_time());
  host_.watch_peer(*this);
}

void Connection::write(std::span<const std::string_view> pieces) {
  if (phase_ != Phase::streaming)
    return;
  if (!chunked_)
    return send(pieces);
  std::array<std::string_view, kMaxChunkPieces + 2> chunk;
  std::array<char, 20> prefix{};
  std::size_t size = 0;
  std::size_t count = 1;
  for (const std::string_view piece : pieces.first(std::min(pieces.size(), kMaxChunkPieces))) {
    size += piece.size();
    chunk.at(count++) = piece;
  }
  char* end = std::to_chars(prefix.data(), prefix.data() + 16, size, 16).ptr;
  *end++ = '\r';
  *end++ = '\n';
  chunk.front() = {prefix.data(), static_cast<std::size_t>(end - prefix.data())};
  chunk.at(count++) = "\r\n";
  send({chunk.data(), count});
}

void Connection::end() {
  if (phase_ != Phase::streaming)
    return;
  if (chunked_) {
    constexpr std::string_view kLastChunk = "0\r\n\r\n";
    send({&kLastChunk, 1});
  }
  if (phase_ == Phase::closed)
    return;
  phase_ = Phase::ending;
  host_.restart_timeout(*this);
  if (unsent() == 0 && !corked_)
    linger();
}

void Connection::send(std::span<const std::string_view> pieces) {
  if (phase_ == Phase::closed)
    return;
  std::size_t sent = 0;
  // TLS makes records of what it is given: better one than many.
  const bool straight = unsent() == 0 && !corked_ && !socket_.encrypted();
  if (straight) {
    const IoResult result = socket_.write(pieces);
    if (result.status == IoStatus::closed)
      return close();
    sent = result.bytes;
  }
  for (const std::string_view piece : pieces) {
    const std::size_t skipped = std::min(sent, piece.size());
    out_.append(piece.substr(skipped));
    sent -= skipped;
  }
  if (unsent() == 0 || corked_)
    return;
  if (!straight && socket_.encrypted())
    flush();
  update_watch();
}

bool Connection::flush() {
  while (unsent() > 0) {
    const std::string_view rest = std::string_view(out_).substr(out_sent_);
    const IoResult result = socket_.write({&rest, 1});
    if (result.status == IoStatus::closed) {
      close();
      return false;
    }
    if (result.status != IoStatus::done)
      break;
    out_sent_ += result.bytes;
    if (phase_ != Phase::streaming)
      host_.restart_timeout(*this);
  }
  const bool all_sent = unsent() == 0;
  if (all_sent) {
    std::string().swap(out_);
    out_sent_ = 0;
  } else if (out_sent_ > out_.size() / 2) {
    out_.erase(0, out_sent_);
    out_sent_ = 0;
  }
  return all_sent && phase_ != Phase::closed;
}

void Connection::on_flushed() {
  if (phase_ == Phase::responding)
    after_response();
  else if (phase_ == Phase::streaming)
    stream_->on_writable();
  else if (phase_ == Phase::ending)
    linger();
}

void Connection::linger() {
  phase_ = Phase::lingering;
  taken_ = 0;
  socket_.end_writing();
  host_.restart_timeout(*this);
  update_watch();
}

void Connection::update_watch() {
  if (phase_ == Phase::closed)
    return;
  // Most clients wait for the answer: only if one does not, its socket is left alone until then.
  input_waits_ = input_waits_ && !takes_input();
  watch_.set(!input_waits_, unsent() > 0 || read_wants_write_);
}

}  // namespace tidings::server
