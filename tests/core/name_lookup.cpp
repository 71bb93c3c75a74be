#include "core/name_lookup.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include <dlfcn.h>
#include <netdb.h>

#include "conformance/harness/deadline.h"
#include "conformance/harness/failure.h"

namespace {

struct Gate {
  std::mutex mutex;
  std::condition_variable changed;
  bool closed = false;
  int waiting = 0;
  std::map<std::string, int, std::less<>> calls;  ///< by name
};

/// Outlives the threads that libcurl leaves behind.
Gate& gate() {
  static auto* const instance = new Gate;  // NOLINT(cppcoreguidelines-owning-memory)
  return *instance;
}

}  // namespace

extern "C" __attribute__((visibility("default"))) int getaddrinfo(const char* node,
                                                                  const char* service,
                                                                  const addrinfo* hints,
                                                                  addrinfo** result) {
  using LookUp = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
  static const auto look_up = reinterpret_cast<LookUp>(::dlsym(RTLD_NEXT, "getaddrinfo"));
  const std::string_view name = node == nullptr ? "" : node;
  {
    const std::lock_guard lock(gate().mutex);
    ++gate().calls[std::string(name)];
  }
  if (name == "unknown.test") {
    return EAI_NONAME;
  }
  if (name == "hangs.test") {
    std::unique_lock lock(gate().mutex);
    ++gate().waiting;
    gate().changed.notify_all();
    gate().changed.wait(lock, [] { return !gate().closed; });
    --gate().waiting;
    gate().changed.notify_all();
    return EAI_AGAIN;
  }
  return look_up(name.ends_with(".loopback.test") ? "127.0.0.1" : node, service, hints, result);
}

namespace tidings::test {

HangingLookUps::HangingLookUps() {
  const std::lock_guard lock(gate().mutex);
  gate().closed = true;
}

HangingLookUps::~HangingLookUps() {
  std::unique_lock lock(gate().mutex);
  gate().closed = false;
  gate().changed.notify_all();
  gate().changed.wait(lock, [] { return gate().waiting == 0; });
}

int look_ups_of(const std::string& name) {
  const std::lock_guard lock(gate().mutex);
  return gate().calls[name];
}

void HangingLookUps::await(int count) const {
  std::unique_lock lock(gate().mutex);
  conformance::require(gate().changed.wait_until(lock, conformance::Deadline().at(),
                                                 [&] { return gate().waiting >= count; }),
                       "nobody looks the hanging name up");
}

}  // namespace tidings::test
