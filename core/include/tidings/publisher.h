#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tidings/event_loop.h"
#include "tidings/export.h"
#include "tidings/http_transport.h"
#include "tidings/notification.h"
#include "tidings/result.h"
#include "tidings/token_source.h"

namespace tidings {

/// Where and how to publish. Everything but `url` has a default.
struct PublishSettings {
  std::string url;
  /// Sent besides our own; a name of ours (`User-Agent`, `Authorization`, …) replaces ours.
  std::vector<HttpHeader> headers;
  TokenSource token;
  HttpConnectionSettings connection;

  /// Makes a repeated request safe: what the server has already stored under this key it does not
  /// store again. 1-128 bytes (see `check_idempotency_key`); empty: the publisher makes one for
  /// this run.
  std::string idempotency_key;
  /// Whether the n-th notification gets the key `K-n` (n from 1) instead of `K`: for more than one.
  /// The caller says it beforehand, so that the keys do not depend on how the input happens to
  /// arrive.
  bool number_keys = true;

  /// How long to go on trying while no notification gets a result; zero: one try.
  std::chrono::milliseconds max_time{60000};
  /// A request without any answer for this long is a failed try.
  std::chrono::milliseconds response_timeout{30000};
  std::chrono::milliseconds retry_delay{1000};           ///< the back-off starts here
  std::chrono::milliseconds longest_retry_delay{30000};  ///< and grows up to this
  bool trace = false;                                    ///< call `on_trace`
};

/// One notification to send.
struct PublishItem {
  std::uint64_t line = 0;  ///< the caller's own number, handed back with the result
  std::string json;        ///< as a publisher writes it (see `parse_notification`); not yet checked
};

enum class PublishPull {
  item,     ///< the item has been filled in
  not_yet,  ///< nothing at the moment: `Publisher::input_ready` will tell
  end,      ///< there are no more
};

/// Hands out the notifications one by one, so that no more of a long input is in memory than one
/// request carries. Must not block. Not asked again after `end`.
using PublishInput = std::function<PublishPull(PublishItem& item)>;

/// What became of one notification.
struct PublishResult {
  enum class Kind {
    accepted,
    refused,  ///< by the check before sending or by the server: the same again would be refused
              ///< again
    failed,  ///< the publisher gave up before it had an answer; the server may have it all the same
  };
  std::uint64_t line = 0;
  Kind kind = Kind::failed;
  std::string id;                  ///< given by the server when accepted
  std::optional<SellerId> seller;  ///< nothing for a broadcast and for what could not be read
  std::string error;  ///< a sentence unless accepted; holds what the server said, unfiltered
};

struct PublishRetry {
  std::chrono::milliseconds delay{0};
  std::string reason;         ///< a sentence a user understands: "the server answered 503"
  unsigned failed_tries = 0;  ///< in a row
};

struct PublishEnd {
  enum class Kind {
    complete,        ///< everything has its result
    gave_up,         ///< `max_time` without progress
    unusable,        ///< cannot publish there: URL, certificate, status, no results in the answer
    not_authorized,  ///< 401, 403, or no token to be had at the start
  };
  Kind kind = Kind::complete;
  std::string reason;  ///< empty when complete
  int status = 0;      ///< the HTTP status that decided, or 0
  std::uint64_t accepted = 0;
  std::uint64_t refused = 0;
  std::uint64_t failed = 0;  ///< of those taken from the input; the rest of it has not been read
  std::optional<std::uint64_t> last_accepted_line;
};

/// What the publisher tells its face. All optional; all come on the loop's thread.
struct PublishCallbacks {
  /// Once for each notification taken from the input, in its order.
  std::function<void(const PublishResult&)> on_result;
  std::function<void(const PublishRetry&)> on_retry;
  /// The last callback. Not called after `stop`.
  std::function<void(const PublishEnd&)> on_end;
  std::function<void(const HttpTrace&)> on_trace;
};

/// Sends notifications to a Tidings server by POST: one alone as JSON, several as NDJSON in
/// requests of at most 1,000 lines and 512 KiB (what a proxy passes on without being asked), one
/// request after the other, so that the order is kept. What the server or the network refuses for
/// the moment is sent again with the same idempotency keys, with back-off and jitter, as
/// `Retry-After` asks; a 401 gets one more try with a fresh token. A redirect is followed within
/// the origin when it keeps the method (307, 308).
///
/// Belongs to the loop's thread. `loop` and `transport` must outlive it.
class TIDINGS_API Publisher {
 public:
  /// `random` gives numbers in [0, 1) for jitter.
  Publisher(EventLoop& loop, HttpTransport& transport, PublishSettings settings, PublishInput input,
            PublishCallbacks callbacks, std::function<double()> random);
  /// Stops. Not from inside a callback.
  ~Publisher();
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;

  void start();
  /// The input, which had said `not_yet`, has more or has ended.
  void input_ready();
  /// Ends at once; no callback comes any more. May be called from inside a callback.
  void stop();

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace tidings
