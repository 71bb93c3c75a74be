// Read and unread.
#include <string_view>
#include <utility>

#include "tidings/json_text.h"

#include "api/handlers.h"

namespace tidings::server {
namespace {

Result<NotificationId> read_id(std::string_view name, std::string_view value) {
  const auto text = json::string_content(value);
  auto id = text ? parse_notification_id(*text) : std::nullopt;
  if (!id)
    return Error{std::string(name) + " holds something that is no notification's id"};
  return *id;
}

Result<void> read_ids(std::string_view value, ReadChange& change) {
  if (!json::is_array(value))
    return Error{"ids must be a list of notifications' ids"};
  Result<void> outcome;
  json::for_each_element(value, [&](std::string_view element) {
    const auto id = read_id("ids", element);
    if (id)
      change.ids.push_back(*id);
    else
      outcome = id.error();
    return outcome.ok();
  });
  if (outcome.ok() && change.ids.empty())
    return Error{"ids is empty"};
  return outcome;
}

Result<void> read_member(std::string_view name, std::string_view value, ReadChange& change) {
  if (name == "ids" && change.ids.empty())
    return read_ids(value, change);
  if (name == "upTo" && change.kind == ReadChange::Kind::read && !change.up_to) {
    const auto id = read_id(name, value);
    if (!id)
      return id.error();
    change.up_to = *id;
    return {};
  }
  return Error{"the member '" + std::string(name) + "' is not known here or given twice"};
}

Result<ReadChange> parse_change(std::string_view body, ReadChange::Kind kind) {
  if (const auto valid = json::validate(body); !valid)
    return Error{"the body is no JSON: " + valid.error().message};
  if (!json::is_object(body))
    return Error{"the body is not a JSON object"};
  ReadChange change;
  change.kind = kind;
  Result<void> outcome;
  json::for_each_member(body, [&](std::string_view name, std::string_view value) {
    outcome = read_member(name, value, change);
    return outcome.ok();
  });
  if (!outcome)
    return outcome.error();
  if (change.ids.empty() == !change.up_to)
    return Error{kind == ReadChange::Kind::read ? "give one of ids and upTo" : "give ids"};
  return change;
}

void mark(ApiContext& context, const Call& call, ReadChange::Kind kind) {
  const auto change = parse_change(call.request.body, kind);
  if (!change)
    return call.responder.send(problem(400, change.error().message));
  context.store.mark(
      *call.identity.seller, *change, [responder = call.responder](const Result<void>& done) {
        responder.send(done ? Response{204, {}, {}} : store_unreachable(done.error()));
      });
}

}  // namespace

void mark_read(ApiContext& context, Call call) {
  mark(context, call, ReadChange::Kind::read);
}

void mark_unread(ApiContext& context, Call call) {
  mark(context, call, ReadChange::Kind::unread);
}

}  // namespace tidings::server
