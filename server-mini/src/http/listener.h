#pragma once

#include <functional>
#include <memory>

#include "tidings/result.h"

#include "loop/event_loop.h"
#include "options/listen_address.h"

namespace tidings::server {

/// Holds an address for processes that will share it, without listening itself.
class AddressReservation {
 public:
  /// Refused when anyone else listens there, even one who would share.
  static Result<AddressReservation> take(const ListenAddress& address);
  AddressReservation(AddressReservation&& other) noexcept;
  AddressReservation& operator=(AddressReservation&&) = delete;
  ~AddressReservation();

  /// The port it was given included.
  [[nodiscard]] const ListenAddress& address() const { return address_; }

 private:
  AddressReservation(int fd, ListenAddress address);
  int fd_;
  ListenAddress address_;
};

/// A listening TCP socket that hands over each connection it accepts (non-blocking; the callee owns
/// it). Out of file descriptors, it closes what it cannot take instead of letting it hang.
class Listener final : private FdHandler {
 public:
  using Accept = std::function<void(int fd)>;

  /// `share_port`: several processes may listen on the port, and the kernel deals connections out
  /// among them (SO_REUSEPORT). The error names the address and the system's reason.
  static Result<std::unique_ptr<Listener>> open(EventLoop& loop, const ListenAddress& address,
                                                bool share_port, Accept accept);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// Where it listens, the port it was given included.
  [[nodiscard]] ListenAddress address() const { return address_; }

 private:
  Listener(EventLoop& loop, int fd, ListenAddress address, Accept accept);
  void on_ready(bool readable, bool writable) override;
  void turn_one_away();

  int fd_;
  int spare_;  // a file descriptor kept for the moment when there is none left
  ListenAddress address_;
  Accept accept_;
  FdWatch watch_;
  Timer pause_;
};

}  // namespace tidings::server
