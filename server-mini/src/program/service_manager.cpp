#include "program/service_manager.h"

#include <cstdint>
#include <ctime>
#include <string>

#include <systemd/sd-daemon.h>

namespace tidings::server {
namespace {

/// systemd compares this with the moment at which it asked for the reload.
std::string monotonic_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  const auto time = std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
  return std::to_string(std::chrono::duration_cast<std::chrono::microseconds>(time).count());
}

}  // namespace

ServiceManager::ServiceManager() {
  std::uint64_t limit = 0;
  // Half of the limit: one late call is no death.
  if (sd_watchdog_enabled(0, &limit) > 0)
    interval_ = std::chrono::microseconds(limit / 2);
}

void ServiceManager::ready() const {
  sd_notify(0, "READY=1");
}

void ServiceManager::reloading() const {
  sd_notify(0, ("RELOADING=1\nMONOTONIC_USEC=" + monotonic_microseconds()).c_str());
}

void ServiceManager::stopping() const {
  sd_notify(0, "STOPPING=1");
}

void ServiceManager::alive() const {
  sd_notify(0, "WATCHDOG=1");
}

}  // namespace tidings::server
