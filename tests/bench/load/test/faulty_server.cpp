#include "faulty_server.h"

#include <array>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "load/loopback.h"
#include "load/stamp.h"

namespace tidings::load {
namespace {

std::string event_of(std::uint32_t lane, std::uint32_t number) {
  return "data: " + stamped_notification({lane, number, monotonic_now()}) + "\n\n";
}

/// `GET /sub/17 …` → 17, once the whole request is there.
std::uint32_t read_seller(int fd) {
  std::string request;
  std::array<char, 4096> buffer{};
  while (request.find("\r\n\r\n") == std::string::npos) {
    const ssize_t size = recv(fd, buffer.data(), buffer.size(), 0);
    if (size <= 0)
      throw std::runtime_error("a stream ended before its request");
    request.append(buffer.data(), static_cast<std::size_t>(size));
  }
  return static_cast<std::uint32_t>(
      std::stoul(request.substr(std::string_view("GET /sub/").size())));
}

void send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0)
      throw std::runtime_error("a stream takes no more bytes");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

}  // namespace

FaultyServer::FaultyServer()
    : listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), port_(free_port()) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port_);
  if (bind(listener_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      listen(listener_.get(), 256) != 0)
    throw std::runtime_error("the faulty server cannot listen");
}

void FaultyServer::accept_streams(std::size_t count) {
  while (streams_.size() < count) {
    FileDescriptor fd(accept(listener_.get(), nullptr, nullptr));
    const std::uint32_t seller = read_seller(fd.get());
    send_all(fd.get(), "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: hi\n\n");
    streams_.insert_or_assign(seller, std::move(fd));
  }
}

std::size_t FaultyServer::deliver(std::uint32_t each, const LaneBook& book, Fault fault,
                                  std::size_t interval) {
  std::size_t deliveries = 0;
  std::size_t faults = 0;
  for (std::uint32_t i = 0; i < each; ++i) {
    for (const auto& [seller, fd] : streams_) {
      const std::uint32_t number = book.next(seller);
      const std::string event = event_of(seller, number);
      const bool faulty = fault != Fault::none && ++deliveries % interval == 0;
      faults += faulty ? 1 : 0;
      if (!faulty)
        send_to(seller, event);
      else if (fault == Fault::doubled)
        send_to(seller, event + event);
      else if (fault == Fault::swapped)
        send_to(seller, event_of(seller, book.next(seller)) + event);
      else if (fault == Fault::stray)
        send_to(seller, event + event_of(seller + 1, 1));
      else if (fault == Fault::garbled)
        send_to(seller, event + "data: {\"load\":\"" + std::to_string(seller) + "\"}\n\n");
      else if (fault == Fault::cut)
        shutdown(fd.get(), SHUT_RDWR);
    }
  }
  return faults;
}

void FaultyServer::send_to(std::uint32_t seller, const std::string& events) {
  send_all(streams_.at(seller).get(), events);
}

}  // namespace tidings::load
