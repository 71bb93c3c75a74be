#include "watch/outcome.h"

#include <algorithm>
#include <array>

namespace tidings::cli {

ExitStatus status_of(StreamEnd::Kind kind) {
  switch (kind) {
    case StreamEnd::Kind::complete:
      return ExitStatus::success;
    case StreamEnd::Kind::unusable:
      return ExitStatus::failure;
    case StreamEnd::Kind::not_authorized:
      return ExitStatus::not_authorized;
    case StreamEnd::Kind::retries_exhausted:
      return ExitStatus::retries_exhausted;
  }
  return ExitStatus::failure;
}

ExitStatus combined_status(std::span<const StreamEnd::Kind> ends) {
  constexpr std::array kOrder{StreamEnd::Kind::not_authorized, StreamEnd::Kind::unusable,
                              StreamEnd::Kind::retries_exhausted};
  for (const StreamEnd::Kind kind : kOrder) {
    if (std::find(ends.begin(), ends.end(), kind) != ends.end()) {
      return status_of(kind);
    }
  }
  return ExitStatus::success;
}

}  // namespace tidings::cli
