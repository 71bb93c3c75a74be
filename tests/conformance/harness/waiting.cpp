#include "conformance/harness/waiting.h"

#include <string>

#include "conformance/harness/failure.h"

namespace tidings::conformance {

std::chrono::milliseconds time_to_next_request(ScriptedServer& server,
                                               const std::function<void()>& happens,
                                               const Deadline& deadline) {
  const auto start = std::chrono::steady_clock::now();
  happens();
  const Connection& next = server.await_request(deadline);
  return std::chrono::ceil<std::chrono::milliseconds>(next.requested_at() - start);
}

void require_at_least(std::chrono::milliseconds actual, std::chrono::milliseconds least) {
  require(actual >= least, "the next request came after " + std::to_string(actual.count()) +
                               " ms, but must not come before " + std::to_string(least.count()) +
                               " ms");
}

}  // namespace tidings::conformance
