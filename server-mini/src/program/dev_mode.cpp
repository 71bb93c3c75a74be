#include "program/dev_mode.h"

#include "auth/jws.h"
#include "auth/token_claims.h"

namespace tidings::server {
namespace {

constexpr std::int64_t kSeller = 42;

}  // namespace

std::string dev_instructions(std::string_view base_url, std::string_view secret,
                             std::string_view seller_claim,
                             std::chrono::system_clock::time_point now) {
  TokenClaims seller;
  seller.seller = SellerId::from_integer(kSeller);
  seller.seller_claim = seller_claim;
  seller.ttl = std::chrono::hours(24);
  TokenClaims publisher;
  publisher.scope = "publish";
  publisher.ttl = std::chrono::hours(24);
  const std::string seller_token = sign_hs256(claims_json(seller, now), secret);
  const std::string publish_token = sign_hs256(claims_json(publisher, now), secret);
  const std::string stream = std::string(base_url) + "/v1/stream";
  const std::string notifications = std::string(base_url) + "/v1/notifications";
  return "seller token (seller 42): " + seller_token + "\npublish token: " + publish_token +
         "\n\nFollow the stream of seller 42:\n  TIDINGS_TOKEN=" + seller_token +
         " tidings watch " + stream +
         "\n\nPublish a notification:\n  TIDINGS_TOKEN=" + publish_token + " tidings publish " +
         notifications +
         " --to 42 --title 'Hello'\n\nThe same with curl:\n  curl -N -H 'Authorization: Bearer " +
         seller_token + "' " + stream + "\n  curl -H 'Authorization: Bearer " + publish_token +
         "' -H 'Content-Type: application/json' \\\n    -d "
         "'{\"sellerId\":42,\"title\":\"Hello\"}' " +
         notifications + "\n";
}

}  // namespace tidings::server
