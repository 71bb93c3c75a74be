#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "hub/stream.h"
#include "log/log.h"
#include "loop/deadlines.h"
#include "loop/event_loop.h"
#include "metrics/metrics.h"
#include "options/options.h"
#include "store/store.h"

namespace tidings::server {

struct HubSettings {
  std::chrono::milliseconds heartbeat{30000};
  HeartbeatForm heartbeat_form = HeartbeatForm::comment;
  std::chrono::milliseconds retry{3000};
  std::chrono::milliseconds max_stream_age{0};  ///< 0: off
  std::chrono::milliseconds drain_spread{5000};
  std::size_t max_streams_per_seller = 16;
  std::size_t send_buffer = std::size_t{256} << 10;
};

/// One seller's open streams.
struct SellerStreams {
  [[nodiscard]] const SellerId& seller() const { return *id; }
  const SellerId* id = nullptr;  ///< where the hub keeps it
  std::vector<Stream*> streams;
  std::size_t opening = 0;  ///< asked for, not yet open
};

/// Knows who is connected, and brings what happens in the store to exactly those: a notification
/// costs the streams of its own seller. Sends heartbeats, ends streams that are due, drains. One
/// thread; no locks.
class Hub final : public StoreListener, private StreamHost {
 public:
  using WallClock = std::function<std::chrono::system_clock::time_point()>;

  /// All outlive the hub, but the streams, which leave it as they end.
  Hub(EventLoop& loop, Store& store, HubSettings settings, RandomSource random,
      WallClock wall_clock, Metrics& metrics, Log& log);
  ~Hub() override;

  /// Calls back once, as soon as the store is available for the first time.
  void when_available(std::function<void()> callback) { when_available_ = std::move(callback); }

  struct OpenRequest {
    SellerId seller;
    std::optional<std::string> last_event_id;  ///< absent: live from now
    /// When the token ends, and the stream with it.
    std::optional<std::chrono::system_clock::time_point> expires;
    Fields fields;  ///< of the response
    Responder responder;
  };
  /// Opens a stream, or answers why not (429, 503).
  void open(OpenRequest request);

  /// Ends every stream: each is told another reconnection time within the spread. No new ones.
  void drain();

  [[nodiscard]] std::size_t streams() const { return all_.size(); }

  // StoreListener
  void on_entry(const LogName& log, const Entry& entry) override;
  void on_gap(const LogName& log, Position resumed_at) override;
  void on_read_change(const SellerId& seller, ReadChange::Kind kind,
                      const std::string& json) override;
  void on_availability(const Availability& availability) override;

 private:
  // StreamHost
  [[nodiscard]] std::string cursor_text(const Standing& standing) const override;
  [[nodiscard]] std::string opening() const override;
  [[nodiscard]] std::size_t send_buffer() const override { return settings_.send_buffer; }
  void read(Stream& stream, const Replay::Read& read) override;
  void on_started(Stream& stream) override;
  void on_sent(Stream& stream) override;
  void on_delivered() override { ++metrics_.deliveries; }
  void on_gap_sent() override { ++metrics_.gaps_sent; }
  void on_behind(Stream& stream) override;
  void on_slow_reader(const Stream& stream) override;
  void on_ended(Stream& stream) override;

  SellerStreams& group_of(const SellerId& seller);
  void forget_if_empty(SellerStreams& group);
  void opened(const OpenRequest& request, SellerStreams& group, const Result<Followed>& followed);
  void set_deadline(Stream& stream, std::optional<std::chrono::system_clock::time_point> expires);
  template <class Act>
  void for_each_stream(const LogName& log, Act act);
  void adopt_epoch();
  void report_gaps();
  void on_heartbeat_time();
  void check_readers();
  void on_deadline_time();
  void retry_reads();
  [[nodiscard]] std::string connection_id(const Stream& stream) const;
  [[nodiscard]] double random_fraction();

  EventLoop& loop_;
  Store& store_;
  HubSettings settings_;
  RandomSource random_;
  WallClock wall_clock_;
  Metrics& metrics_;
  Log& log_;
  std::function<void()> when_available_;
  std::string epoch_;

  struct HashSeller {
    std::size_t operator()(const SellerId& seller) const { return seller.hash(); }
  };
  std::unordered_map<SellerId, SellerStreams, HashSeller> sellers_;
  std::vector<Stream*> all_;
  std::unordered_map<std::uint64_t, Stream*> by_number_;  // of those with a read under way
  std::uint64_t last_number_ = 0;
  TimeoutList<Stream, HeartbeatTag> heartbeats_;
  TimeoutList<Stream, HeartbeatTag> behind_;  // those need no heartbeat: bytes are waiting
  Deadlines<Stream, DeadlineTag> deadlines_;
  Timer heartbeat_timer_;
  Timer behind_timer_;
  Timer deadline_timer_;
  Timer retry_timer_;
  bool gaps_to_report_ = false;
  bool draining_ = false;
};

}  // namespace tidings::server
