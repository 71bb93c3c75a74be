#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "load/fleet_process.h"
#include "load/lane_book.h"
#include "load/publisher.h"
#include "server/servers.h"

namespace tidings::bench {

/// How much is measured.
struct Sizes {
  std::uint32_t streams = 15'000;  ///< in one process
  std::uint32_t few_streams = 100;
  std::uint32_t all_streams = 90'000;
  std::uint32_t per_client_process = 15'000;
  unsigned workers = 6;
  int rounds = 5;  ///< medians are of so many
  std::chrono::milliseconds round_time{3000};
  int broadcasts = 10;          ///< in one round
  double rate = 1000;           ///< notifications a second, where they are paced
  std::size_t publishers = 32;  ///< connections that publish flat out
};

/// A few streams and moments: whether everything works, not how fast.
Sizes quick_sizes();

/// What all measurements share.
struct Bench {
  Sizes sizes;
  std::string server_executable;
  bool with_nchan = false;

  /// On stderr: what is going on.
  void say(const std::string& what) const;
};

/// A server with streams open on it and a publisher. Sellers are 1 to `streams`.
class Scene {
 public:
  struct Settings {
    std::uint32_t streams = 0;
    std::size_t publishers = 8;
    unsigned address_block = 0;          ///< scenes of one time have different ones
    StreamServer* publish_at = nullptr;  ///< another server of the same store
    bool survives_loss = false;
  };
  Scene(const Bench& bench, StreamServer& server, const Settings& settings);

  [[nodiscard]] load::Clients& clients() { return *clients_; }
  [[nodiscard]] load::Publisher& publisher() { return *publisher_; }
  [[nodiscard]] double cpu_seconds() const;
  /// One seller after the other, in an order in which neighbours are far apart.
  load::Publisher::ChooseLane every_seller();
  /// Throws unless `count` notifications arrive.
  void expect(std::uint64_t count);
  /// Throws when something was lost, doubled, out of order or astray.
  void end();

 private:
  StreamServer& server_;
  std::uint32_t streams_;
  std::uint32_t next_ = 0;
  load::LaneBook book_;
  std::unique_ptr<load::Clients> clients_;
  std::unique_ptr<load::Publisher> publisher_;
};

}  // namespace tidings::bench
