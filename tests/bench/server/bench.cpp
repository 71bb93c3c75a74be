#include "server/bench.h"

#include <cstdio>
#include <stdexcept>

#include "server/process_usage.h"

namespace tidings::bench {
namespace {

constexpr std::chrono::seconds kOpenTime{120};
constexpr std::chrono::seconds kArrivalTime{60};

std::string text_of(const load::Findings& findings) {
  return std::to_string(findings.lost) + " lost, " + std::to_string(findings.doubled) +
         " doubled, " + std::to_string(findings.out_of_order) + " out of order, " +
         std::to_string(findings.strays) + " strays, " + std::to_string(findings.malformed) +
         " malformed, " + std::to_string(findings.cut) + " connections cut";
}

}  // namespace

Sizes quick_sizes() {
  using std::chrono::milliseconds;
  return {.streams = 100,
          .few_streams = 20,
          .all_streams = 180,
          .per_client_process = 60,
          .workers = 2,
          .rounds = 1,
          .round_time = milliseconds(300),
          .broadcasts = 2,
          .rate = 200,
          .publishers = 4};
}

void Bench::say(const std::string& what) const {
  std::fprintf(stderr, "%s\n", what.c_str());
}

Scene::Scene(const Bench& bench, StreamServer& server, const Settings& settings)
    : server_(server), streams_(settings.streams), book_(settings.streams) {
  load::FleetPlan plan;
  plan.port = server.port();
  plan.dialect = &server.dialect();
  plan.book = &book_;
  plan.streams = settings.streams;
  plan.block = settings.address_block;
  plan.survives_loss = settings.survives_loss;
  clients_ = std::make_unique<load::Clients>(plan, bench.sizes.per_client_process);
  clients_->wait_until_live(kOpenTime);
  const StreamServer& target = settings.publish_at != nullptr ? *settings.publish_at : server;
  publisher_ = std::make_unique<load::Publisher>(target.port(), target.dialect(), book_,
                                                 settings.publishers);
}

double Scene::cpu_seconds() const {
  return bench::cpu_seconds(server_.processes());
}

load::Publisher::ChooseLane Scene::every_seller() {
  constexpr std::uint32_t kStride = 7919;  // a prime, no divisor of any number of streams here
  return [this] {
    next_ = (next_ + kStride) % streams_;
    return next_ + 1;
  };
}

void Scene::expect(std::uint64_t count) {
  if (!clients_->wait_for(count, kArrivalTime))
    throw std::runtime_error("only " + std::to_string(clients_->received()) + " of " +
                             std::to_string(count) + " notifications arrived");
}

void Scene::end() {
  const load::Findings findings = clients_->finish();
  if (findings.total() > 0)
    throw std::runtime_error("what arrived is not what was published: " + text_of(findings));
}

}  // namespace tidings::bench
