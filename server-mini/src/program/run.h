#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace tidings::server {

/// How the program ends.
enum class ExitStatus {
  success = 0,
  failure = 1,  ///< cannot listen, bad key file, store unreachable
  usage = 2,
};

/// The whole of `tidings-server`, without the program's name among the arguments. Results go to
/// `out`, everything else to `err`.
ExitStatus run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err);

}  // namespace tidings::server
