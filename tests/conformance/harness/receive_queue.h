#pragma once

namespace tidings::conformance {

/// Waits until whoever is at the other end of this loopback IPv4 connection has read all bytes that
/// were sent (the kernel tells how many wait in its receive queue), or has closed it. This is how a
/// script pauses between pieces of a stream without sleeping. Throws Failure at the deadline.
void await_peer_has_read(int socket);

}  // namespace tidings::conformance
