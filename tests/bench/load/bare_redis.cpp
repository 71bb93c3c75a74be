#include "load/bare_redis.h"

#include <array>
#include <stdexcept>
#include <string>

#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include "load/loopback.h"
#include "load/pace.h"
#include "load/stamp.h"
#include "load/waiting.h"

namespace tidings::load {
namespace {

constexpr std::chrono::seconds kDeadline{30};
constexpr std::string_view kSubscribe = "SUBSCRIBE load\r\n";
constexpr std::string_view kSubscribed = ":1\r\n";
/// Ends the JSON of a notification, and so what is published.
constexpr std::string_view kEnd = "\"}}\r\n";

std::string publish_command(const std::string& payload) {
  return "*3\r\n$7\r\nPUBLISH\r\n$4\r\nload\r\n$" + std::to_string(payload.size()) + "\r\n" +
         payload + "\r\n";
}

void take_messages(std::string& received, FleetBoard& board) {
  for (std::size_t end = received.find(kEnd); end != std::string::npos; end = received.find(kEnd)) {
    if (const auto stamp = find_stamp(std::string_view(received).substr(0, end + kEnd.size())))
      board.latency.add(monotonic_now() - stamp->sent_at);
    board.received.fetch_add(1, std::memory_order_relaxed);
    received.erase(0, end + kEnd.size());
  }
}

void be_subscriber(std::uint16_t port, FleetBoard& board) {
  const FileDescriptor socket = connect_to(port);
  if (send(socket.get(), kSubscribe.data(), kSubscribe.size(), MSG_NOSIGNAL) < 0)
    return;
  std::string received;
  std::array<char, 16384> buffer{};
  for (ssize_t size = 1; size > 0;) {
    size = recv(socket.get(), buffer.data(), buffer.size(), 0);
    if (size > 0)
      received.append(buffer.data(), static_cast<std::size_t>(size));
    if (board.live == 0 && received.find(kSubscribed) != std::string::npos) {
      received.clear();
      board.live = 1;
    }
    take_messages(received, board);
  }
}

}  // namespace

BareRedis::BareRedis(std::uint16_t port)
    : subscriber_([port, this](int /*control*/) { be_subscriber(port, board_[0]); }),
      publisher_(connect_to(port)) {
  prctl(PR_SET_TIMERSLACK, 1);
  if (!wait_until([this] { return board_[0].live == 1; }, kDeadline))
    throw std::runtime_error("the subscription to bare Redis does not come about");
}

void BareRedis::publish_paced(std::chrono::nanoseconds time, double rate) {
  board_[0].latency.clear();
  const std::uint64_t before = board_[0].received;
  const std::uint64_t count = pace(
      time, rate, [this](std::chrono::nanoseconds longest) { wait(longest); },
      [this] {
        const std::string command =
            publish_command(stamped_notification({1, ++number_, monotonic_now()}));
        if (send(publisher_.get(), command.data(), command.size(), MSG_NOSIGNAL) < 0)
          throw std::runtime_error("Redis closed the publisher's connection");
      });
  if (!wait_until([&] { return board_[0].received - before >= count; }, kDeadline))
    throw std::runtime_error("not everything that was published to Redis arrived");
  drain();
}

double BareRedis::latency_ms(double fraction) const {
  return board_[0].latency.quantile(fraction) / 1e6;
}

void BareRedis::wait(std::chrono::nanoseconds longest) const {
  pollfd answers{publisher_.get(), POLLIN, 0};
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(longest);
  const timespec most{seconds.count(), (longest - seconds).count()};
  if (ppoll(&answers, 1, &most, nullptr) > 0)
    drain();
}

void BareRedis::drain() const {
  std::array<char, 4096> buffer{};
  while (recv(publisher_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT) > 0) {
  }
}

}  // namespace tidings::load
