#include "diagnosis/ending.h"

#include <chrono>

#include "observation/measures.h"

namespace tidings {
namespace {

using std::chrono::milliseconds;

/// Less is no silence.
constexpr milliseconds kSilence{1000};
/// Time-outs are counted coarsely.
constexpr milliseconds kTolerance{250};
constexpr std::chrono::seconds kAtExpiry{3};

}  // namespace

bool ended_with_token(const ObservedStream& seen) {
  if (!is_open(seen.stream) || !seen.stream.end || !seen.jwt_times || !seen.jwt_times->expires) {
    return false;
  }
  const auto late = seen.stream.started + seen.stream.watched - *seen.jwt_times->expires;
  return late < kAtExpiry && late > -kAtExpiry;
}

bool ended_by_silence(const ObservedStream& seen) {
  const ObservedConnection& stream = seen.stream;
  return is_open(stream) && stream.end && last_silence(stream) >= kSilence &&
         last_silence(stream) + kTolerance >= stream.longest_silence && !ended_with_token(seen);
}

}  // namespace tidings
