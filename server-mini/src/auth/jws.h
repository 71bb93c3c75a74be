#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "tidings/result.h"

/// JSON Web Signatures in compact form (RFC 7515) over the three algorithms of RFC 7518 that the
/// server speaks. Knows nothing of claims. The one place that calls OpenSSL for tokens.
namespace tidings::server {

enum class JwsAlgorithm { HS256, RS256, ES256 };

/// `HS256`, `RS256` or `ES256`, as in a token's header.
std::string_view name_of(JwsAlgorithm algorithm);

/// A key that checks signatures, of one algorithm: what the key is decides how a token must be
/// signed, never the token. So a public key can't be taken for an HMAC secret. Cheap to copy.
class JwsKey {
 public:
  /// An HMAC secret, any bytes but none. RFC 7518 asks for at least 32 bytes; whether a shorter one
  /// is used is the caller's choice.
  static Result<JwsKey> from_secret(std::string_view secret);
  /// A public key in PEM: RSA of at least 2048 bits (RS256) or P-256 (ES256). A private key or a
  /// certificate is refused with the reason.
  static Result<JwsKey> from_public_pem(std::string_view pem);

  [[nodiscard]] JwsAlgorithm algorithm() const;

  /// Whether `signature` (raw bytes) is this key's over `signing_input`. Comparison of an HMAC
  /// takes the same time wherever it differs.
  [[nodiscard]] bool verify(std::string_view signing_input, std::string_view signature) const;

 private:
  struct Material;
  explicit JwsKey(std::shared_ptr<const Material> material);
  std::shared_ptr<const Material> material_;
};

/// The parts of a compact token, views into it.
struct CompactJws {
  std::string_view signing_input;  ///< header and payload with the dot between
  std::string header;              ///< decoded: JSON text, unchecked
  std::string payload;             ///< decoded: JSON text, unchecked
  std::string signature;           ///< decoded: raw bytes
};

/// Splits and decodes; the views hold as long as `token`. The error says which part is wrong, and
/// holds nothing of the token.
Result<CompactJws> split_jws(std::string_view token);

/// A token over `payload` (JSON text), signed with HS256. REQUIRES: `secret` is not empty.
std::string sign_hs256(std::string_view payload, std::string_view secret);

/// The OpenSSL that is running, for `--version`.
std::string openssl_version();

}  // namespace tidings::server
