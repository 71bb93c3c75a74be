#include "observation/observation_request.h"

#include <string>
#include <utility>

#include "content_decoder.h"
#include "request_headers.h"

namespace tidings {
namespace {

using Step = ObservationStep;

/// Without credentials: as a browser asks, and to a server that nobody may trust.
HttpRequest bare_request(std::string method, const StreamRequest& request,
                         const StreamSettings& settings) {
  HttpRequest bare;
  bare.method = std::move(method);
  bare.url = request.url();
  bare.connection = settings.connection;
  add_user_agent(bare.headers);
  return bare;
}

HttpRequest preflight(const StreamRequest& request, const StreamSettings& settings,
                      const ObservedStream& seen) {
  HttpRequest asking = bare_request("OPTIONS", request, settings);
  asking.headers.push_back({"Origin", seen.origin});
  asking.headers.push_back({"Access-Control-Request-Method", "GET"});
  asking.headers.push_back({"Access-Control-Request-Headers", preflight_headers(seen)});
  return asking;
}

HttpRequest request_of(Step step, const StreamRequest& request, const StreamSettings& settings,
                       std::string_view token, const ObservedStream& seen) {
  switch (step) {
    case Step::stream:
    case Step::resumed:
    case Step::replayed:
      return request.build(token, position_asked_for(step, settings, seen));
    case Step::small_request:
      return bare_request("OPTIONS", request, settings);
    case Step::certificate: {
      HttpRequest looking = bare_request("GET", request, settings);
      looking.connection.insecure = true;
      looking.connect_only = true;
      return looking;
    }
    case Step::compressed: {
      HttpRequest asking = request.build(token, position_asked_for(step, settings, seen));
      add_unless_named(asking.headers, "Accept-Encoding", std::string(ContentDecoder::kAccepted));
      return asking;
    }
    case Step::preflight:
      return preflight(request, settings, seen);
  }
  return {};
}

}  // namespace

std::string_view position_asked_for(Step step, const StreamSettings& settings,
                                    const ObservedStream& seen) {
  switch (step) {
    case Step::resumed:
      return seen.stream.last_id;
    case Step::replayed:
      return seen.stream.id_before_last_event;
    case Step::stream:
    case Step::compressed:
      return settings.last_event_id;
    default:
      return {};
  }
}

std::string preflight_headers(const ObservedStream& seen) {
  return seen.with_credentials ? "authorization,last-event-id" : "last-event-id";
}

HttpRequest observation_request(Step step, const StreamRequest& request,
                                const StreamSettings& settings, std::string_view token,
                                const ObservedStream& seen) {
  HttpRequest made = request_of(step, request, settings, token, seen);
  made.trace = settings.trace;
  made.connection_facts = true;
  made.fresh_connection = true;
  return made;
}

}  // namespace tidings
