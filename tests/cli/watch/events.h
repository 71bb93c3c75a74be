#pragma once

#include <chrono>
#include <string>
#include <utility>

#include "watch/received_event.h"

namespace tidings::cli::test {

/// An event with everything it refers to.
struct SampleEvent {
  SampleEvent(std::string data_, std::string type_ = "message", std::string id_ = {},
              bool has_own_id_ = false)
      : data(std::move(data_)),
        type(std::move(type_)),
        id(std::move(id_)),
        has_own_id(has_own_id_) {}

  std::string data;
  std::string type;
  std::string id;
  bool has_own_id;
  Preset preset = Preset::tidings;
  StreamName stream = stream_name("http://127.0.0.1:8080/v1/stream", 0);
  WallTime received_at{std::chrono::milliseconds(1'795'253'400'123)};  ///< 2026-11-21T09:30:00.123Z

  /// Calls `use` with the event as the program's pieces see it.
  template <class Use>
  auto with(Use use) const {
    const Event event{type, data, id, has_own_id};
    const EventMapping mapping(preset);
    const ReceivedEvent received(event, stream, mapping, received_at);
    return use(received);
  }
};

}  // namespace tidings::cli::test
