#include "tidings/diagnosis.h"

#include <algorithm>
#include <array>

#include "diagnosis/checks.h"

namespace tidings {
namespace {

constexpr std::array kKnown{
    CheckInfo{"name", "is the server's name known?"},
    CheckInfo{"tcp", "does it take connections?"},
    CheckInfo{"tls", "does the encryption work?"},
    CheckInfo{"certificate", "is it trusted, and for how long?"},
    CheckInfo{"redirects", "where does the URL lead, and may credentials go there?"},
    CheckInfo{"status", "does the server answer, and with 200?"},
    CheckInfo{"authentication", "is the token accepted? Its times, and both clocks"},
    CheckInfo{"content-type", "is it an event stream?"},
    CheckInfo{"persistence", "does it stay open?"},
    CheckInfo{"caching", "may something on the way store it?"},
    CheckInfo{"compression", "does something on the way compress it?"},
    CheckInfo{"buffering", "does something on the way hold it back?"},
    CheckInfo{"heartbeat", "do heartbeats come, and often enough?"},
    CheckInfo{"idle-timeout", "is it cut when it is silent?"},
    CheckInfo{"retry", "how soon are clients told to come back?"},
    CheckInfo{"ids", "do events carry ids?"},
    CheckInfo{"resume", "does a client that comes back get what it missed?"},
    CheckInfo{"cors", "may pages of --origin read it?"},
};

using CheckFunction = std::optional<Check> (*)(const ObservedStream&);

constexpr std::array<CheckFunction, kKnown.size()> kChecks{
    name_check,
    tcp_check,
    tls_check,
    certificate_check,
    redirects_check,
    status_check,
    authentication_check,
    content_type_check,
    persistence_check,
    caching_check,
    compression_check,
    buffering_check,
    heartbeat_check,
    idle_timeout_check,
    retry_check,
    ids_check,
    resume_check,
    cors_check,
};

}  // namespace

std::string_view check_status_name(CheckStatus status) noexcept {
  switch (status) {
    case CheckStatus::ok:
      return "ok";
    case CheckStatus::warn:
      return "warn";
    case CheckStatus::fail:
      return "fail";
  }
  return {};
}

std::span<const CheckInfo> known_checks() noexcept {
  return kKnown;
}

Diagnosis diagnose(const ObservedStream& seen) {
  Diagnosis diagnosis;
  if (!seen.token_failure.empty()) {
    diagnosis.checks.push_back(*authentication_check(seen));
    diagnosis.result = CheckStatus::fail;
    return diagnosis;
  }
  for (const CheckFunction check : kChecks) {
    if (std::optional<Check> verdict = check(seen)) {
      diagnosis.result = std::max(diagnosis.result, verdict->status);
      diagnosis.checks.push_back(std::move(*verdict));
    }
  }
  return diagnosis;
}

}  // namespace tidings
