#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "api/api.h"
#include "auth/authenticator.h"
#include "auth/jws.h"
#include "http/http_server.h"
#include "http/tls.h"
#include "hub/hub.h"
#include "log/log.h"
#include "loop/event_loop.h"
#include "metrics/metrics.h"
#include "options/options.h"
#include "program/run.h"
#include "program/service_manager.h"
#include "store/store.h"

namespace tidings::server {

/// What files hold and SIGHUP reads again.
struct SecretsInUse {
  std::vector<JwsKey> keys;
  std::optional<TlsCertificate> certificate;
  std::string dev_secret;  ///< empty without `--dev`
};

/// Which of the server's processes this is.
struct ProcessRole {
  std::size_t number = 0;  ///< its place on the board
  bool shares_port = false;
  /// Null for a worker: its parent speaks for all.
  const ServiceManager* service_manager = nullptr;
};

/// One process's server: its parts, and its life from listening to the end of draining.
class Server {
 public:
  /// `file_limit` is how many files the process may open. All outlive the server.
  Server(EventLoop& loop, Store& store, const ServeOptions& options, const SecretsInUse& secrets,
         std::size_t file_limit, const MetricsBoard& board, ProcessRole role, Log& log);

  /// How SIGHUP reads keys and certificate again.
  void set_reload(std::function<Result<SecretsInUse>()> reload) { reload_ = std::move(reload); }

  /// Takes the address. Calls `ready` with it once the store is there; ends the loop when it is not
  /// in time.
  Result<void> listen(const ListenAddress& address,
                      std::function<void(const ListenAddress&)> ready);

  /// How it ended, once the loop has.
  [[nodiscard]] ExitStatus status() const { return status_; }

 private:
  void give_up();
  void reload();
  void read_secrets_again();
  void drain();
  void end_if_quiet();
  void say_alive();

  EventLoop& loop_;
  Store& store_;
  const ServeOptions& options_;
  ProcessRole role_;
  Log& log_;
  Authenticator authenticator_;
  Hub hub_;
  Api api_;
  HttpServer http_;
  std::function<Result<SecretsInUse>()> reload_;
  Timer store_wait_;
  Timer drain_check_;
  Timer drain_timeout_;
  Timer alive_timer_;
  SignalWatch on_term_;
  SignalWatch on_int_;
  SignalWatch on_hup_;
  bool draining_ = false;
  ExitStatus status_ = ExitStatus::success;
};

}  // namespace tidings::server
