#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tidings/event_loop.h"
#include "tidings/export.h"
#include "tidings/http_transport.h"
#include "tidings/mapping.h"
#include "tidings/observation.h"
#include "tidings/stream_settings.h"

namespace tidings {

struct ObserverOptions {
  /// How long to look at the stream. What follows (reconnecting and the like) takes a few seconds
  /// more at most.
  std::chrono::milliseconds duration{75000};
  /// Stop before that once heartbeats have shown what there is to see.
  bool may_end_early = false;
  std::string origin;            ///< of a page that is to read the stream, for CORS; may be empty
  std::optional<Preset> preset;  ///< unset: found out from the answer
  std::vector<std::pair<std::string, std::string>> mapping;  ///< as `EventMapping::create` takes
};

/// A look at a stream, under way. Destroying it ends it at once; nothing is called afterwards.
class TIDINGS_API StreamObserver {
 public:
  virtual ~StreamObserver() = default;
  /// What has been seen up to this moment.
  [[nodiscard]] virtual ObservedStream so_far() const = 0;
};

/// Connects to a stream as a client would, looks at it, and makes a few more requests that tell
/// what the first one cannot: reconnects with the last event ID, asks for compression, asks as a
/// browser does for another origin. `done` comes on the loop's thread, once, never from inside this
/// function; it may destroy the observer.
///
///     auto observer = tidings::observe_stream(loop, transport, settings, options,
///         [](const tidings::ObservedStream& seen) { show(tidings::diagnose(seen)); });
///
/// `loop` and `transport` must outlive the observer; all of it belongs to the loop's thread. Of
/// `settings` the reconnection settings do not matter.
TIDINGS_API std::unique_ptr<StreamObserver> observe_stream(
    EventLoop& loop, HttpTransport& transport, StreamSettings settings, ObserverOptions options,
    std::function<void(const ObservedStream& seen)> done,
    std::function<void(const HttpTrace& trace)> on_trace = {});

}  // namespace tidings
