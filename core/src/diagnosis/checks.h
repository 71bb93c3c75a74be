#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "tidings/diagnosis.h"
#include "tidings/observation.h"

/// The checks, each by itself: what was seen → a verdict, or nothing when it was not reached or
/// cannot be told. Only one of them blames the same fault.
namespace tidings {

std::optional<Check> name_check(const ObservedStream& seen);
std::optional<Check> tcp_check(const ObservedStream& seen);
std::optional<Check> tls_check(const ObservedStream& seen);
std::optional<Check> certificate_check(const ObservedStream& seen);

std::optional<Check> status_check(const ObservedStream& seen);
std::optional<Check> authentication_check(const ObservedStream& seen);
std::optional<Check> content_type_check(const ObservedStream& seen);
std::optional<Check> redirects_check(const ObservedStream& seen);
std::optional<Check> caching_check(const ObservedStream& seen);

std::optional<Check> persistence_check(const ObservedStream& seen);
std::optional<Check> compression_check(const ObservedStream& seen);
std::optional<Check> buffering_check(const ObservedStream& seen);
std::optional<Check> heartbeat_check(const ObservedStream& seen);
std::optional<Check> idle_timeout_check(const ObservedStream& seen);

std::optional<Check> retry_check(const ObservedStream& seen);
std::optional<Check> ids_check(const ObservedStream& seen);
std::optional<Check> resume_check(const ObservedStream& seen);
std::optional<Check> cors_check(const ObservedStream& seen);

/// Makes the verdicts of one check.
class Verdict {
 public:
  explicit constexpr Verdict(std::string_view name) : name_(name) {}
  [[nodiscard]] Check ok(std::string detail) const {
    return {name_, CheckStatus::ok, std::move(detail), {}};
  }
  [[nodiscard]] Check warn(std::string detail, std::string advice) const {
    return {name_, CheckStatus::warn, std::move(detail), std::move(advice)};
  }
  [[nodiscard]] Check fail(std::string detail, std::string advice) const {
    return {name_, CheckStatus::fail, std::move(detail), std::move(advice)};
  }

 private:
  std::string_view name_;
};

}  // namespace tidings
