#include "load/jwt.h"

#include <array>
#include <ctime>

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace tidings::load {
namespace {

constexpr std::time_t kLife = 6 * 3600;

std::string base64url(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                   reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  text.resize(text.find_last_not_of('=') + 1);
  for (char& c : text)
    c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

std::string expiry() {
  return std::to_string(std::time(nullptr) + kLife);
}

}  // namespace

std::string signed_token(std::string_view secret, std::string_view claims) {
  std::string token = base64url(R"({"alg":"HS256","typ":"JWT"})") + '.' + base64url(claims);
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(token.data()), token.size(), mac.data(), &size);
  return token += '.' + base64url({reinterpret_cast<const char*>(mac.data()), size});
}

std::string seller_token(std::string_view secret, std::uint32_t seller) {
  return signed_token(secret,
                      R"({"sellerId":)" + std::to_string(seller) + R"(,"exp":)" + expiry() + '}');
}

std::string publish_token(std::string_view secret) {
  return signed_token(secret, R"({"scope":"publish","exp":)" + expiry() + '}');
}

}  // namespace tidings::load
