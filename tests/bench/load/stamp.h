#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tidings::load {

/// Nanoseconds of CLOCK_MONOTONIC: the same for all processes of this machine.
std::int64_t monotonic_now();

/// What a published notification says of itself, so that whoever receives it can tell whether it is
/// the right one and how long it took. Lane 0 are the broadcasts, lane N is seller N; each lane is
/// numbered from 1.
struct Stamp {
  std::uint32_t lane = 0;
  std::uint32_t number = 0;
  std::int64_t sent_at = 0;  ///< `monotonic_now`
};

/// A notification of everyday size (about 180 bytes) whose `data` holds the stamp.
std::string stamped_notification(const Stamp& stamp);

/// The stamp in what arrived, whatever the server added; nothing when there is none.
std::optional<Stamp> find_stamp(std::string_view data);

}  // namespace tidings::load
