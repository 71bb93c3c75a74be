#include "options/declare_options.h"

#include <functional>
#include <optional>
#include <utility>

#include <CLI/CLI.hpp>

#include "tidings/duration.h"

#include "options/option_values.h"

namespace tidings::server {
namespace {

using std::chrono::milliseconds;

/// Takes a reader of the value and the place it goes to; a refusal becomes a usage error that names
/// the flag.
template <class Target, class Reader>
CLI::Option* add(CLI::App& app, const std::string& flag, const std::string& type,
                 const std::string& help, Target& target, Reader read) {
  auto* option = app.add_option_function<std::string>(
      flag,
      [flag, &target, read = std::move(read)](const std::string& text) {
        auto value = read(text);
        if (!value.ok())
          throw CLI::ValidationError(flag, value.error().message);
        target = std::move(value).value();
      },
      help);
  return option->type_name(type);
}

CLI::Option* add_text(CLI::App& app, const std::string& flag, const std::string& type,
                      const std::string& help, std::string& target) {
  return add(app, flag, type, help, target, some_text);
}

CLI::Option* add_text(CLI::App& app, const std::string& flag, const std::string& type,
                      const std::string& help, std::optional<std::string>& target) {
  return add(app, flag, type, help, target, some_text);
}

using ReadText = std::function<Result<std::string>(const std::string&)>;

CLI::Option* add_list(CLI::App& app, const std::string& flag, const std::string& type,
                      const std::string& help, std::vector<std::string>& target,
                      const ReadText& read = some_text) {
  auto* option = app.add_option_function<std::vector<std::string>>(
      flag,
      [flag, &target, read](const std::vector<std::string>& texts) {
        for (const auto& text : texts) {
          auto value = read(text);
          if (!value.ok())
            throw CLI::ValidationError(flag, value.error().message);
          target.push_back(std::move(value).value());
        }
      },
      help);
  return option->type_name(type)->type_size(1)->allow_extra_args(false);
}

CLI::Option* add_duration(CLI::App& app, const std::string& flag, const std::string& help,
                          milliseconds& target) {
  return add(app, flag, "DUR", help, target,
             [](const std::string& text) { return parse_duration(text); });
}

CLI::Option* add_positive_duration(CLI::App& app, const std::string& flag, const std::string& help,
                                   milliseconds& target) {
  return add(app, flag, "DUR", help, target, positive_duration);
}

auto at_least(std::uint64_t least) {
  return [least](const std::string& text) { return whole_number(text, least); };
}

auto bytes_at_least(std::uint64_t least) {
  return [least](const std::string& text) { return size_of_at_least(text, least); };
}

void add_listen_options(CLI::App& app, ServeOptions& options) {
  add(app, "--listen", "ADDR:PORT", "where to listen; port 0 picks a free one [127.0.0.1:8080]",
      options.listen, parse_listen_address)
      ->group("Listening");
  add(app, "--workers", "N", "processes on the same port; needs Redis [1]", options.workers,
      at_least(1))
      ->group("Listening");
  add_text(app, "--tls-cert", "FILE", "serve HTTPS with this certificate chain (PEM)",
           options.tls_cert)
      ->group("Listening");
  add_text(app, "--tls-key", "FILE", "the certificate's private key (PEM)", options.tls_key)
      ->group("Listening");
  add_list(app, "--cors-origin", "ORIGIN",
           "let pages of this origin read (repeatable), or * for every page", options.cors_origins,
           cors_origin)
      ->group("Listening");
}

void add_store_options(CLI::App& app, ServeOptions& options) {
  constexpr auto group = "Store";
  add(app, "--store", "URL",
      "memory, redis://[user:pass@]host:port/db, rediss://…, "
      "redis+sentinel://h1:p1,h2:p2/master[/db] or redis+unix:///path [memory]",
      options.store, store_location)
      ->group(group);
  add_text(app, "--redis-password-file", "FILE",
           "the Redis password (or TIDINGS_REDIS_PASSWORD in the environment)",
           options.redis_password_file)
      ->group(group);
  add_text(app, "--sentinel-password-file", "FILE", "the sentinels' password",
           options.sentinel_password_file)
      ->group(group);
  add_text(app, "--redis-cacert", "FILE", "certificates that sign Redis' own, for rediss://",
           options.redis_cacert)
      ->group(group);
  add(app, "--store-replicas", "N", "acknowledge only what N replicas have [0]",
      options.store_replicas, at_least(0))
      ->group(group);
  add_positive_duration(app, "--store-replica-wait", "how long to wait for them [1s]",
                        options.store_replica_wait)
      ->group(group);
  add_duration(app, "--store-wait", "how long the store may be unreachable at start [10s]",
               options.store_wait)
      ->group(group);
  add(app, "--history", "N", "notifications kept per seller, and of broadcasts [1000]",
      options.history, at_least(1))
      ->group(group);
  add_positive_duration(app, "--history-age", "how long they are kept [14d]", options.history_age)
      ->group(group);
}

void add_token_check_options(CLI::App& app, ServeOptions& options) {
  constexpr auto group = "Tokens";
  app.add_flag("--dev", options.dev,
               "try out: a secret for this run, tokens and commands to paste; loopback only")
      ->group(group);
  add_list(app, "--jwt-secret-file", "FILE", "check tokens by HS256 with this secret (repeatable)",
           options.jwt_secret_files)
      ->group(group);
  add_list(app, "--jwt-public-key", "FILE",
           "check tokens by RS256 or ES256 with this key, PEM (repeatable)",
           options.jwt_public_keys)
      ->group(group);
  add_text(app, "--jwt-issuer", "TEXT", "tokens must have this iss", options.jwt_issuer)
      ->group(group);
  add_text(app, "--jwt-audience", "TEXT", "tokens must have this aud", options.jwt_audience)
      ->group(group);
  add_duration(app, "--jwt-leeway", "how far clocks may be apart [0s]", options.jwt_leeway)
      ->group(group);
  add_text(app, "--jwt-seller-claim", "NAME", "the claim that names the seller [sellerId]",
           options.jwt_seller_claim)
      ->group(group);
}

void add_stream_options(CLI::App& app, ServeOptions& options) {
  constexpr auto group = "Streams";
  add_positive_duration(app, "--heartbeat", "heartbeat after this long without other data [30s]",
                        options.heartbeat)
      ->group(group);
  add(app, "--heartbeat-form", "FORM", "comment, event or data [comment]", options.heartbeat_form,
      heartbeat_form)
      ->group(group);
  add_duration(app, "--retry", "the reconnection time each stream is told [3s]", options.retry)
      ->group(group);
  add_duration(app, "--max-stream-age", "close streams after this long; 0 is never [0]",
               options.max_stream_age)
      ->group(group);
  add_duration(app, "--drain-spread", "on SIGTERM: clients come back spread over this [5s]",
               options.drain_spread)
      ->group(group);
  add_positive_duration(app, "--drain-timeout", "on SIGTERM: end at the latest after this [10s]",
                        options.drain_timeout)
      ->group(group);
}

void add_limit_options(CLI::App& app, ServeOptions& options) {
  constexpr auto group = "Limits";
  add(app, "--max-connections", "N", "connections at once [what the file limit allows]",
      options.max_connections, at_least(1))
      ->group(group);
  add(app, "--max-streams-per-seller", "N", "streams of one seller in one process [16]",
      options.max_streams_per_seller, at_least(1))
      ->group(group);
  add(app, "--max-body", "SIZE", "bytes of one notification [64KiB]", options.max_body,
      bytes_at_least(64))
      ->group(group);
  add(app, "--send-buffer", "SIZE", "unsent bytes after which a slow reader is cut [256KiB]",
      options.send_buffer, bytes_at_least(4096))
      ->group(group);
}

void add_log_options(CLI::App& app, ServeOptions& options) {
  constexpr auto group = "Log (stderr)";
  add(app, "--log-format", "FORM", "text or json [text]", options.log_format, log_format)
      ->group(group);
  add(app, "--log-level", "LEVEL", "error, warning, info or debug [info]", options.log_level,
      log_level)
      ->group(group);
}

void add_token_options(CLI::App& app, TokenOptions& options) {
  add_text(app, "--jwt-secret-file", "FILE", "sign with this secret (HS256)",
           options.jwt_secret_file)
      ->required();
  add(app, "--seller", "ID", "whose notifications it lets read", options.seller, seller_id);
  add_text(app, "--scope", "SCOPE", "rights, space-separated: publish", options.scope);
  add_positive_duration(app, "--ttl", "how long it is valid [1h]", options.ttl);
  add_text(app, "--subject", "TEXT", "the claim sub", options.subject);
  add_text(app, "--jwt-issuer", "TEXT", "the claim iss", options.issuer);
  add_text(app, "--jwt-audience", "TEXT", "the claim aud", options.audience);
  add_text(app, "--jwt-seller-claim", "NAME", "the claim for the seller [sellerId]",
           options.seller_claim);
}

}  // namespace

CLI::App& declare_options(CLI::App& app, ServeOptions& serve, TokenOptions& token,
                          std::string& config, const std::string& version) {
  app.set_version_flag("--version", version);
  add_text(app, "--config", "FILE", "TOML whose keys are the long flags' names; flags win", config);
  add_listen_options(app, serve);
  add_store_options(app, serve);
  add_token_check_options(app, serve);
  add_stream_options(app, serve);
  add_limit_options(app, serve);
  add_log_options(app, serve);
  CLI::App& token_app = *app.add_subcommand("token", "print a token (HS256)");
  add_token_options(token_app, token);
  return token_app;
}

}  // namespace tidings::server
