#include <utility>

#include "tidings/json_text.h"

#include "api/handlers.h"
#include "api/idempotency.h"

namespace tidings::server {
namespace {

Response answer(Metrics& metrics, const Result<Appended>& appended) {
  if (!appended) {
    ++metrics.refused;
    return store_unreachable(appended.error());
  }
  if (appended->outcome == Appended::Outcome::conflict) {
    ++metrics.refused;
    return problem(409, "this idempotency key was used with another content");
  }
  ++(appended->outcome == Appended::Outcome::stored ? metrics.accepted : metrics.repeated);
  return json_response(201, "{\"id\":" + json::quote(to_text(appended->id)) + '}');
}

}  // namespace

void publish(ApiContext& context, Call call) {
  const auto key = idempotency_header(call.request);
  if (!key)
    return call.responder.send(problem(400, key.error().message));
  const auto notification = parse_notification(call.request.body, NotificationOrigin::publisher);
  if (!notification) {
    ++context.metrics.refused;
    return call.responder.send(problem(400, notification.error().message));
  }
  context.store.append(
      *notification, idempotency_key(call.identity, notification->idempotency_key, *key),
      [&metrics = context.metrics, responder = call.responder](const Result<Appended>& appended) {
        responder.send(answer(metrics, appended));
      });
}

}  // namespace tidings::server
