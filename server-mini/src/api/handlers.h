#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "auth/authenticator.h"
#include "auth/claims.h"
#include "http/exchange.h"
#include "hub/hub.h"
#include "metrics/metrics.h"
#include "store/store.h"

/// The handlers of the API, each in the file of its name. Each answers exactly once, now or when
/// the store has answered.
namespace tidings::server {

/// What the handlers work with. Everything outlives the API.
struct ApiContext {
  Store& store;
  Hub& hub;
  const Authenticator& authenticator;
  Metrics& metrics;
  std::function<std::chrono::system_clock::time_point()> wall_clock;
  std::function<std::string()> metrics_text;
  std::uint64_t max_body = std::uint64_t{64} << 10;  ///< per notification
  std::chrono::milliseconds heartbeat{30000};
  bool draining = false;
};

/// A request that was let in.
struct Call {
  Request request;
  Identity identity;
  Responder responder;
};

void open_stream(ApiContext& context, Call call);
void publish(ApiContext& context, Call call);
void publish_batch(ApiContext& context, Call call);
void list_notifications(ApiContext& context, Call call);
void mark_read(ApiContext& context, Call call);
void mark_unread(ApiContext& context, Call call);
void list_connections(ApiContext& context, Call call);
void report_health(ApiContext& context, Call call);
void report_readiness(ApiContext& context, Call call);
void report_metrics(ApiContext& context, Call call);

/// A batch holds at most so much.
inline constexpr std::size_t kMaxBatchLines = 1000;
inline constexpr std::uint64_t kMaxBatchSize = std::uint64_t{4} << 20;

/// 503 because the store can't be reached, with the store's reason.
Response store_unreachable(const Error& error);

}  // namespace tidings::server
