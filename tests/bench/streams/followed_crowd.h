#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

#include "tidings/stream_client.h"

#include "streams/crowd_server.h"

namespace tidings::bench {

/// So many streams of a `CrowdServer`, followed on the caller's thread.
class FollowedCrowd {
 public:
  explicit FollowedCrowd(const CrowdServer& server);

  /// Follows so many more and waits until all are open.
  void follow(std::size_t count);
  /// Receives so many events, one at a time: each is sent when the one before it has come.
  void receive_one_by_one(std::uint64_t count);
  /// Receives this on every stream, all at once; then nothing for two seconds.
  void receive_on_all(CrowdServer::Burst burst);

 private:
  void run_until(std::function<bool()> reached);

  const CrowdServer& server_;
  std::unique_ptr<StreamClient> client_;
  std::function<bool()> reached_;
  bool one_by_one_ = false;
  std::size_t streams_ = 0;
  std::size_t open_ = 0;
  std::uint64_t events_ = 0;
};

}  // namespace tidings::bench
