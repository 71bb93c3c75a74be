#include "streams/followed_crowd.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

namespace tidings::bench {
FollowedCrowd::FollowedCrowd(const CrowdServer& server) : server_(server) {
  auto client = StreamClient::create();
  if (!client) {
    std::fprintf(stderr, "%s\n", client.error().message.c_str());
    std::exit(1);
  }
  client_ = std::move(*client);
}

void FollowedCrowd::follow(std::size_t count) {
  StreamSettings settings;
  settings.url = "http://127.0.0.1:" + std::to_string(server_.port()) + "/";
  settings.connection.connect_timeout = std::chrono::minutes{1};
  StreamCallbacks callbacks;
  callbacks.on_open = [this](const StreamOpened&) {
    ++open_;
    if (reached_()) {
      client_->loop().stop();
    }
  };
  callbacks.on_event = [this](const Event&) {
    ++events_;
    if (reached_()) {
      client_->loop().stop();
    } else if (one_by_one_) {
      server_.send_next();
    }
  };
  for (std::size_t number = 0; number < count; ++number) {
    client_->add(settings, callbacks);
  }
  streams_ += count;
  run_until([this] { return open_ == streams_; });
}

void FollowedCrowd::receive_one_by_one(std::uint64_t count) {
  one_by_one_ = true;
  server_.send_next();
  run_until([this, until = events_ + count] { return events_ == until; });
  one_by_one_ = false;
}

void FollowedCrowd::receive_on_all(CrowdServer::Burst burst) {
  server_.send_to_all(burst);
  run_until([this, until = events_ + burst.events * streams_] { return events_ == until; });
  const auto rest = client_->loop().call_at(BootClock::now() + std::chrono::seconds{2},
                                            [this] { client_->loop().stop(); });
  client_->loop().run();
}

/// On the loop itself: the client's `stop` would be for good.
void FollowedCrowd::run_until(std::function<bool()> reached) {
  reached_ = std::move(reached);
  client_->loop().run();
}

}  // namespace tidings::bench
