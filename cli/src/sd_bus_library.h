#pragma once

#include <systemd/sd-bus.h>

#include "tidings/result.h"

namespace tidings::cli {

/// The functions of libsystemd that are used here. The library is loaded only by who needs the
/// session bus: with those it brings along it would make every start slower and larger.
struct SdBusLibrary {
  decltype(&::sd_bus_open_user) open_user = nullptr;
  decltype(&::sd_bus_close_unref) close_unref = nullptr;
  decltype(&::sd_bus_get_fd) get_fd = nullptr;
  decltype(&::sd_bus_get_events) get_events = nullptr;
  decltype(&::sd_bus_get_timeout) get_timeout = nullptr;
  decltype(&::sd_bus_process) process = nullptr;
  decltype(&::sd_bus_call_async) call_async = nullptr;
  decltype(&::sd_bus_call_method_async) call_method_async = nullptr;
  decltype(&::sd_bus_message_new_method_call) message_new_method_call = nullptr;
  decltype(&::sd_bus_message_append) message_append = nullptr;
  decltype(&::sd_bus_message_unref) message_unref = nullptr;
  decltype(&::sd_bus_message_is_method_error) message_is_method_error = nullptr;
  decltype(&::sd_bus_message_get_error) message_get_error = nullptr;
  decltype(&::sd_bus_message_enter_container) message_enter_container = nullptr;
  decltype(&::sd_bus_message_exit_container) message_exit_container = nullptr;
  decltype(&::sd_bus_message_read) message_read = nullptr;
  decltype(&::sd_bus_message_read_array) message_read_array = nullptr;
  decltype(&::sd_bus_message_skip) message_skip = nullptr;
};

/// Loads it at the first call. The error says why it cannot be had.
Result<void> load_sd_bus();

/// REQUIRES: `load_sd_bus` has succeeded.
const SdBusLibrary& sd_bus_library();

}  // namespace tidings::cli
