#include <array>
#include <stdexcept>
#include <string>

#include <sys/socket.h>

#include "cli/measurements.h"
#include "cli/timed_run.h"
#include "load/fleet_board.h"
#include "load/fleet_process.h"
#include "load/jwt.h"
#include "load/lane_book.h"
#include "load/loopback.h"
#include "load/pace.h"
#include "load/publisher.h"
#include "load/shared_memory.h"
#include "load/stamp.h"
#include "load/waiting.h"
#include "server/servers.h"

namespace tidings::bench {
namespace {

constexpr double kGoal = 3;
constexpr double kMedian = 0.5;
constexpr double kTail = 0.99;
constexpr double kPerMilli = 1e6;
constexpr std::chrono::seconds kDeadline{30};
constexpr std::string_view kChannel = "bench";

/// Notes when each line of a program's output came, in a process of its own.
void read_lines(int output, load::FleetBoard& board) {
  std::string received;
  std::array<char, 65'536> buffer{};
  for (ssize_t size = read(output, buffer.data(), buffer.size()); size > 0;
       size = read(output, buffer.data(), buffer.size())) {
    const std::int64_t now = load::monotonic_now();
    received.append(buffer.data(), static_cast<std::size_t>(size));
    std::size_t begin = 0;
    for (std::size_t end = received.find('\n'); end != std::string::npos;
         end = received.find('\n', begin)) {
      if (const auto stamp =
              load::find_stamp(std::string_view(received).substr(begin, end - begin))) {
        board.latency.add(now - stamp->sent_at);
        board.received.fetch_add(1, std::memory_order_relaxed);
      }
      begin = end + 1;
    }
    received.erase(0, begin);
  }
}

/// A program that prints what arrives, and how long each line took.
class Printed {
 public:
  explicit Printed(const std::vector<std::string>& words)
      : program_(words),
        reader_([this](int /*control*/) { read_lines(program_.output(), board_[0]); }) {}

  void clear() {
    board_[0].latency.clear();
    before_ = board_[0].received;
  }
  void expect(std::uint64_t count) {
    if (!load::wait_until([&] { return board_[0].received - before_ >= count; }, kDeadline))
      throw std::runtime_error("not everything that was published was printed");
  }
  [[nodiscard]] bool got_any() { return board_[0].received > 0; }
  [[nodiscard]] double latency_ms(double fraction) {
    return board_[0].latency.quantile(fraction) / kPerMilli;
  }

 private:
  load::SharedArray<load::FleetBoard> board_{1};
  PipedProgram program_;
  load::ForkedProcess reader_;
  std::uint64_t before_ = 0;
};

/// PUBLISH on one connection.
class RedisPublisher {
 public:
  explicit RedisPublisher(std::uint16_t port) : socket_(load::connect_to(port)) {}

  void publish() {
    const std::string payload = load::stamped_notification({1, ++number_, load::monotonic_now()});
    const std::string command = "*3\r\n$7\r\nPUBLISH\r\n$" + std::to_string(kChannel.size()) +
                                "\r\n" + std::string(kChannel) + "\r\n$" +
                                std::to_string(payload.size()) + "\r\n" + payload + "\r\n";
    if (send(socket_.get(), command.data(), command.size(), MSG_NOSIGNAL) < 0)
      throw std::runtime_error("Redis closed the publisher's connection");
    std::array<char, 4096> answers{};
    while (recv(socket_.get(), answers.data(), answers.size(), MSG_DONTWAIT) > 0) {
    }
  }
  std::uint64_t publish_paced(std::chrono::nanoseconds time, double rate) {
    return load::pace(
        time, rate, [](std::chrono::nanoseconds longest) { load::let_pass(longest); },
        [this] { publish(); });
  }

 private:
  load::FileDescriptor socket_;
  std::uint32_t number_ = 0;
};

struct Latencies {
  std::vector<double> p50;
  std::vector<double> p99;

  void note(Printed& printed) {
    p50.push_back(printed.latency_ms(kMedian));
    p99.push_back(printed.latency_ms(kTail));
  }
  [[nodiscard]] std::string text() const {
    return decimal(median(p50), 3) + " ms, p99 " + decimal(median(p99), 2);
  }
};

/// Publishes until the program is known to listen; a server that has only just started may refuse.
template <class Publish>
void wait_until_live(Printed& printed, Publish publish) {
  const bool live = load::wait_until(
      [&] {
        try {
          publish();
        } catch (const std::runtime_error&) {
          return false;
        }
        load::let_pass(std::chrono::milliseconds(20));
        return printed.got_any();
      },
      kDeadline);
  if (!live)
    throw std::runtime_error("nothing that is published is printed");
  load::let_pass(std::chrono::milliseconds(200));
}

}  // namespace

Row measure_print_latency(const CliBench& bench) {
  const Redis redis;
  TidingsServer server({.executable = bench.server, .store = redis.url()});
  setenv("TIDINGS_TOKEN", load::seller_token(server.secret(), 1).c_str(), 1);
  Printed watch({bench.tidings, "watch", "-q", "-o", "data",
                 "http://127.0.0.1:" + std::to_string(server.port()) + "/v1/stream"});
  unsetenv("TIDINGS_TOKEN");
  Printed redis_cli(
      {"redis-cli", "-p", std::to_string(redis.port()), "SUBSCRIBE", std::string(kChannel)});
  load::LaneBook book(1);
  wait_until_live(watch, [&] {
    load::LaneBook first(1);
    load::Publisher(server.port(), server.dialect(), first, 1).publish_one(1);
  });
  load::Publisher to_server(server.port(), server.dialect(), book, 1);
  RedisPublisher to_redis(redis.port());
  wait_until_live(redis_cli, [&] { to_redis.publish(); });

  Latencies ours;
  Latencies theirs;
  for (int round = 0; round < bench.sizes.rounds; ++round) {
    watch.clear();
    watch.expect(
        to_server.publish_paced(bench.sizes.round_time, bench.sizes.rate, [] { return 1U; }));
    ours.note(watch);
    redis_cli.clear();
    redis_cli.expect(to_redis.publish_paced(bench.sizes.round_time, bench.sizes.rate));
    theirs.note(redis_cli);
  }
  const double ratio = median_ratio(ours.p50, theirs.p50);
  return {.what = "publish → printed p50 at " + decimal(bench.sizes.rate, 0) +
                  "/s, `watch` through server and Redis / `redis-cli SUBSCRIBE`",
          .goal = "≤ 3",
          .measured = decimal(ratio, 2) + " (" + ours.text() + " / " + theirs.text() + ")",
          .reached = ratio <= kGoal};
}

}  // namespace tidings::bench
