#include "metrics/metrics.h"

#include <memory>
#include <new>
#include <string_view>

#include <sys/mman.h>

namespace tidings::server {
namespace {

struct Description {
  Counter Metrics::*counter;
  std::string_view name;
  std::string_view type;
  std::string_view help;
};

constexpr Description kDescriptions[] = {
    {&Metrics::connections, "connections", "gauge", "Open connections."},
    {&Metrics::streams, "streams", "gauge", "Open streams."},
    {&Metrics::store_available, "store_available", "gauge", "Processes that reach the store."},
    {&Metrics::streams_opened, "streams_opened_total", "counter", "Streams opened."},
    {&Metrics::streams_resumed, "streams_resumed_total", "counter",
     "Streams opened with a last event ID."},
    {&Metrics::streams_expired, "streams_expired_total", "counter",
     "Streams ended with their token or by their age."},
    {&Metrics::slow_readers_cut, "slow_readers_total", "counter",
     "Streams cut because the client did not read."},
    {&Metrics::gaps_sent, "gaps_total", "counter", "Gap events sent."},
    {&Metrics::deliveries, "deliveries_total", "counter", "Notifications written to streams."},
    {&Metrics::heartbeats, "heartbeats_total", "counter", "Heartbeats sent."},
    {&Metrics::accepted, "notifications_accepted_total", "counter", "Notifications stored."},
    {&Metrics::repeated, "notifications_repeated_total", "counter",
     "Notifications recognised by their idempotency key."},
    {&Metrics::refused, "notifications_refused_total", "counter",
     "Notifications refused or not storable."},
    {&Metrics::unauthorized, "unauthorized_total", "counter", "Requests without a good token."},
};

void describe(std::string& out, std::string_view name, std::string_view type,
              std::string_view help) {
  out.append("# HELP tidings_").append(name).append(" ").append(help);
  out.append("\n# TYPE tidings_").append(name).append(" ").append(type).append("\n");
}

Metrics* make_shared_metrics(std::size_t processes) {
  void* memory = mmap(nullptr, processes * sizeof(Metrics), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    throw std::bad_alloc();
  auto* metrics = static_cast<Metrics*>(memory);
  std::uninitialized_default_construct_n(metrics, processes);
  return metrics;
}

}  // namespace

void MetricsBoard::Unmap::operator()(Metrics* metrics) const {
  munmap(metrics, processes * sizeof(Metrics));
}

MetricsBoard::MetricsBoard(std::size_t processes)
    : metrics_(make_shared_metrics(processes), Unmap{processes}), processes_(processes) {}

void MetricsBoard::clear_gauges(std::size_t process) const {
  Metrics& metrics = of(process);
  metrics.connections.set(0);
  metrics.streams.set(0);
  metrics.store_available.set(0);
}

std::size_t MetricsBoard::connections_elsewhere(std::size_t process) const {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < processes_; ++i)
    sum += i == process ? 0 : of(i).connections.value();
  return sum;
}

std::string MetricsBoard::prometheus_text() const {
  std::string out;
  for (const Description& described : kDescriptions) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < processes_; ++i)
      sum += (of(i).*described.counter).value();
    describe(out, described.name, described.type, described.help);
    out.append("tidings_").append(described.name).append(" ").append(std::to_string(sum)) += '\n';
  }
  describe(out, "responses_total", "counter", "Responses by status class.");
  for (std::size_t kind = 1; kind < of(0).responses.size(); ++kind) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < processes_; ++i)
      sum += of(i).responses.at(kind).value();
    out += "tidings_responses_total{class=\"" + std::to_string(kind) + "xx\"} " +
           std::to_string(sum) + '\n';
  }
  describe(out, "processes", "gauge", "Processes that these figures are of.");
  return out + "tidings_processes " + std::to_string(processes_) + '\n';
}

}  // namespace tidings::server
