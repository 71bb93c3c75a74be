#include "observation/observation_steps.h"

#include <algorithm>
#include <utility>

#include "observation/measures.h"

namespace tidings {
namespace {

using Step = ObservationStep;

/// Two heartbeats and the time between them tell what further ones would, if there was time for
/// something else to happen.
constexpr std::size_t kEnoughHeartbeats = 2;
constexpr std::chrono::milliseconds kShortestLook{10000};

bool is_due(Step step, const ObservedStream& seen) {
  const ObservedConnection& stream = seen.stream;
  const bool connected = stream.connection && stream.connection->connected;
  switch (step) {
    case Step::stream:
      return true;
    case Step::small_request:
      return connected && !stream.head && !stream.end;
    case Step::certificate:
      return stream.end && stream.end->stage == HttpEnd::Stage::certificate;
    case Step::resumed:
      return is_open(stream) && !stream.last_id.empty();
    case Step::replayed:
      return seen.resumed && is_open(*seen.resumed) && stream.last_event_with_id &&
             !repeats_events(*seen.resumed, stream);
    case Step::compressed:
      return is_open(stream) && !seen.asked_for_compression &&
             !stream.head->header("Content-Encoding");
    case Step::preflight:
      return !seen.origin.empty() && stream.head;
  }
  return false;
}

bool has_last_event_of(const ObservedStream& seen, const ObservedConnection& so_far) {
  return std::find(so_far.events.begin(), so_far.events.end(), seen.stream.last_event_with_id) !=
         so_far.events.end();
}

}  // namespace

std::optional<Step> next_step(Step done, const ObservedStream& seen) {
  for (int step = static_cast<int>(done) + 1; step <= static_cast<int>(Step::preflight); ++step) {
    if (is_due(static_cast<Step>(step), seen)) {
      return static_cast<Step>(step);
    }
  }
  return std::nullopt;
}

bool is_enough(Step step, const ObservedConnection& so_far, const ObservedStream& seen,
               bool may_end_early) {
  if (!so_far.head) {
    return false;
  }
  if (step == Step::small_request || step == Step::preflight || !is_open(so_far)) {
    return true;
  }
  switch (step) {
    case Step::stream:
      return may_end_early && so_far.last_byte_at >= kShortestLook &&
             pieces_with_heartbeats(so_far) >= kEnoughHeartbeats;
    case Step::resumed:
      return !so_far.last_id.empty() || so_far.event_count > 0;
    case Step::replayed:
      return has_last_event_of(seen, so_far);
    default:
      return !so_far.head->header("Content-Encoding") || !so_far.pieces.empty();
  }
}

void keep(Step step, ObservedConnection record, ObservedStream& seen) {
  switch (step) {
    case Step::stream:
      seen.stream = std::move(record);
      return;
    case Step::small_request:
      seen.small_request = std::move(record);
      return;
    case Step::certificate:
      seen.untrusted_certificate =
          record.connection ? std::move(record.connection->certificate) : std::nullopt;
      return;
    case Step::resumed:
      seen.resumed = std::move(record);
      return;
    case Step::replayed:
      seen.replayed = std::move(record);
      return;
    case Step::compressed:
      seen.compressed = std::move(record);
      return;
    case Step::preflight:
      seen.preflight = std::move(record);
      return;
  }
}

}  // namespace tidings
