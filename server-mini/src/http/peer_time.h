#pragma once

#include <chrono>

namespace tidings::server {

/// The kernel breaks a connection whose peer acknowledges nothing of what was sent to it for so
/// long; zero leaves it to the kernel's patience.
void set_peer_time(int fd, std::chrono::milliseconds time);

/// Whether the peer has no room for what waits for it and says so whenever it is asked: its program
/// does not read, but it is there. The kernel counts that as silence, too.
bool is_full_and_alive(int fd);

}  // namespace tidings::server
