#include "api/api.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "api/gate.h"

namespace tidings::server {
namespace {

enum class BodyKind { none, json, notifications };

using Handler = void (*)(ApiContext& context, Call call);

struct Route {
  std::string_view method;
  std::string_view path;
  Access access;
  BodyKind body;
  Handler handler;
};

/// Of the requests that mark notifications: some 6,000 ids, more than both logs keep by default.
constexpr std::uint64_t kMaxMarkSize = std::uint64_t{256} << 10;

constexpr std::array<Route, 9> kRoutes{{
    {"GET", "/v1/stream", Access::seller, BodyKind::none, open_stream},
    {"GET", "/v1/notifications", Access::seller, BodyKind::none, list_notifications},
    {"POST", "/v1/notifications", Access::publisher, BodyKind::notifications, publish},
    {"POST", "/v1/notifications/read", Access::seller, BodyKind::json, mark_read},
    {"POST", "/v1/notifications/unread", Access::seller, BodyKind::json, mark_unread},
    {"GET", "/v1/connections", Access::publisher, BodyKind::none, list_connections},
    {"GET", "/healthz", Access::anyone, BodyKind::none, report_health},
    {"GET", "/readyz", Access::anyone, BodyKind::none, report_readiness},
    {"GET", "/metrics", Access::anyone, BodyKind::none, report_metrics},
}};

/// HEAD is GET without the body; a stream would not be one then.
bool answers_head(const Route& route) {
  return route.method == "GET" && route.path != "/v1/stream";
}

std::string allowed_methods(std::string_view path) {
  std::string out;
  for (const Route& route : kRoutes) {
    if (route.path != path)
      continue;
    out.append(route.method).append(", ");
    if (answers_head(route))
      out += "HEAD, ";
  }
  return out.empty() ? out : out + "OPTIONS";
}

const Route* find_route(std::string_view method, std::string_view path) {
  const auto* const found = std::find_if(kRoutes.begin(), kRoutes.end(), [&](const Route& route) {
    return route.path == path &&
           (route.method == method || (method == "HEAD" && answers_head(route)));
  });
  return found == kRoutes.end() ? nullptr : found;
}

/// `application/json; charset=utf-8` → `application/json`.
std::string media_type(const RequestHead& head) {
  const std::string_view value = head.field("content-type").value_or("");
  std::string type = to_lower(value.substr(0, value.find(';')));
  type.erase(type.find_last_not_of(" \t") + 1);
  return type;
}

bool is_compressed(const RequestHead& head) {
  return to_lower(head.field("content-encoding").value_or("identity")) != "identity";
}

/// How large a body may be and who gets it, by its type; nothing for a type that isn't known.
std::optional<std::pair<std::uint64_t, Handler>> body_rule(const Route& route,
                                                           const RequestHead& head,
                                                           std::uint64_t max_body) {
  if (route.body == BodyKind::none)
    return std::pair(std::uint64_t{0}, route.handler);
  const std::string type = media_type(head);
  if (route.body == BodyKind::notifications && type == "application/x-ndjson")
    return std::pair(kMaxBatchSize, Handler{publish_batch});
  if (type != "application/json")
    return std::nullopt;
  return std::pair(route.body == BodyKind::json ? kMaxMarkSize : max_body, route.handler);
}

Response unknown_type(const Route& route) {
  return problem(415,
                 route.body == BodyKind::notifications
                     ? "the body's type is not known here; send Content-Type application/json or "
                       "application/x-ndjson"
                     : "the body's type is not known here; send Content-Type application/json");
}

}  // namespace

Api::Api(ApiContext context, std::vector<std::string> cors_origins)
    : context_(std::move(context)), cors_(std::move(cors_origins)) {}

Fields Api::common_fields(const RequestHead& head) {
  return cors_.common_fields(head);
}

std::variant<Admission, Response> Api::admit(const Request& request) {
  const RequestHead& head = request.head;
  const std::string allow = request.target.path == "*" ? "GET, HEAD, POST, OPTIONS"
                                                       : allowed_methods(request.target.path);
  if (allow.empty())
    return problem(404, "there is nothing at this path; the API is under /v1");
  if (head.method == "OPTIONS") {
    Fields fields = cors_.preflight_fields(head);
    fields.emplace_back("Allow", allow);
    return Response{204, std::move(fields), {}};
  }
  const Route* route = find_route(head.method, request.target.path);
  if (route == nullptr)
    return problem(405, "this path does not know the method " + head.method.substr(0, 32),
                   {{"Allow", allow}});
  auto caller = identify(request, route->access, context_.authenticator, context_.wall_clock());
  if (auto* refusal = std::get_if<Response>(&caller)) {
    if (refusal->status == 401)
      ++context_.metrics.unauthorized;
    return std::move(*refusal);
  }
  if (is_compressed(head))
    return problem(415, "the body is compressed; send it as it is, without Content-Encoding",
                   {{"Accept-Encoding", "identity"}});
  const auto rule = body_rule(*route, head, context_.max_body);
  if (!rule)
    return unknown_type(*route);
  return Admission{rule->first,
                   [this, handler = rule->second, identity = std::get<Identity>(std::move(caller))](
                       Request admitted, Responder responder) {
                     handler(context_, {std::move(admitted), identity, std::move(responder)});
                   }};
}

void Api::on_answer(int status) {
  const auto kind = static_cast<std::size_t>(status / 100);
  if (kind < context_.metrics.responses.size())
    ++context_.metrics.responses.at(kind);
}

Response store_unreachable(const Error& error) {
  return come_back_later(503, "the store can't be used at the moment: " + error.message,
                         std::chrono::seconds(2));
}

}  // namespace tidings::server
