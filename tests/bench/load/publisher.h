#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "load/dialect.h"
#include "load/file_descriptor.h"
#include "load/lane_book.h"
#include "load/response_reader.h"

namespace tidings::load {

/// Publishes over several connections, many requests on their way on each (HTTP pipelining). All of
/// a lane go over the same connection, so their order is the server's doing. On the caller's
/// thread.
class Publisher {
 public:
  /// Both outlive the publisher. Throws when nobody listens.
  Publisher(std::uint16_t port, const Dialect& dialect, const LaneBook& book,
            std::size_t connections);

  using ChooseLane = std::function<std::uint32_t()>;

  /// As many as the server takes, `depth` unanswered per connection, and waits for the last
  /// answers. How many there were.
  std::uint64_t publish_flat_out(std::chrono::nanoseconds time, std::size_t depth,
                                 const ChooseLane& lane);
  /// At `rate` a second, each sent when its time has come.
  std::uint64_t publish_paced(std::chrono::nanoseconds time, double rate, const ChooseLane& lane);
  /// One, and waits for the answer.
  void publish_one(std::uint32_t lane);
  /// One to each lane from `first` to `last`, in this order.
  void publish_each(std::uint32_t first, std::uint32_t last, std::size_t depth);

  /// Throws when an answer does not come in time, or a notification was refused.
  void wait_for_answers();

 private:
  struct Link {
    FileDescriptor socket;
    std::string out;
    std::size_t unanswered = 0;
    ResponseReader response;
    bool waits_for_room = false;
  };

  Link& queue(std::uint32_t lane);
  void flush(Link& link);
  void receive(Link& link);
  void answered(Link& link);
  /// Waits at most so long for answers or room.
  void turn(std::chrono::nanoseconds longest);
  void watch(Link& link, bool writable);

  const Dialect& dialect_;
  const LaneBook& book_;
  FileDescriptor epoll_;
  std::vector<Link> links_;
  std::size_t unanswered_ = 0;
  std::uint64_t answers_ = 0;
};

}  // namespace tidings::load
