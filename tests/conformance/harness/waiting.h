#pragma once

#include <chrono>
#include <functional>

#include "conformance/harness/scripted_server.h"

namespace tidings::conformance {

/// From just before `happens` is called until the server has the next request: never shorter than
/// what the program waited after it noticed.
std::chrono::milliseconds time_to_next_request(ScriptedServer& server,
                                               const std::function<void()>& happens,
                                               const Deadline& deadline = Deadline());

void require_at_least(std::chrono::milliseconds actual, std::chrono::milliseconds least);

}  // namespace tidings::conformance
