#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "load/file_descriptor.h"
#include "load/lane_book.h"

namespace tidings::load {

/// An SSE server that does something wrong with one in so many deliveries. Speaks nchan's dialect.
class FaultyServer {
 public:
  enum class Fault { none, dropped, doubled, swapped, stray, garbled, cut };

  FaultyServer();
  [[nodiscard]] std::uint16_t port() const { return port_; }

  /// Takes so many streams and answers their requests.
  void accept_streams(std::size_t count);
  /// So many notifications to each stream, numbered by `book`; every `interval`-th delivery is
  /// faulty. How many of them were.
  std::size_t deliver(std::uint32_t each, const LaneBook& book, Fault fault, std::size_t interval);

 private:
  void send_to(std::uint32_t seller, const std::string& events);

  FileDescriptor listener_;
  std::uint16_t port_;
  std::map<std::uint32_t, FileDescriptor> streams_;  // by seller
};

}  // namespace tidings::load
