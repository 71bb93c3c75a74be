#include "tidings/http_transport.h"

#include "ascii.h"

namespace tidings {

std::optional<std::string_view> HttpResponseHead::header(std::string_view name) const {
  for (const HttpHeader& header : headers) {
    if (ascii::equal_ignoring_case(header.name, name)) {
      return header.value;
    }
  }
  return std::nullopt;
}

}  // namespace tidings
