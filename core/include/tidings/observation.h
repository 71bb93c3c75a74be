#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tidings/clock.h"
#include "tidings/http_transport.h"
#include "tidings/token_source.h"

/// What a client saw of a stream: plain records, bounded in size, without a word of judgement and
/// without a secret. Made by `observe_stream`, judged by `diagnose`.
namespace tidings {

struct ObservedRedirect {
  int status = 0;
  std::string from;
  std::string to;
};

/// What the network delivered in one go. Moments count from the start of the last request.
struct ObservedPiece {
  std::chrono::milliseconds at{0};
  std::uint64_t bytes = 0;
  std::uint64_t events = 0;      ///< heartbeats not counted
  std::uint64_t heartbeats = 0;  ///< blocks of comments alone, and what the preset calls heartbeats
  /// When the server made the first and the last of the events, where they say so (`createdAt`).
  std::optional<std::chrono::seconds> first_made;
  std::optional<std::chrono::seconds> last_made;
};

struct ObservedEvent {
  std::string last_event_id;  ///< after this event
  bool has_own_id = false;
  std::size_t content = 0;  ///< a hash of type and data

  friend bool operator==(const ObservedEvent&, const ObservedEvent&) = default;
};

/// One request, redirects followed, and what came of it.
struct ObservedConnection {
  /// So many pieces and events are kept at most; the numbers count on.
  static constexpr std::size_t kMostPieces = 5000;
  static constexpr std::size_t kMostEvents = 256;

  std::string url;  ///< after redirects
  WallTime started{};
  std::vector<ObservedRedirect> redirects;
  bool within_origin = true;  ///< no redirect has left the origin, beyond which no credentials go

  std::optional<HttpConnectionFacts> connection;  ///< unset: not connected yet
  std::optional<HttpResponseHead> head;
  std::chrono::milliseconds head_at{0};

  std::vector<ObservedPiece> pieces;  ///< the first ones
  std::vector<ObservedEvent> events;  ///< the first ones, heartbeats and control events left out
  std::uint64_t event_count = 0;
  std::uint64_t events_with_id = 0;
  std::string first_id;  ///< the first last event ID that was not empty
  std::string last_id;   ///< the stream's last event ID when looking stopped
  /// The position before the last event that carried an id of its own, and that event: whoever asks
  /// for what came after the one must be given the other.
  std::string id_before_last_event;
  std::optional<ObservedEvent> last_event_with_id;
  std::optional<std::chrono::milliseconds> retry;  ///< the last `retry:` field

  std::chrono::milliseconds last_byte_at{0};     ///< of the body; `head_at` while there is none
  std::chrono::milliseconds longest_silence{0};  ///< between bytes, that before the end left out
  std::optional<HttpEnd> end;                    ///< unset: looking stopped first
  std::chrono::milliseconds watched{0};          ///< until the end, or until looking stopped
};

/// Everything that was seen of a stream.
struct ObservedStream {
  std::string url;  ///< as asked for
  bool over_unix_socket = false;
  bool certificate_unchecked = false;  ///< `insecure`
  bool asked_for_compression = false;

  bool secret_in_url = false;         ///< a token among the URL's parameters
  bool with_credentials = false;      ///< a token, user info, or a header that tells who we are
  std::optional<JwtTimes> jwt_times;  ///< set: the token is a JWT
  std::string token_failure;  ///< why there is no token to be had; then nothing else was tried

  /// The client's own patience, and whether the user has set it.
  std::chrono::milliseconds heartbeat_timeout{0};
  bool heartbeat_timeout_given = false;
  std::optional<std::chrono::milliseconds> announced_heartbeat;  ///< `X-SSE-Keepalive`

  /// Where positions are in the data and not in ids (a preset's way): the query parameter that asks
  /// for what came after one. Empty: `Last-Event-ID` does.
  std::string position_parameter;

  ObservedConnection stream;
  /// The connection was there but no answer came: how the server takes a small request
  /// (`OPTIONS`).
  std::optional<ObservedConnection> small_request;
  std::optional<TlsCertificate> untrusted_certificate;
  /// Reconnected with the last position.
  std::optional<ObservedConnection> resumed;
  /// Asked once more for the last event, by the position before it.
  std::optional<ObservedConnection> replayed;
  /// Asked for the stream compressed.
  std::optional<ObservedConnection> compressed;
  std::string origin;  ///< of a page that is to read the stream; empty: not asked for
  std::optional<ObservedConnection> preflight;
};

}  // namespace tidings
