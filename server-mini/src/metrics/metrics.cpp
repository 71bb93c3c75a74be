#include "metrics/metrics.h"

#include <string_view>

namespace tidings::server {
namespace {

void describe(std::string& out, std::string_view name, std::string_view type,
              std::string_view help) {
  out.append("# HELP tidings_").append(name).append(" ").append(help).append("\n");
  out.append("# TYPE tidings_").append(name).append(" ").append(type).append("\n");
}

void add(std::string& out, std::string_view name, std::string_view type, std::string_view help,
         std::uint64_t value) {
  describe(out, name, type, help);
  out.append("tidings_").append(name).append(" ").append(std::to_string(value)).append("\n");
}

}  // namespace

std::string prometheus_text(const Metrics& metrics) {
  std::string out;
  add(out, "connections", "gauge", "Open connections.", metrics.connections);
  add(out, "streams", "gauge", "Open streams.", metrics.streams);
  add(out, "streams_opened_total", "counter", "Streams opened.", metrics.streams_opened);
  add(out, "streams_resumed_total", "counter", "Streams opened with a last event ID.",
      metrics.streams_resumed);
  add(out, "streams_expired_total", "counter", "Streams ended with their token or by their age.",
      metrics.streams_expired);
  add(out, "slow_readers_total", "counter", "Streams cut because the client did not read.",
      metrics.slow_readers_cut);
  add(out, "gaps_total", "counter", "Gap events sent.", metrics.gaps_sent);
  add(out, "deliveries_total", "counter", "Notifications written to streams.", metrics.deliveries);
  add(out, "heartbeats_total", "counter", "Heartbeats sent.", metrics.heartbeats);
  add(out, "notifications_accepted_total", "counter", "Notifications stored.", metrics.accepted);
  add(out, "notifications_repeated_total", "counter",
      "Notifications recognised by their idempotency key.", metrics.repeated);
  add(out, "notifications_refused_total", "counter", "Notifications refused or not storable.",
      metrics.refused);
  add(out, "unauthorized_total", "counter", "Requests without a good token.", metrics.unauthorized);
  describe(out, "responses_total", "counter", "Responses by status class.");
  for (std::size_t kind = 1; kind < metrics.responses.size(); ++kind)
    out += "tidings_responses_total{class=\"" + std::to_string(kind) + "xx\"} " +
           std::to_string(metrics.responses.at(kind)) + '\n';
  return out;
}

}  // namespace tidings::server
