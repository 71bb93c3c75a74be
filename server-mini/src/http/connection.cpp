#include "http/connection.h"

#include <array>
#include <utility>

namespace tidings::server {
namespace {

constexpr std::size_t kReadSize = std::size_t{16} << 10;
constexpr int kReadsInARow = 16;                                 // then others have their turn
constexpr std::uint32_t kBodyProgress = 16U << 10;               // buys a slow body more time
constexpr std::uint32_t kMaxDiscarded = std::uint32_t{8} << 20;  // of a refused request's body

}  // namespace

Connection::Connection(ConnectionHost& host, Socket socket, std::optional<Response> refusal)
    : host_(host), socket_(std::move(socket)), watch_(host.loop(), socket_.fd(), *this) {
  if (refusal)
    refusal_ = std::make_unique<Response>(*std::move(refusal));
}

void Connection::start() {
  host_.restart_timeout(*this);
  update_watch();
}

void Connection::on_ready(bool readable, bool writable) {
  const auto self = shared_from_this();
  if (writable && unsent() > 0 && flush())
    on_flushed();
  if (phase_ == Phase::closed)
    return;
  if (readable)
    input_waits_ = !takes_input();
  if (takes_input() && (readable || read_wants_write_))
    read_some();
  else
    update_watch();
}

void Connection::read_some() {
  std::array<char, kReadSize>
      buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled below
  for (int i = 0; i < kReadsInARow || socket_.has_buffered(); ++i) {
    const IoResult result = socket_.read(buffer.data(), buffer.size());
    read_wants_write_ = result.status == IoStatus::wait_writable;
    if (result.status == IoStatus::closed)
      return close();
    if (result.status != IoStatus::done)
      break;
    take_input({buffer.data(), result.bytes});
    const bool reading = phase_ == Phase::head || phase_ == Phase::body ||
                         phase_ == Phase::streaming || phase_ == Phase::lingering;
    if (!reading || (result.bytes < buffer.size() && !socket_.has_buffered()))
      break;
  }
  update_watch();
}

void Connection::take_input(std::string_view bytes) {
  switch (phase_) {
    case Phase::head:
      if (taken_ == 0)
        host_.restart_timeout(*this);
      taken_ += static_cast<std::uint32_t>(bytes.size());
      in_.append(bytes);
      return process();
    case Phase::body:
      taken_ += static_cast<std::uint32_t>(bytes.size());
      if (taken_ >= kBodyProgress) {
        taken_ = 0;
        host_.restart_timeout(*this);
      }
      in_.append(bytes);
      return process();
    case Phase::lingering:
      taken_ += static_cast<std::uint32_t>(bytes.size());
      if (taken_ > kMaxDiscarded)
        close();
      return;
    default:
      return;  // whatever a peer says into its stream means nothing
  }
}

void Connection::process() {
  if (processing_)
    return;  // an answer came at once: the loop below goes on
  processing_ = true;
  bool more = true;
  while (more) {
    more = (phase_ == Phase::head && process_head()) || (phase_ == Phase::body && process_body());
  }
  processing_ = false;
  update_watch();
}

bool Connection::process_head() {
  while (in_.rfind("\r\n", 0) == 0)
    in_.erase(0, 2);  // RFC 9112, section 2.2: empty lines before a request line are passed over
  const auto end = find_head_end(in_);
  if (end.value_or(in_.size()) > kMaxHeadSize) {
    refuse({431, "the request's head is larger than " + std::to_string(kMaxHeadSize) + " bytes"});
    return false;
  }
  if (!end)
    return false;
  auto head = parse_head(std::string_view(in_).substr(0, *end));
  in_.erase(0, *end);
  if (const auto* bad = std::get_if<BadRequest>(&head)) {
    refuse(*bad);
    return false;
  }
  request_ = std::make_unique<UnderWay>();
  request_->request.head = std::get<RequestHead>(std::move(head));
  admit();
  return true;
}

void Connection::admit() {
  Request& request = request_->request;
  request.target = parse_target(request.head.target);
  request_->minor_version = request.head.minor_version;
  request_->head_only = request.head.method == "HEAD";
  request_->common_fields = host_.handler().common_fields(request.head);
  keep_alive_ = request.head.keep_alive;
  const BodyFraming framing = request.head.body;
  auto decision = refusal_ ? *refusal_ : host_.handler().admit(request);
  if (const auto* refusal = std::get_if<Response>(&decision))
    return send_response(*refusal, keep_alive_ && !framing.has_body() && !refusal_);
  request_->admission = std::get<Admission>(std::move(decision));
  request_->body.emplace(framing, request_->admission.max_body);
  phase_ = Phase::body;
  taken_ = 0;
  host_.restart_timeout(*this);
  const bool fits = framing.chunked || framing.length <= request_->admission.max_body;
  if (request.head.expects_continue && in_.empty() && fits) {
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    send({&kContinue, 1});
  }
}

bool Connection::process_body() {
  std::string_view rest = in_;
  const auto bad = request_->body->feed(rest);
  in_.erase(0, in_.size() - rest.size());
  if (bad) {
    refuse(*bad);
    return false;
  }
  if (!request_->body->complete())
    return false;
  phase_ = Phase::handling;
  unlink();
  Request request = std::move(request_->request);
  request.body = request_->body->take();
  request_->admission.handle(std::move(request), Responder(weak_from_this(), ++exchange_));
  return true;
}

void Connection::refuse(const BadRequest& bad) {
  send_response(problem(bad.status, bad.detail), false);
}

void Connection::on_timeout() {
  const auto self = shared_from_this();
  if (phase_ == Phase::body || (phase_ == Phase::head && !in_.empty()))
    refuse({408, "the request did not arrive in time"});
  else
    close();
}

void Connection::close() {
  if (phase_ == Phase::closed)
    return;
  phase_ = Phase::closed;
  unlink();
  watch_.set(false, false);
  socket_.close();
  host_.retire(*this);
}

bool Connection::awaits(std::uint32_t exchange) const {
  return phase_ == Phase::handling && exchange == exchange_;
}

Responder::Responder(std::weak_ptr<Connection> connection, std::uint32_t exchange)
    : connection_(std::move(connection)), exchange_(exchange) {}

void Responder::send(const Response& response) const {
  if (const auto connection = connection_.lock())
    connection->respond(exchange_, response);
}

void Responder::start_stream(Fields fields, std::unique_ptr<StreamBody> body) const {
  if (const auto connection = connection_.lock())
    connection->start_stream(exchange_, std::move(fields), std::move(body));
}

bool Responder::open() const {
  const auto connection = connection_.lock();
  return connection && connection->awaits(exchange_);
}

}  // namespace tidings::server
