#include "tidings/duration.h"

#include "ascii.h"
#include "diagnosis/checks.h"
#include "diagnosis/ending.h"
#include "observation/measures.h"

namespace tidings {
namespace {

bool has_close(const HttpResponseHead& head) {
  return ascii::lower(head.header("Connection").value_or("")).find("close") != std::string::npos;
}

/// The end was announced, as against a connection that is merely closed.
bool ended_in_good_order(const ObservedConnection& stream) {
  return stream.end->kind == HttpEnd::Kind::complete &&
         (stream.head->header("Transfer-Encoding") || stream.head->version.starts_with("HTTP/2"));
}

Check judge_end(const Verdict& verdict, const ObservedConnection& stream) {
  const std::string after = " after " + format_duration(open_time(stream));
  if (stream.end->kind == HttpEnd::Kind::complete) {
    return verdict.warn("the server ended the stream" + after,
                        "a stream stays open: see what ends it (a limit of the server's on its "
                        "age, or code that answers once and returns). Clients come back each time");
  }
  return verdict.fail(stream.end->reason + after,
                      "see the log of the server, and of the proxy if any: something broke the "
                      "connection while it was in use");
}

}  // namespace

std::optional<Check> persistence_check(const ObservedStream& seen) {
  constexpr Verdict kVerdict("persistence");
  const ObservedConnection& stream = seen.stream;
  if (!is_open(stream)) {
    return std::nullopt;
  }
  const HttpResponseHead& head = *stream.head;
  if (const auto length = head.header("Content-Length")) {
    return kVerdict.fail("Content-Length: " + std::string(*length),
                         "an answer with a length is a document that ends, not a stream: send it "
                         "without one, in chunks, as it comes");
  }
  if (stream.end && !ended_by_silence(seen) && !ended_with_token(seen)) {
    return judge_end(kVerdict, stream);
  }
  if (head.version == "HTTP/1.0") {
    return kVerdict.warn("the answer is HTTP/1.0: the end of the stream looks like a cut",
                         "use HTTP/1.1 all the way; in nginx: `proxy_http_version 1.1;` and "
                         "`proxy_set_header Connection \"\";`");
  }
  if (has_close(head)) {
    return kVerdict.warn("`Connection: close`: the end of the stream looks like a cut",
                         "leave the header out, and send the stream in chunks");
  }
  return kVerdict.ok("stays open, " + head.version);
}

std::optional<Check> idle_timeout_check(const ObservedStream& seen) {
  constexpr Verdict kVerdict("idle-timeout");
  const ObservedConnection& stream = seen.stream;
  if (!is_open(stream)) {
    return std::nullopt;
  }
  if (!ended_by_silence(seen)) {
    return stream.end
               ? std::nullopt
               : std::optional(kVerdict.ok("not cut within " + format_duration(open_time(stream))));
  }
  const std::string silence = format_duration(last_silence(stream));
  if (ended_in_good_order(stream)) {
    return kVerdict.warn("the stream was ended, in good order, after a silence of " + silence,
                         "it looks like a time-out of the server's own: raise it, or have the "
                         "server send heartbeats more often than every " +
                             silence);
  }
  return kVerdict.fail("the connection was cut after a silence of " + silence,
                       "something on the way, or the server, closes what is silent for " + silence +
                           ": have the server send heartbeats at most half as far apart, or raise "
                           "that time-out (nginx: `proxy_read_timeout`; load balancers: the idle "
                           "time-out)");
}

}  // namespace tidings
