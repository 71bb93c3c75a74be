#include "auth/jws.h"

#include <array>
#include <cstdint>
#include <utility>

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>

#include "auth/base64url.h"

namespace tidings::server {
namespace {

template <class T, void (*Free)(T*)>
struct Deleter {
  void operator()(T* object) const { Free(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY, EVP_PKEY_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX, EVP_MD_CTX_free>>;
using EcdsaSignature = std::unique_ptr<ECDSA_SIG, Deleter<ECDSA_SIG, ECDSA_SIG_free>>;
struct BioDeleter {
  void operator()(BIO* bio) const { BIO_free(bio); }
};

constexpr int kMinRsaBits = 2048;
constexpr std::size_t kP256IntegerSize = 32;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string hmac_sha256(std::string_view secret, std::string_view input) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), bytes_of(input), input.size(),
       out.data(), &size);
  return {reinterpret_cast<const char*>(out.data()), size};
}

/// JOSE writes an ECDSA signature as two fixed integers, OpenSSL wants them in DER.
std::string ecdsa_der(std::string_view signature) {
  if (signature.size() != 2 * kP256IntegerSize)
    return {};
  EcdsaSignature parsed(ECDSA_SIG_new());
  BIGNUM* r = BN_bin2bn(bytes_of(signature), kP256IntegerSize, nullptr);
  BIGNUM* s = BN_bin2bn(bytes_of(signature.substr(kP256IntegerSize)), kP256IntegerSize, nullptr);
  if (!parsed || r == nullptr || s == nullptr || ECDSA_SIG_set0(parsed.get(), r, s) != 1) {
    BN_free(r);
    BN_free(s);
    return {};
  }
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(parsed.get(), &der);
  if (size <= 0)
    return {};
  std::string out(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return out;
}

bool verify_with_public_key(EVP_PKEY* key, std::string_view input, std::string_view signature) {
  const DigestContext context(EVP_MD_CTX_new());
  const bool good = context &&
                    EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
                    EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(),
                                     bytes_of(input), input.size()) == 1;
  ERR_clear_error();
  return good;
}

bool is_p256(const EVP_PKEY* key) {
  std::array<char, 64> name{};
  return EVP_PKEY_get_group_name(key, name.data(), name.size(), nullptr) == 1 &&
         std::string_view(name.data()) == SN_X9_62_prime256v1;
}

}  // namespace

struct JwsKey::Material {
  JwsAlgorithm algorithm = JwsAlgorithm::HS256;
  std::string secret;
  Key public_key;
};

std::string_view name_of(JwsAlgorithm algorithm) {
  switch (algorithm) {
    case JwsAlgorithm::HS256:
      return "HS256";
    case JwsAlgorithm::RS256:
      return "RS256";
    case JwsAlgorithm::ES256:
      return "ES256";
  }
  return {};
}

JwsKey::JwsKey(std::shared_ptr<const Material> material) : material_(std::move(material)) {}

JwsAlgorithm JwsKey::algorithm() const {
  return material_->algorithm;
}

Result<JwsKey> JwsKey::from_secret(std::string_view secret) {
  if (secret.empty())
    return Error{"the secret is empty"};
  auto material = std::make_shared<Material>();
  material->secret = secret;
  return JwsKey(std::move(material));
}

Result<JwsKey> JwsKey::from_public_pem(std::string_view pem) {
  if (pem.find("PRIVATE KEY-----") != std::string_view::npos)
    return Error{"it holds a private key; give the server only the public one"};
  const std::unique_ptr<BIO, BioDeleter> bio(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  Key key(bio ? PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr) : nullptr);
  ERR_clear_error();
  if (!key)
    return Error{"it holds no public key in PEM (-----BEGIN PUBLIC KEY-----)"};
  auto material = std::make_shared<Material>();
  if (EVP_PKEY_is_a(key.get(), "RSA") == 1) {
    if (EVP_PKEY_get_bits(key.get()) < kMinRsaBits)
      return Error{"its RSA key has " + std::to_string(EVP_PKEY_get_bits(key.get())) +
                   " bits; RS256 needs at least 2048"};
    material->algorithm = JwsAlgorithm::RS256;
  } else if (EVP_PKEY_is_a(key.get(), "EC") == 1 && is_p256(key.get())) {
    material->algorithm = JwsAlgorithm::ES256;
  } else {
    return Error{"its key is neither RSA (RS256) nor P-256 (ES256)"};
  }
  material->public_key = std::move(key);
  return JwsKey(std::move(material));
}

bool JwsKey::verify(std::string_view signing_input, std::string_view signature) const {
  switch (material_->algorithm) {
    case JwsAlgorithm::HS256: {
      const std::string expected = hmac_sha256(material_->secret, signing_input);
      return signature.size() == expected.size() &&
             CRYPTO_memcmp(signature.data(), expected.data(), expected.size()) == 0;
    }
    case JwsAlgorithm::RS256:
      return verify_with_public_key(material_->public_key.get(), signing_input, signature);
    case JwsAlgorithm::ES256: {
      const std::string der = ecdsa_der(signature);
      return !der.empty() &&
             verify_with_public_key(material_->public_key.get(), signing_input, der);
    }
  }
  return false;
}

Result<CompactJws> split_jws(std::string_view token) {
  const std::size_t first = token.find('.');
  const std::size_t second = first == std::string_view::npos ? first : token.find('.', first + 1);
  if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos)
    return Error{"it is no JSON Web Token of three parts"};
  auto header = base64url_decode(token.substr(0, first));
  auto payload = base64url_decode(token.substr(first + 1, second - first - 1));
  auto signature = base64url_decode(token.substr(second + 1));
  if (!header || !payload || !signature)
    return Error{std::string("its ") +
                 (!header    ? "header"
                  : !payload ? "payload"
                             : "signature") +
                 " is not strict base64url"};
  return CompactJws{token.substr(0, second), std::move(*header), std::move(*payload),
                    std::move(*signature)};
}

std::string sign_hs256(std::string_view payload, std::string_view secret) {
  std::string token = base64url_encode(R"({"alg":"HS256","typ":"JWT"})");
  token += '.';
  token += base64url_encode(payload);
  const std::string signature = base64url_encode(hmac_sha256(secret, token));
  token += '.';
  token += signature;
  return token;
}

std::string openssl_version() {
  return OpenSSL_version(OPENSSL_VERSION_STRING);
}

}  // namespace tidings::server
