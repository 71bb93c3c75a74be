#include "conformance/harness/connection.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include <poll.h>
#include <sys/socket.h>

#include "conformance/harness/failure.h"
#include "conformance/harness/receive_queue.h"

namespace tidings::conformance {

namespace {

std::string response(int status, std::string_view headers, std::string_view body) {
  std::string text = "HTTP/1.1 " + std::to_string(status) + " Scripted\r\n";
  text += headers;
  if (status != 204 && status != 304) {
    text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  }
  return text;
}

}  // namespace

std::string chunk(std::string_view bytes) {
  std::array<char, 32> size{};
  std::snprintf(size.data(), size.size(), "%zx\r\n", bytes.size());
  return size.data() + std::string(bytes) + "\r\n";
}

Connection::Connection(std::unique_ptr<Channel> channel) : channel_(std::move(channel)) {}

bool Connection::read_request() {
  const Deadline deadline;
  std::size_t end = 0;
  while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
    if (!channel_->receive(received_, deadline)) {
      return false;
    }
  }
  request_ = parse_request_head(std::string_view(received_).substr(0, end + 4));
  received_.erase(0, end + 4);
  const std::size_t size = announced_body_size(request_);
  while (received_.size() < size) {
    require(channel_->receive(received_, deadline), "the request's body ended early");
  }
  request_.body = received_.substr(0, size);
  received_.erase(0, size);
  requested_at_ = std::chrono::steady_clock::now();
  kept_alive_ = false;
  return true;
}

Connection& Connection::open_stream(std::string_view headers, Framing framing) {
  framing_ = framing;
  std::string head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";
  head += framing == Framing::Chunked ? "Transfer-Encoding: chunked\r\n" : "Connection: close\r\n";
  head += headers;
  return send(head + "\r\n");
}

Connection& Connection::stream(std::string_view text) {
  return framing_ == Framing::Chunked ? send(chunk(text)) : send(text);
}

void Connection::end_stream() {
  if (framing_ == Framing::Chunked) {
    send(chunk(""));
  }
  close();
}

void Connection::respond(int status, std::string_view headers, std::string_view body) {
  send(response(status, headers, body) + "Connection: close\r\n\r\n" + std::string(body));
  close();
}

void Connection::respond_keep_alive(int status, std::string_view headers, std::string_view body) {
  send(response(status, headers, body) + "\r\n" + std::string(body));
  kept_alive_ = true;
}

Connection& Connection::send(std::string_view bytes) {
  require(try_send(bytes), "the program closed the connection while the server was sending");
  return *this;
}

bool Connection::try_send(std::string_view bytes) {
  return channel_->send(bytes, Deadline());
}

Connection& Connection::send_in_pieces(std::string_view bytes, std::size_t size) {
  for (; !bytes.empty(); bytes.remove_prefix(std::min(size, bytes.size()))) {
    send(bytes.substr(0, size));
    await_read();
  }
  return *this;
}

void Connection::await_read() {
  await_peer_has_read(channel_->socket());
}

Connection& Connection::hold(std::chrono::milliseconds time) {
  require(!closes_within(time), "the program closed a connection that should stay open");
  return *this;
}

bool Connection::closes_within(std::chrono::milliseconds time) {
  return await_ready(channel_->socket(), POLLIN, Deadline(time));
}

void Connection::close() {
  channel_->close();
}

void Connection::reset() {
  const linger at_once{1, 0};
  ::setsockopt(channel_->socket(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  channel_->close();
}

void Connection::await_closed() {
  const Deadline deadline;
  while (channel_->receive(received_, deadline)) {
  }
}

}  // namespace tidings::conformance
