#pragma once

#include <optional>
#include <string>

#include "tidings/clock.h"
#include "tidings/token_source.h"

namespace tidings {

/// The Bearer token that one session sends, and when a fresh one is due. It fetches nothing: the
/// session does, when it is told to.
class BearerToken {
 public:
  explicit BearerToken(const TokenSource& source);

  /// A try begins. True when a token is to be fetched for it: there is none yet, or it is about to
  /// expire and the source can give another.
  [[nodiscard]] bool begin_try(WallTime now);
  /// The server has refused it. True when a fresh one is to be fetched: once a try.
  [[nodiscard]] bool renew_after_refusal();

  void fetched(const std::string& token);
  /// The source gave none: the next try asks again.
  void not_fetched();
  /// The source has given one before, so that its failing is likely to pass.
  [[nodiscard]] bool ever_fetched() const noexcept { return ever_fetched_; }

  /// Empty without a source.
  [[nodiscard]] const std::string& value() const noexcept { return value_; }

 private:
  const bool has_source_;
  const bool renewable_;
  std::string value_;
  std::optional<WallTime> expiry_;
  bool refused_ = false;  ///< a fresh one is being tried after a 401
  bool ever_fetched_ = false;
};

}  // namespace tidings
