#pragma once

#include <cstddef>
#include <string_view>

#include "tidings/http_transport.h"

namespace tidings {

/// Puts the head of a response together from its lines, within bounds. Interim answers (1xx) are
/// passed over, trailers ignored.
class ResponseHeadReader {
 public:
  /// All header lines of one exchange together; what is longer is no answer but an attack.
  static constexpr std::size_t kLargest = std::size_t{256} << 10;

  enum class Step {
    more,      ///< the head is not complete yet, or long past
    complete,  ///< with this line: take it from `take_head`
    too_large,
  };
  /// 101 is passed over only where the request asks for another protocol; elsewhere it is final.
  explicit ResponseHeadReader(bool asks_for_upgrade) : asks_for_upgrade_(asks_for_upgrade) {}

  /// The next line, with or without its line end.
  Step take(std::string_view line);
  [[nodiscard]] bool too_large() const noexcept { return size_ > kLargest; }
  /// A complete head has been taken.
  [[nodiscard]] bool complete() const noexcept { return past_; }
  /// REQUIRES: `take` has just returned `complete`. `redirect_url` is left empty.
  HttpResponseHead take_head();

 private:
  [[nodiscard]] bool is_interim() const noexcept;
  void take_status_line(std::string_view line);
  void continue_value(std::string_view more);

  const bool asks_for_upgrade_;
  HttpResponseHead head_;
  std::size_t size_ = 0;
  bool past_ = false;
};

}  // namespace tidings
