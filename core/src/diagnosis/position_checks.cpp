#include <algorithm>
#include <chrono>

#include "tidings/duration.h"

#include "diagnosis/checks.h"
#include "diagnosis/wording.h"
#include "observation/measures.h"
#include "response_verdict.h"

namespace tidings {
namespace {

using std::chrono::milliseconds;

constexpr Verdict kResume("resume");
constexpr milliseconds kShortRetry{500};
constexpr milliseconds kLongRetry{60000};

/// How a client says where it was, in the server's terms.
std::string position_words(const ObservedStream& seen) {
  return seen.position_parameter.empty() ? "`Last-Event-ID`"
                                         : "`?" + seen.position_parameter + "=`";
}

std::string make_it_resume(const ObservedStream& seen) {
  return "have the server keep a history, read " +
         (seen.position_parameter.empty() ? "the `Last-Event-ID` header" : position_words(seen)) +
         " and send what came after that event, or clients lose what is sent while they reconnect";
}

bool same_ids_other_events(const ObservedConnection& later, const ObservedConnection& earlier) {
  return std::any_of(later.events.begin(), later.events.end(), [&](const ObservedEvent& event) {
    return event.has_own_id && std::any_of(earlier.events.begin(), earlier.events.end(),
                                           [&](const ObservedEvent& other) {
                                             return other.has_own_id &&
                                                    other.last_event_id == event.last_event_id &&
                                                    other.content != event.content;
                                           });
  });
}

/// Nothing when the answer is a stream to go on with.
std::optional<Check> judge_answer(const ObservedStream& seen) {
  const ObservedConnection& resumed = *seen.resumed;
  if (is_open(resumed)) {
    return std::nullopt;
  }
  if (!resumed.head) {
    return kResume.warn("reconnecting with " + position_words(seen) + " got no answer" +
                            (resumed.end ? ": " + resumed.end->reason : std::string{}),
                        "try again: clients reconnect in just this way");
  }
  const ResponseVerdict verdict = judge_response(*resumed.head);
  const std::string detail =
      "reconnecting with " + position_words(seen) + " was answered otherwise: " +
      (verdict.reason.empty() ? std::to_string(resumed.head->status) : verdict.reason);
  if (verdict.kind == ResponseVerdict::Kind::try_again) {
    return kResume.warn(detail,
                        "see the server's log; a limit on connections or requests, perhaps");
  }
  return kResume.fail(detail, "have the server take any " + position_words(seen) +
                                  ", at least by starting live: a client that lost its connection "
                                  "cannot come back");
}

Check judge_replayed(const ObservedStream& seen) {
  const ObservedConnection& replayed = *seen.replayed;
  const auto begin = replayed.events.begin();
  const auto found = std::find(begin, replayed.events.end(), seen.stream.last_event_with_id);
  if (found == replayed.events.end()) {
    return kResume.warn(position_words(seen) +
                            " is ignored: asked for what came after the last event but one, the "
                            "server did not send the last one again",
                        make_it_resume(seen));
  }
  return kResume.ok("asked for what came after an event, the server sent just that");
}

}  // namespace

std::optional<Check> retry_check(const ObservedStream& seen) {
  constexpr Verdict kVerdict("retry");
  if (!is_open(seen.stream) || seen.stream.pieces.empty()) {
    return std::nullopt;
  }
  if (!seen.stream.retry) {
    return kVerdict.ok(
        "no `retry:` field: clients wait as long as they see fit, browsers about 3s");
  }
  const milliseconds retry = *seen.stream.retry;
  std::string detail = "`retry: " + std::to_string(retry.count()) + "`, " + format_duration(retry);
  if (retry < kShortRetry) {
    return kVerdict.warn(std::move(detail),
                         "too soon: after a restart all clients come back at once. 3000 is usual");
  }
  if (retry > kLongRetry) {
    return kVerdict.warn(std::move(detail),
                         "for so long clients miss everything after each cut: 3000 is usual. The "
                         "value is in milliseconds");
  }
  return kVerdict.ok(std::move(detail));
}

std::optional<Check> ids_check(const ObservedStream& seen) {
  constexpr Verdict kVerdict("ids");
  const ObservedConnection& stream = seen.stream;
  if (!is_open(stream) || stream.pieces.empty()) {
    return std::nullopt;
  }
  const std::string events = counted(stream.event_count, "event");
  if (stream.event_count == 0) {
    return kVerdict.ok(stream.last_id.empty() ? "no event came to tell by"
                                              : "no event came, but the stream names its position");
  }
  const bool in_the_data = !seen.position_parameter.empty();
  if (stream.first_id.empty() && in_the_data) {
    return kVerdict.warn(events + " without a position in the data",
                         "is it the stream of such a server? See --preset");
  }
  if (stream.first_id.empty()) {
    return kVerdict.warn(events + " without an id",
                         "give each event an `id:`, so that clients can go on where the connection "
                         "broke; without, what is sent meanwhile is lost to them");
  }
  return kVerdict.ok(std::to_string(stream.events_with_id) + " of " + events +
                     (stream.events_with_id == 1 ? " has an id" : " have ids") +
                     (in_the_data ? " in the data, as this preset has it" : ""));
}

std::optional<Check> resume_check(const ObservedStream& seen) {
  if (!seen.resumed) {
    return std::nullopt;
  }
  if (auto check = judge_answer(seen)) {
    return check;
  }
  if (repeats_events(*seen.resumed, seen.stream)) {
    return kResume.warn(
        position_words(seen) + " is ignored: what had been received already is sent again",
        make_it_resume(seen));
  }
  if (same_ids_other_events(*seen.resumed, seen.stream)) {
    return kResume.warn(
        "the ids start anew on each connection, for other events",
        "give each event an id that stays its own, or " + position_words(seen) + " means nothing");
  }
  if (seen.replayed && is_open(*seen.replayed)) {
    return judge_replayed(seen);
  }
  return kResume.ok("reconnected with the last id: nothing came twice");
}

}  // namespace tidings
