#include "program/serve.h"

#include <csignal>
#include <cstdlib>
#include <memory>
#include <ostream>
#include <utility>

#include "auth/key_files.h"
#include "auth/random.h"
#include "log/log.h"
#include "loop/event_loop.h"
#include "metrics/metrics.h"
#include "program/file_limit.h"
#include "program/server.h"
#include "store/open_store.h"

namespace tidings::server {
namespace {

constexpr std::size_t kDevSecretSize = 32;

ExitStatus fail(std::ostream& err, const Error& error) {
  err << "tidings-server: " << error.message << '\n' << std::flush;
  return ExitStatus::failure;
}

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

}  // namespace

ExitStatus serve(const ServeOptions& options, std::ostream& out, std::ostream& err) {
  std::signal(SIGPIPE, SIG_IGN);
  const std::size_t file_limit = raise_file_limit();
  Log log(
      options.log_format, options.log_level,
      [&err](std::string_view line) { err << line << std::flush; },
      [] { return std::chrono::system_clock::now(); });
  PasswordSource passwords(options);
  auto secrets = load_secrets(options, passwords);
  if (!secrets)
    return fail(err, secrets.error());
  if (has_password(options.store))
    log.warning(
        "others can read the password in --store in the process list; "
        "use --redis-password-file or TIDINGS_REDIS_PASSWORD");
  EventLoop loop;
  auto store = make_store(loop, options, passwords);
  if (!store)
    return fail(err, store.error());
  Server server(loop, **store, options, std::move(secrets).value(), file_limit, out, log);
  server.set_reload([&] { return load_secrets(options, passwords); });
  if (const auto listening = server.listen(); !listening)
    return fail(err, listening.error());
  loop.run();
  return server.status();
}

}  // namespace tidings::server
