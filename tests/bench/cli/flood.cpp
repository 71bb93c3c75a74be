#include "cli/flood.h"

#include <array>
#include <cstdio>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace tidings::bench {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20;

load::FileDescriptor listening_socket() {
  load::FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      listen(socket.get(), 16) != 0)
    throw std::runtime_error("cannot listen on 127.0.0.1");
  return socket;
}

std::uint16_t port_of(const load::FileDescriptor& socket) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

std::string framed(const std::string& body, std::size_t chunk) {
  std::string out;
  for (std::size_t begin = 0; begin < body.size(); begin += chunk) {
    const std::string piece = body.substr(begin, chunk);
    std::array<char, 16> size{};
    std::snprintf(size.data(), size.size(), "%zx\r\n", piece.size());
    out += size.data() + piece + "\r\n";
  }
  return out;
}

bool send_all(int socket, const std::string& bytes) {
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t count = send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0)
      return false;
    sent += static_cast<std::size_t>(count);
  }
  return true;
}

/// Whole events, so that any number of blocks is a stream.
std::string block_of_events(std::uint64_t at_least) {
  std::string block;
  for (std::uint64_t number = 1; block.size() < at_least; ++number)
    block += flood_event(number);
  return block;
}

void serve(int listener, const Flood::Settings& settings) {
  const std::uint64_t block_size = settings.bytes < kBlock ? settings.bytes : kBlock;
  const std::string body = block_of_events(block_size);
  const std::string block = framed(body, settings.chunk);
  const std::uint64_t blocks = (settings.bytes + body.size() - 1) / body.size();
  const std::string head =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  std::array<char, 4096> request{};
  for (;;) {
    const load::FileDescriptor client(accept4(listener, nullptr, nullptr, SOCK_CLOEXEC));
    if (!client || recv(client.get(), request.data(), request.size(), 0) <= 0)
      continue;
    bool open = send_all(client.get(), head);
    for (std::uint64_t number = 0; open && number < blocks; ++number)
      open = send_all(client.get(), block);
    if (settings.stays_open)
      while (recv(client.get(), request.data(), request.size(), 0) > 0) {
      }
    else if (open)
      send_all(client.get(), "0\r\n\r\n");
  }
}

}  // namespace

Flood::Flood(const Settings& settings)
    : listener_(listening_socket()),
      port_(port_of(listener_)),
      process_([this, settings](int /*control*/) { serve(listener_.get(), settings); }) {}

std::string Flood::url() const {
  return "http://127.0.0.1:" + std::to_string(port_) + "/";
}

std::string flood_event(std::uint64_t number) {
  return "id: 1764149400000-" + std::to_string(number % 100'000 + 100'000) +
         "\ndata: {\"id\":\"1764149400000-0.2k8d\",\"sellerId\":42,\"type\":\"order.paid\","
         "\"title\":\"Order 4711 was paid\",\"body\":\"38,000 by card\",\"priority\":3,"
         "\"createdAt\":\"2026-11-26T09:30:00.123Z\"}\n\n";
}

}  // namespace tidings::bench
