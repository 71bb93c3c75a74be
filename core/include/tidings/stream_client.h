#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "tidings/event_loop.h"
#include "tidings/event_parser.h"
#include "tidings/export.h"
#include "tidings/http_transport.h"
#include "tidings/result.h"
#include "tidings/stream_settings.h"

namespace tidings {

struct StreamOpened {
  const HttpResponseHead& head;
  std::string_view url;  ///< after redirects
  /// In force for this connection; zero: off.
  std::chrono::milliseconds heartbeat_timeout{0};
};

struct StreamReconnecting {
  std::chrono::milliseconds delay{0};
  std::string reason;         ///< a sentence a user understands: "no data for 45s"
  unsigned failed_tries = 0;  ///< in a row; 0 after a healthy connection
};

struct StreamEnd {
  enum class Kind {
    complete,           ///< 204, or a clean end with `reconnect` off
    unusable,           ///< cannot be followed: status, content type, URL, certificate, …
    not_authorized,     ///< 401, 403, or no token to be had at the start
    retries_exhausted,  ///< `max_failed_tries`
  };
  Kind kind = Kind::complete;
  std::string reason;
  int status = 0;            ///< the HTTP status that decided, or 0
  std::string url;           ///< that answered so, or that it points to; empty without an answer
  std::string content_type;  ///< of that answer
};

struct StreamStatistics {
  std::uint64_t events = 0;                      ///< delivered
  std::uint64_t bytes = 0;                       ///< of bodies, as received
  std::uint64_t connections = 0;                 ///< that opened
  std::uint64_t skipped_events = 0;              ///< too large
  std::uint64_t dropped_events = 0;              ///< duplicates
  std::chrono::milliseconds longest_silence{0};  ///< of open connections; also one that lasts
};

/// What a stream tells its face. All optional; all come on the client's thread, in order; the views
/// and references hold until the callback returns. A callback must not block for long: all streams
/// wait.
struct StreamCallbacks {
  std::function<void(const Event&)> on_event;
  /// The last event ID has moved without an event (an id-only block): a position like an event's.
  std::function<void(std::string_view id)> on_last_event_id;
  std::function<void(std::string_view url)> on_connecting;
  std::function<void(const StreamOpened&)> on_open;
  std::function<void(const StreamReconnecting&)> on_reconnecting;
  /// The last callback of a stream that ends by itself. A stream that is removed does not call it.
  std::function<void(const StreamEnd&)> on_end;
  /// Something was not as expected, yet the stream goes on: one sentence for the user.
  std::function<void(const std::string& message)> on_warning;
  std::function<void(const HttpTrace&)> on_trace;
};

using StreamId = std::uint64_t;

/// Follows any number of streams on one thread.
///
///     auto client = tidings::StreamClient::create();
///     if (!client) return report(client.error());
///     tidings::StreamSettings settings;
///     settings.url = "http://127.0.0.1:8080/v1/stream";
///     tidings::StreamCallbacks callbacks;
///     callbacks.on_event = [](const tidings::Event& event) { std::cout << event.data << '\n'; };
///     (*client)->add(settings, callbacks);
///     (*client)->run();
///
/// Threads: `run` makes the calling thread the client's; `start` gives it one of its own. `add`,
/// `remove`, `pause`, `resume`, `reconnect_now` and `stop` may be called from any thread and from
/// inside callbacks, and take effect in the order of the calls. After `stop` has returned no
/// callback comes. An exception that leaves a callback ends the program.
///
/// Signals: on the client's thread SIGPIPE is blocked, since writing to a connection that has just
/// broken may raise it. So a callback that prints into a pipe nobody reads is not ended by it: it
/// looks at what writing returns. The thread of `start` blocks all signals.
class TIDINGS_API StreamClient {
 public:
  /// With its own event loop and libcurl.
  static Result<std::unique_ptr<StreamClient>> create();
  /// On a loop and a transport of the caller's, which must outlive the client; `random` gives
  /// numbers in [0, 1) for jitter. The caller may run the loop itself instead of calling `run` or
  /// `start`; then `stop` and the destructor belong to the loop's thread, or after the loop's end.
  StreamClient(EventLoop& loop, HttpTransport& transport, std::function<double()> random);
  /// Stops, and waits for the thread that `start` made. Not from inside a callback.
  ~StreamClient();
  StreamClient(const StreamClient&) = delete;
  StreamClient& operator=(const StreamClient&) = delete;

  /// Begins to follow a stream as soon as the client runs.
  StreamId add(StreamSettings settings, StreamCallbacks callbacks);
  /// Ends a stream at once. On the client's thread nothing of it is called after `remove` has
  /// returned; on another, callbacks that were due before may still come until the client's thread
  /// has taken note (work that `loop().post` is given afterwards comes after them). An id that is
  /// not (any longer) followed is ignored.
  void remove(StreamId stream);
  /// Stops reading a stream, so that its sender is slowed down. Events of the piece under way still
  /// come. Silence is not judged while paused. Not counted: one `resume` undoes any number of them.
  void pause(StreamId stream);
  void resume(StreamId stream);
  /// Reconnects at once a stream that waits for its next try, or (with `open_too`) one that is
  /// open: for a network that came back or a machine that woke.
  void reconnect_now(bool open_too = false);

  /// REQUIRES: on the client's thread, or the client does not run. Zeroes for an unknown stream;
  /// those of an ended one are kept until `remove`.
  [[nodiscard]] StreamStatistics statistics(StreamId stream) const;

  /// Runs on the calling thread until `stop`; returns at once when that has been called before.
  void run() noexcept;
  /// Runs on a thread of its own, on which all signals are blocked, until `stop`. Fails when the
  /// system has no thread to give. Does nothing when the client runs already or is stopped.
  Result<void> start();
  /// Ends all streams for good, as `remove` does, and makes `run` return. Waits for that, except
  /// from inside a callback: so the caller must hold no lock that a callback waits for.
  void stop();

  [[nodiscard]] EventLoop& loop() noexcept;
  /// For other requests on the same loop, a `Publisher`'s for instance.
  [[nodiscard]] HttpTransport& transport() noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tidings
