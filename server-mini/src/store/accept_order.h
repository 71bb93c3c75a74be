#pragma once

#include <cstdint>

#include "position.h"

namespace tidings::server {

/// Gives what is accepted one after the other rising positions, in whatever logs it is stored: so a
/// seller's notifications and broadcasts can be merged in the order accepted. Several servers agree
/// as far as their clocks do. Pure: the moment, in milliseconds since 1970, is an argument and may
/// go backwards.
class AcceptOrder {
 public:
  /// Never a number 0 within the millisecond: that one stands before every entry of it.
  Position next(std::uint64_t now) {
    last_ = now > last_.ms ? Position{now, 1} : Position{last_.ms, last_.seq + 1};
    return last_;
  }

 private:
  Position last_;
};

}  // namespace tidings::server
