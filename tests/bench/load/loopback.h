#pragma once

#include <cstddef>
#include <cstdint>

#include "load/file_descriptor.h"

/// Connections over loopback from many source addresses, since one address has 28,000 ports only.
namespace tidings::load {

/// Begins to connect to 127.0.0.1:`port` without waiting, from 127.0.`block`+1.`y`, where `y`
/// changes every few thousand `number`s. Throws when the system gives no socket. An empty result:
/// refused at once.
FileDescriptor begin_connect(std::uint16_t port, unsigned block, std::size_t number);

/// Connects to 127.0.0.1:`port` and waits for it. Throws when nobody listens.
FileDescriptor connect_to(std::uint16_t port);
/// Whether somebody does.
bool listens(std::uint16_t port);
/// A port that is free now.
std::uint16_t free_port();

/// Closes without the wait that would keep the ports in use for a minute.
void close_at_once(FileDescriptor& socket);

/// As many files as the system allows this process.
void raise_file_limit();

}  // namespace tidings::load
