#include "session_bus.h"

#include <chrono>
#include <cstdint>
#include <cstring>
#include <utility>

#include <poll.h>

#include "sd_bus_library.h"

namespace tidings::cli {

void SessionBus::Closer::operator()(sd_bus* bus) const {
  sd_bus_library().close_unref(bus);
}

SessionBus::SessionBus(EventLoop& loop, std::function<void(const std::string&)> lost)
    : loop_(loop), lost_(std::move(lost)) {}
SessionBus::~SessionBus() = default;

Result<std::unique_ptr<SessionBus>> SessionBus::open(EventLoop& loop,
                                                     std::function<void(const std::string&)> lost) {
  std::unique_ptr<SessionBus> bus(new SessionBus(loop, std::move(lost)));
  if (auto connected = bus->connect(); !connected) {
    return connected.error();
  }
  return bus;
}

Result<void> SessionBus::connect() {
  if (auto loaded = load_sd_bus(); !loaded) {
    return loaded;
  }
  sd_bus* bus = nullptr;
  if (const int error = sd_bus_library().open_user(&bus); error < 0) {
    return Error{std::strerror(-error)};
  }
  bus_.reset(bus);
  auto watch =
      loop_.watch(sd_bus_library().get_fd(bus), EventLoop::kRead, [this](unsigned) { process(); });
  if (!watch) {
    return watch.error();
  }
  watch_ = std::move(*watch);
  return {};
}

void SessionBus::process() {
  if (!watch_) {
    return;  // it is lost
  }
  int result = 1;
  while (result > 0) {
    result = sd_bus_library().process(bus_.get(), nullptr);
  }
  if (result < 0) {
    watch_.reset();
    timer_.reset();
    lost_(std::strerror(-result));
    return;
  }
  wait();
}

void SessionBus::wait() {
  const int events = sd_bus_library().get_events(bus_.get());
  if (events >= 0) {
    loop_.set_interests(watch_,
                        EventLoop::kRead | ((events & POLLOUT) != 0 ? EventLoop::kWrite : 0U));
  }
  // In microseconds of CLOCK_MONOTONIC: only how far away it is matters.
  std::uint64_t due = 0;
  timer_.reset();
  if (sd_bus_library().get_timeout(bus_.get(), &due) > 0 && due != UINT64_MAX) {
    const auto now = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
    const auto left = std::chrono::microseconds(static_cast<std::int64_t>(due)) - now;
    timer_ = loop_.call_at(BootClock::now() + left, [this] { process(); });
  }
}

}  // namespace tidings::cli
