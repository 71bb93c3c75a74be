#include "program/serve.h"

#include <csignal>
#include <cstdlib>
#include <memory>
#include <ostream>
#include <utility>

#include "auth/key_files.h"
#include "auth/random.h"
#include "http/listener.h"
#include "log/log.h"
#include "loop/event_loop.h"
#include "metrics/metrics.h"
#include "program/dev_mode.h"
#include "program/file_limit.h"
#include "program/server.h"
#include "program/workers.h"
#include "store/open_store.h"

namespace tidings::server {
namespace {

constexpr std::size_t kDevSecretSize = 32;

/// The store's passwords, from files and the environment, which no child shall see.
class PasswordSource {
 public:
  explicit PasswordSource(const ServeOptions& options) : options_(options) {
    const char* value = std::getenv("TIDINGS_REDIS_PASSWORD");
    current_.redis = value != nullptr ? value : "";
    unsetenv("TIDINGS_REDIS_PASSWORD");
  }

  /// Reads the files again. On an error what was read before stays.
  Result<void> read() {
    for (const auto& [file, password] : {std::pair(&options_.redis_password_file, &current_.redis),
                                         {&options_.sentinel_password_file, &current_.sentinel}}) {
      if (!*file)
        continue;
      auto content = read_secret_file(**file);
      if (!content)
        return content.error();
      *password = std::move(content).value();
    }
    return {};
  }

  [[nodiscard]] const RedisPasswords& current() const { return current_; }

 private:
  const ServeOptions& options_;
  RedisPasswords current_;
};

Result<std::unique_ptr<Store>> make_store(EventLoop& loop, const ServeOptions& options,
                                          const PasswordSource& passwords) {
  RedisOptions redis;
  redis.passwords = [&passwords] { return passwords.current(); };
  redis.ca_file = options.redis_cacert.value_or("");
  redis.replicas = static_cast<std::size_t>(options.store_replicas);
  redis.replica_wait = options.store_replica_wait;
  StoreOptions store;
  store.history = static_cast<std::size_t>(options.history);
  store.history_age = options.history_age;
  store.heartbeat = options.heartbeat;
  store.clock = [] { return std::chrono::system_clock::now(); };
  store.random = random_number;
  return open_store(loop.native(), options.store, std::move(store), std::move(redis));
}

Result<SecretsInUse> load_secrets(const ServeOptions& options, PasswordSource& passwords) {
  if (const auto read = passwords.read(); !read)
    return read.error();
  SecretsInUse secrets;
  if (options.dev) {
    secrets.dev_secret = random_bytes(kDevSecretSize);
    secrets.keys.push_back(JwsKey::from_secret(secrets.dev_secret).value());
  } else {
    auto keys = load_keys({options.jwt_secret_files, options.jwt_public_keys});
    if (!keys)
      return keys.error();
    secrets.keys = std::move(keys).value();
  }
  if (options.tls_cert) {
    auto certificate = TlsCertificate::load(*options.tls_cert, *options.tls_key);
    if (!certificate)
      return certificate.error();
    secrets.certificate = std::move(certificate).value();
  }
  return secrets;
}

void announce(const ServeOptions& options, const SecretsInUse& secrets,
              const ListenAddress& address, std::ostream& out) {
  const std::string url = (options.tls_cert ? "https://" : "http://") + address.text();
  out << "listening on " << url << '\n';
  if (options.dev)
    out << dev_instructions(url, secrets.dev_secret, options.jwt_seller_claim,
                            std::chrono::system_clock::now());
  out.flush();
}

/// One process's part: from its own event loop to the end.
ExitStatus serve_process(const ServeOptions& options, const SecretsInUse& secrets,
                         PasswordSource& passwords, const ListenAddress& address,
                         const MetricsBoard& board, ProcessRole role,
                         const std::function<void(const ListenAddress&)>& ready, Log& log) {
  EventLoop loop;
  const auto store = make_store(loop, options, passwords);
  if (!store) {
    log.error(store.error().message);
    return ExitStatus::failure;
  }
  Server server(loop, **store, options, secrets, raise_file_limit(), board, role, log);
  server.set_reload([&] { return load_secrets(options, passwords); });
  if (const auto listening = server.listen(address, ready); !listening) {
    log.error(listening.error().message);
    return ExitStatus::failure;
  }
  loop.run();
  return server.status();
}

ExitStatus serve_by_workers(const ServeOptions& options, const SecretsInUse& secrets,
                            PasswordSource& passwords, const ServiceManager& service_manager,
                            std::ostream& out, Log& log) {
  const auto reserved = AddressReservation::take(options.listen);
  if (!reserved) {
    log.error(reserved.error().message);
    return ExitStatus::failure;
  }
  const MetricsBoard board(static_cast<std::size_t>(options.workers));
  return run_workers(
      static_cast<std::size_t>(options.workers), board,
      [&](std::size_t number, const std::function<void()>& ready) {
        // One that replaces another finds what SIGHUP made the others read.
        const auto fresh = load_secrets(options, passwords);
        return serve_process(
            options, fresh ? *fresh : secrets, passwords, reserved->address(), board,
            {.number = number, .shares_port = true}, [&ready](const ListenAddress&) { ready(); },
            log);
      },
      [&] { announce(options, secrets, reserved->address(), out); }, service_manager, log);
}

}  // namespace

ExitStatus serve(const ServeOptions& options, std::ostream& out, std::ostream& err) {
  std::signal(SIGPIPE, SIG_IGN);
  Log log(
      options.log_format, options.log_level,
      [&err](std::string_view line) { err << line << std::flush; },
      [] { return std::chrono::system_clock::now(); });
  PasswordSource passwords(options);
  const auto secrets = load_secrets(options, passwords);
  if (!secrets) {
    log.error(secrets.error().message);
    return ExitStatus::failure;
  }
  if (has_password(options.store))
    log.warning(
        "others can read the password in --store in the process list; "
        "use --redis-password-file or TIDINGS_REDIS_PASSWORD");
  const ServiceManager service_manager;
  if (options.workers > 1)
    return serve_by_workers(options, *secrets, passwords, service_manager, out, log);
  const MetricsBoard board(1);
  return serve_process(
      options, *secrets, passwords, options.listen, board, {.service_manager = &service_manager},
      [&](const ListenAddress& address) { announce(options, *secrets, address, out); }, log);
}

}  // namespace tidings::server
