#pragma once

#include <string>

/// Replaces `getaddrinfo` of a test program, libcurl's calls included: `unknown.test` has no
/// address, `*.loopback.test` is 127.0.0.1, and `hangs.test` keeps its caller waiting for as long
/// as a `HangingLookUps` lives. Other names are looked up as ever.
namespace tidings::test {

/// How often this name has been looked up.
int look_ups_of(const std::string& name);

/// Lets those go who wait, at the end. One at a time.
class HangingLookUps {
 public:
  HangingLookUps();
  ~HangingLookUps();
  HangingLookUps(const HangingLookUps&) = delete;
  HangingLookUps& operator=(const HangingLookUps&) = delete;
  /// Waits until so many are under way.
  void await(int count = 1) const;
};

}  // namespace tidings::test
