#include "program/server.h"

#include <algorithm>
#include <csignal>
#include <utility>

#include "auth/random.h"

namespace tidings::server {
namespace {

constexpr std::chrono::milliseconds kDrainCheck{20};
/// Files that are no connections: the store's, the loop's, the log's.
constexpr std::size_t kOtherFiles = 64;
constexpr std::chrono::milliseconds kMinPeerTime{1000};
constexpr std::size_t kMaxKernelBuffer = std::size_t{64} << 10;

std::chrono::system_clock::time_point wall_clock() {
  return std::chrono::system_clock::now();
}

HubSettings hub_settings(const ServeOptions& options) {
  HubSettings settings;
  settings.heartbeat = options.heartbeat;
  settings.heartbeat_form = options.heartbeat_form;
  settings.retry = options.retry;
  settings.max_stream_age = options.max_stream_age;
  settings.drain_spread = options.drain_spread;
  settings.max_streams_per_seller = static_cast<std::size_t>(options.max_streams_per_seller);
  settings.send_buffer = static_cast<std::size_t>(options.send_buffer);
  return settings;
}

ClaimDemands claim_demands(const ServeOptions& options) {
  return {options.jwt_issuer, options.jwt_audience, options.jwt_leeway, options.jwt_seller_claim};
}

HttpLimits http_limits(const ServeOptions& options, std::size_t file_limit) {
  HttpLimits limits;
  const std::size_t possible =
      file_limit > 2 * kOtherFiles ? file_limit - kOtherFiles : kOtherFiles;
  limits.max_connections_here = possible;
  limits.max_connections = static_cast<std::size_t>(
      options.max_connections.value_or(possible * static_cast<std::size_t>(options.workers)));
  // Whoever vanishes after one heartbeat is noticed by the next, and gone one heartbeat later.
  limits.peer_time = std::max(options.heartbeat, kMinPeerTime);
  limits.stream_send_buffer =
      std::min(static_cast<std::size_t>(options.send_buffer), kMaxKernelBuffer);
  return limits;
}

}  // namespace

Server::Server(EventLoop& loop, Store& store, const ServeOptions& options,
               const SecretsInUse& secrets, std::size_t file_limit, const MetricsBoard& board,
               ProcessRole role, Log& log)
    : loop_(loop),
      store_(store),
      options_(options),
      role_(role),
      log_(log),
      authenticator_(secrets.keys, claim_demands(options)),
      hub_(loop, store, hub_settings(options), random_number, wall_clock, board.of(role.number),
           log),
      api_(ApiContext{store, hub_, authenticator_, board.of(role.number), wall_clock,
                      [&board] { return board.prometheus_text(); }, options.max_body,
                      options.heartbeat},
           options.cors_origins),
      http_(
          loop, api_, http_limits(options, file_limit),
          {[&metrics = board.of(role.number)](std::size_t here) { metrics.connections.set(here); },
           [&board, role] { return board.connections_elsewhere(role.number); }}),
      store_wait_(loop, [this] { give_up(); }),
      drain_check_(loop, [this] { end_if_quiet(); }),
      drain_timeout_(loop, [this] { loop_.stop(); }),
      alive_timer_(loop, [this] { say_alive(); }),
      on_term_(loop, SIGTERM, [this] { drain(); }),
      on_int_(loop, SIGINT, [this] { drain(); }),
      on_hup_(loop, SIGHUP, [this] { reload(); }) {
  if (secrets.certificate)
    http_.set_certificate(*secrets.certificate);
  if (role_.service_manager != nullptr && role_.service_manager->interval().count() > 0)
    say_alive();
}

void Server::say_alive() {
  role_.service_manager->alive();
  alive_timer_.set(role_.service_manager->interval());
}

Result<void> Server::listen(const ListenAddress& address,
                            std::function<void(const ListenAddress&)> ready) {
  const auto bound = http_.listen(address, role_.shares_port);
  if (!bound)
    return bound.error();
  hub_.when_available([this, where = *bound, ready = std::move(ready)] {
    store_wait_.cancel();
    ready(where);
    if (role_.service_manager != nullptr)
      role_.service_manager->ready();
  });
  store_wait_.set(options_.store_wait);
  return {};
}

void Server::give_up() {
  log_.error("the store could not be reached in time; see --store and --store-wait",
             {{"reason", store_.availability().reason}});
  status_ = ExitStatus::failure;
  loop_.stop();
}

void Server::reload() {
  if (role_.service_manager != nullptr)
    role_.service_manager->reloading();
  read_secrets_again();
  if (role_.service_manager != nullptr)
    role_.service_manager->ready();
}

void Server::read_secrets_again() {
  auto secrets = reload_();
  if (!secrets)
    return log_.error("keys, certificate and passwords stay as they were",
                      {{"reason", secrets.error().message}});
  if (!options_.dev)
    authenticator_.replace_keys(std::move(secrets->keys));
  if (secrets->certificate)
    http_.set_certificate(*std::move(secrets->certificate));
  log_.info("keys, certificate and passwords were read again");
}

void Server::drain() {
  if (std::exchange(draining_, true))
    return loop_.stop();
  if (role_.service_manager != nullptr)
    role_.service_manager->stopping();
  log_.info("draining", {{"streams", std::to_string(hub_.streams())}});
  drain_timeout_.set(options_.drain_timeout);
  api_.drain();
  hub_.drain();
  http_.drain();
  end_if_quiet();
}

void Server::end_if_quiet() {
  if (http_.quiet())
    return loop_.stop();
  drain_check_.set(kDrainCheck);
}

}  // namespace tidings::server
