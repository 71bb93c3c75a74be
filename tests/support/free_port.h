#pragma once

#include <QtGlobal>

namespace tidings::test {

/// A TCP port on 127.0.0.1 that nothing listened on a moment ago, and another one on each call, in
/// whatever test that runs at the same time. Below the range from which the kernel numbers outgoing
/// connections: there, a client that keeps trying a dead server's port would sooner or later
/// connect to itself.
quint16 free_port();

}  // namespace tidings::test
