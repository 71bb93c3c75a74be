#pragma once

#include <filesystem>
#include <string>

#include "conformance/harness/tls_channel.h"

namespace tidings::conformance {

/// A certificate authority of the case's own, made with the `openssl` command in the case's folder.
class CertificateAuthority {
 public:
  explicit CertificateAuthority(std::filesystem::path directory);

  /// The authority's certificate, as for --cacert.
  [[nodiscard]] std::string file() const { return path("ca.pem").string(); }

  /// A certificate for `subject` (as in `IP:127.0.0.1` or `DNS:example.test`), valid from now for
  /// `days`; negative: over for that long.
  TlsSettings issue(const std::string& name, const std::string& subject, int days = 2) const;

  /// The same, but valid only from 2099 on.
  [[nodiscard]] TlsSettings issue_for_2099(const std::string& name,
                                           const std::string& subject) const;

 private:
  void request(const std::string& name, const std::string& subject) const;
  [[nodiscard]] TlsSettings settings(const std::string& name) const;
  [[nodiscard]] std::filesystem::path path(const std::string& name) const {
    return directory_ / name;
  }

  std::filesystem::path directory_;
};

}  // namespace tidings::conformance
