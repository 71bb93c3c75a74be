#include <utility>

#include "tidings/json_text.h"

#include "api/handlers.h"
#include "log/log.h"

namespace tidings::server {
namespace {

std::string to_json(const std::vector<ConnectionRecord>& records, const SellerId& seller) {
  std::string out = "{\"connections\":[";
  for (const auto& record : records) {
    if (out.back() != '[')
      out += ',';
    out += "{\"id\":" + json::quote(record.id) + ",\"sellerId\":" + seller.json() +
           ",\"server\":" + json::quote(record.server) +
           ",\"since\":" + json::quote(timestamp(record.since)) + '}';
  }
  return out += "]}";
}

}  // namespace

void list_connections(ApiContext& context, Call call) {
  const auto text = call.request.target.parameter("sellerId");
  if (!text)
    return call.responder.send(problem(400, "the parameter sellerId is needed"));
  const auto seller = SellerId::from_text(*text);
  if (!seller)
    return call.responder.send(problem(400, "sellerId: " + seller.error().message));
  context.store.connections(*seller, [responder = call.responder, seller = *seller](
                                         const Result<std::vector<ConnectionRecord>>& records) {
    responder.send(records ? json_response(200, to_json(*records, seller))
                           : store_unreachable(records.error()));
  });
}

}  // namespace tidings::server
