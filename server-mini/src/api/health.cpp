#include <utility>

#include "api/handlers.h"

namespace tidings::server {

void report_health(ApiContext& /*context*/, Call call) {
  call.responder.send(json_response(200, R"({"status":"ok"})"));
}

void report_readiness(ApiContext& context, Call call) {
  const Availability store = context.store.availability();
  if (context.draining)
    call.responder.send(
        come_back_later(503, "the server is being shut down", std::chrono::seconds(5)));
  else if (!store.available)
    call.responder.send(store_unreachable(Error{store.reason}));
  else
    call.responder.send(json_response(200, R"({"status":"ready"})"));
}

void report_metrics(ApiContext& context, Call call) {
  call.responder.send({200,
                       {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
                       context.metrics_text()});
}

}  // namespace tidings::server
