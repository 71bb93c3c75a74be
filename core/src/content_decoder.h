#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string_view>

#include "tidings/result.h"

namespace tidings {

/// Undoes a `Content-Encoding` (RFC 9110, 8.4) as the body comes, in bounded memory: what a piece
/// expands to is fetched bit by bit, so that a reader may stop in between.
class ContentDecoder {
 public:
  /// What may be asked for: a value of `Accept-Encoding`.
  static constexpr std::string_view kAccepted = "gzip, deflate, br";

  /// Null for a body that is not encoded. Fails for encodings other than gzip, deflate and br.
  static Result<std::unique_ptr<ContentDecoder>> create(std::string_view content_encoding);
  virtual ~ContentDecoder() = default;

  /// The next decoded bytes; takes what it uses away from `encoded`. Empty: more input is needed,
  /// all of `encoded` is used up. Fails for damaged input; must not be called again then. The bytes
  /// hold until the next call.
  virtual Result<std::string_view> next(std::string_view& encoded) = 0;
  /// Whether the input so far is whole: a body that ends here was not cut.
  [[nodiscard]] virtual bool at_end() const = 0;

 protected:
  std::array<char, std::size_t{16} << 10> output_;
};

}  // namespace tidings
