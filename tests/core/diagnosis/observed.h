#pragma once

#include <chrono>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "tidings/diagnosis.h"
#include "tidings/observation.h"

#include "support/std_strings.h"

namespace tidings::test {

using std::chrono::milliseconds;

/// `ok`, `warn`, `fail`, or `none` for a check that has nothing to say.
inline std::string verdict(const std::optional<Check>& check) {
  return check ? std::string(check_status_name(check->status)) : "none";
}

inline bool says(const std::optional<Check>& check, std::string_view text) {
  return check && (check->detail + " " + check->advice).find(text) != std::string::npos;
}

inline HttpResponseHead stream_head(std::vector<HttpHeader> more = {}) {
  HttpResponseHead head;
  head.status = 200;
  head.version = "HTTP/1.1";
  head.headers = {{"Content-Type", "text/event-stream"},
                  {"Transfer-Encoding", "chunked"},
                  {"Cache-Control", "no-cache, no-transform"}};
  head.headers.insert(head.headers.end(), more.begin(), more.end());
  return head;
}

inline HttpResponseHead answer(int status, std::vector<HttpHeader> headers = {}) {
  return {status, "HTTP/1.1", std::move(headers), {}};
}

inline void set_header(HttpResponseHead& head, const std::string& name, const std::string& value) {
  std::erase_if(head.headers, [&](const HttpHeader& header) { return header.name == name; });
  head.headers.push_back({name, value});
}

inline ObservedPiece piece(milliseconds at, std::uint64_t events, std::uint64_t heartbeats) {
  ObservedPiece made;
  made.at = at;
  made.bytes = 1 + events + heartbeats;
  made.events = events;
  made.heartbeats = heartbeats;
  return made;
}

/// Connected at once; the head after 10 ms.
inline ObservedConnection open_connection(std::vector<HttpHeader> headers = {}) {
  ObservedConnection seen;
  seen.url = "http://127.0.0.1:8080/v1/stream";
  seen.started = WallTime{std::chrono::sys_days{std::chrono::year{2026} / 11 / 26}};
  seen.connection.emplace();
  seen.connection->name_resolved = std::chrono::microseconds{40};
  seen.connection->connected = std::chrono::microseconds{340};
  seen.connection->address = "127.0.0.1";
  seen.connection->port = 8080;
  seen.head = stream_head(std::move(headers));
  seen.head_at = milliseconds{10};
  seen.last_byte_at = seen.head_at;
  seen.watched = milliseconds{75000};
  return seen;
}

/// What came, piece by piece; silences follow from it.
inline void set_pieces(ObservedConnection& seen, std::vector<ObservedPiece> pieces) {
  seen.last_byte_at = seen.head_at;
  seen.longest_silence = milliseconds{0};
  for (const ObservedPiece& next : pieces) {
    seen.longest_silence = std::max(seen.longest_silence, next.at - seen.last_byte_at);
    seen.last_byte_at = next.at;
    seen.event_count += next.events;
  }
  seen.pieces = std::move(pieces);
}

/// A stream as it should be, looked at for 75 s: a greeting, heartbeats every 30 s.
inline ObservedStream good_stream() {
  ObservedStream seen;
  seen.url = "http://127.0.0.1:8080/v1/stream";
  seen.heartbeat_timeout = milliseconds{75000};
  seen.announced_heartbeat = milliseconds{30000};
  seen.stream = open_connection({{"X-SSE-Keepalive", "30"}});
  set_pieces(seen.stream, {piece(milliseconds{12}, 0, 0), piece(milliseconds{30012}, 0, 1),
                           piece(milliseconds{60013}, 0, 1)});
  seen.stream.retry = milliseconds{3000};
  seen.stream.first_id = seen.stream.last_id = "p0";
  seen.resumed = open_connection();
  seen.compressed = open_connection();
  return seen;
}

/// The stream could not be had: this ended it.
inline void set_failure(ObservedStream& seen, HttpEnd::Stage stage, const std::string& reason) {
  seen.stream.head.reset();
  set_pieces(seen.stream, {});
  seen.stream.end = HttpEnd{HttpEnd::Kind::interrupted, reason, stage};
  seen.resumed.reset();
  seen.compressed.reset();
}

/// The stream ended by itself at this moment.
inline void set_end(ObservedStream& seen, milliseconds at,
                    HttpEnd::Kind kind = HttpEnd::Kind::interrupted) {
  seen.stream.end = HttpEnd{kind, kind == HttpEnd::Kind::complete ? "" : "the connection was cut"};
  seen.stream.watched = at;
}

}  // namespace tidings::test
