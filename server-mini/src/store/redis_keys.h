#pragma once

#include <string>
#include <string_view>

#include "store.h"

/// Every key and channel of ours in Redis. What belongs to one seller has the seller's name as its
/// hash tag, so it is in one slot.
namespace tidings::server::redis_keys {

inline const std::string kPrefix = "tidings:";

inline std::string epoch() {
  return kPrefix + "epoch";
}
/// A lease of the server, and the channel of its probe.
inline std::string server(const std::string& id) {
  return kPrefix + "server:" + id;
}

/// The channel of the wake-ups.
inline std::string channel(const LogName& log) {
  return kPrefix + '{' + log.key() + '}';
}
inline std::string log(const LogName& name) {
  return channel(name) + ":log";
}
inline std::string meta(const LogName& name) {
  return channel(name) + ":meta";
}
/// Watermarks, and the positions above them that are read, too: a set for each log, so that none
/// has more than the log.
inline std::string read(const LogName& name) {
  return channel(name) + ":read";
}
inline std::string read_ids(const LogName& name) {
  return channel(name) + ":read:ids";
}
inline std::string read_broadcasts(const LogName& name) {
  return channel(name) + ":read:broadcasts";
}
inline std::string connections(const LogName& name) {
  return channel(name) + ":conns";
}
inline std::string idempotency(const LogName& name) {
  return channel(name) + ":idem";
}

}  // namespace tidings::server::redis_keys
