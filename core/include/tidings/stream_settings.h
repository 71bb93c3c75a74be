#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "tidings/event_parser.h"
#include "tidings/http_transport.h"
#include "tidings/token_source.h"

namespace tidings {

/// Where the positions of a stream without ids come from: its events hold them in their data, and a
/// query parameter asks for what came after one (ntfy's `since`). Takes the place of
/// `Last-Event-ID`.
struct PositionInData {
  std::string event_type;  ///< of the events that count
  std::string pointer;     ///< JSON pointer to the id in their data
  std::string query;       ///< the parameter's name
};

/// One followed URL with its settings. Everything but `url` has a default that suits most streams.
struct StreamSettings {
  std::string url;
  std::string method = "GET";
  std::optional<std::string> body;
  std::string body_type;  ///< the body's `Content-Type`, unless `headers` names one; empty: unsaid
  /// Sent besides the standard's own; a name of ours (`Accept`, `User-Agent`, `Authorization`, …)
  /// replaces ours. Stay within the origin of `url`.
  std::vector<HttpHeader> headers;
  TokenSource token;
  HttpConnectionSettings connection;

  /// The first request's `Last-Event-ID`; empty for none.
  std::string last_event_id;
  std::optional<PositionInData> position_in_data;
  /// Silence after which the connection counts as dead. Zero: never. Unset: 2.5 times the interval
  /// that the answer announces in `X-SSE-Keepalive`, at least 45 s; else
  /// `expected_heartbeat_timeout`; else learned: 45 s, doubled up to 15 min each time a stream
  /// turns out alive but silent.
  std::optional<std::chrono::milliseconds> heartbeat_timeout;
  /// What is known of this kind of server (a preset's value).
  std::optional<std::chrono::milliseconds> expected_heartbeat_timeout;

  std::chrono::milliseconds reconnection_time{3000};         ///< until the server names one
  std::chrono::milliseconds longest_reconnect_delay{30000};  ///< cap of the growing back-off
  std::optional<unsigned> max_failed_tries;                  ///< in a row; unset: never gives up
  bool reconnect = true;                                     ///< false: request once

  /// Drop an event that carries an id of its own which is among the last 1,000 delivered. Off by
  /// default: some servers number from 1 on every connection, and losing is worse than repeating.
  bool drop_duplicates = false;
  EventLimits limits;
  bool trace = false;  ///< call `on_trace`
};

}  // namespace tidings
