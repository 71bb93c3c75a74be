#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace tidings::conformance {

/// What a case found wrong: thrown by the harness and by the case, shown with what the program
/// printed.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Bytes as a person can read them: control characters and non-ASCII as \xNN, long text cut.
std::string readable(std::string_view bytes);

void require(bool holds, const std::string& otherwise);
void require_equal(std::string_view actual, std::string_view expected, const std::string& what);
void require_equal(long actual, long expected, const std::string& what);
void require_contains(std::string_view text, std::string_view part, const std::string& what);
void require_lacks(std::string_view text, std::string_view part, const std::string& what);

}  // namespace tidings::conformance
