#include "tidings/version.h"

namespace tidings {

std::string_view version() noexcept {
  return TIDINGS_VERSION;
}

}  // namespace tidings
