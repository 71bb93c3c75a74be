#include "load/load_stream.h"

#include <array>
#include <cerrno>

#include <sys/socket.h>

#include "load/loopback.h"
#include "load/stamp.h"

namespace tidings::load {
namespace {

constexpr std::size_t kReadSize = std::size_t{32} << 10;
constexpr int kOk = 200;

}  // namespace

LoadStream::LoadStream(const FleetPlan& plan, FleetBoard& board, Findings& findings,
                       std::uint32_t seller)
    : plan_(plan),
      board_(board),
      findings_(findings),
      seller_(seller),
      own_(plan.book->last(seller)),
      broadcasts_(plan.book->last(0)) {}

bool LoadStream::connect() {
  socket_ = begin_connect(plan_.port, plan_.block, seller_ - plan_.first_seller);
  if (!socket_)
    return false;
  state_ = State::connecting;
  response_ = ResponseReader();
  parser_.reset();
  return true;
}

bool LoadStream::on_writable() {
  const std::string request = plan_.dialect->stream_request(seller_, parser_.last_event_id());
  if (send(socket_.get(), request.data(), request.size(), MSG_NOSIGNAL) ==
      static_cast<ssize_t>(request.size())) {
    state_ = State::opening;
    return true;
  }
  close();
  return false;
}

bool LoadStream::on_readable() {
  std::array<char, kReadSize> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init)
  const ssize_t size = recv(socket_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (size < 0 && (errno == EAGAIN || errno == EINTR))
    return true;
  if (size > 0 && take({buffer.data(), static_cast<std::size_t>(size)}))
    return true;
  close();
  return false;
}

bool LoadStream::take(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view body = response_.next(bytes);
    if (response_.state() == ResponseReader::State::broken) {
      ++findings_.malformed;
      return false;
    }
    if (response_.status() != 0 && response_.status() != kOk)
      return false;
    EventSink& sink = *this;
    parser_.feed(body, sink);
    if (response_.state() == ResponseReader::State::complete)
      return false;
  }
  return true;
}

void LoadStream::close() {
  if (state_ == State::live) {
    board_.live.fetch_sub(1, std::memory_order_relaxed);
    findings_.cut += plan_.survives_loss ? 0 : 1;
  } else if (state_ != State::closed) {
    board_.refused.fetch_add(1, std::memory_order_relaxed);
  }
  state_ = State::closed;
  close_at_once(socket_);
}

void LoadStream::finish() {
  own_.finish(plan_.book->last(seller_), findings_);
  broadcasts_.finish(plan_.book->last(0), findings_);
}

void LoadStream::on_event(const Event& event) {
  if (event.type == "gap") {
    ++findings_.lost;
    return;
  }
  const auto stamp = find_stamp(event.data);
  if (!stamp) {
    ++findings_.malformed;
    return;
  }
  if (stamp->lane == seller_) {
    own_.on_number(stamp->number, findings_);
  } else if (stamp->lane == 0) {
    broadcasts_.on_number(stamp->number, findings_);
  } else {
    ++findings_.strays;
    return;
  }
  board_.latency.add(monotonic_now() - stamp->sent_at);
  board_.received.fetch_add(1, std::memory_order_relaxed);
}

void LoadStream::on_last_event_id(std::string_view /*id*/) {
  if (plan_.dialect->live_sign() == Dialect::Live::position_block)
    become_live();
}

void LoadStream::on_comment() {
  if (plan_.dialect->live_sign() == Dialect::Live::comment)
    become_live();
}

void LoadStream::become_live() {
  if (state_ != State::opening)
    return;
  state_ = State::live;
  board_.live.fetch_add(1, std::memory_order_relaxed);
}

void LoadStream::on_event_too_large(std::uint64_t /*size*/) {
  ++findings_.malformed;
}

void LoadStream::on_id_too_large(std::uint64_t /*size*/) {
  ++findings_.malformed;
}

}  // namespace tidings::load
