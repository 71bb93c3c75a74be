#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tidings/notification.h"

#include "options/listen_address.h"

namespace tidings::server {

enum class HeartbeatForm { comment, event, data };
enum class LogFormat { text, json };
enum class LogLevel { error, warning, info, debug };

/// What `tidings-server` was asked to do; the defaults are the contract's.
struct ServeOptions {
  ListenAddress listen;
  std::uint64_t workers = 1;
  std::optional<std::string> tls_cert;
  std::optional<std::string> tls_key;

  std::string store = "memory";
  std::optional<std::string> redis_password_file;
  std::optional<std::string> sentinel_password_file;
  std::optional<std::string> redis_cacert;
  std::uint64_t store_replicas = 0;
  std::chrono::milliseconds store_replica_wait{1000};
  std::chrono::milliseconds store_wait{10000};
  std::uint64_t history = 1000;
  std::chrono::milliseconds history_age = std::chrono::hours(24 * 14);

  bool dev = false;
  std::vector<std::string> jwt_secret_files;
  std::vector<std::string> jwt_public_keys;
  std::optional<std::string> jwt_issuer;
  std::optional<std::string> jwt_audience;
  std::chrono::milliseconds jwt_leeway{0};
  std::string jwt_seller_claim = "sellerId";

  std::chrono::milliseconds heartbeat{30000};
  HeartbeatForm heartbeat_form = HeartbeatForm::comment;
  std::chrono::milliseconds retry{3000};
  std::chrono::milliseconds max_stream_age{0};  ///< 0: off

  std::optional<std::uint64_t> max_connections;  ///< absent: what the file limit allows each worker
  std::uint64_t max_streams_per_seller = 16;
  std::uint64_t max_body = std::uint64_t{64} << 10;  ///< per notification
  std::uint64_t send_buffer = std::uint64_t{256} << 10;
  std::vector<std::string> cors_origins;  ///< exact origins, or `*`

  std::chrono::milliseconds drain_spread{5000};
  std::chrono::milliseconds drain_timeout{10000};

  LogFormat log_format = LogFormat::text;
  LogLevel log_level = LogLevel::info;
};

/// `tidings-server token`.
struct TokenOptions {
  std::string jwt_secret_file;
  std::optional<SellerId> seller;
  std::string scope;
  std::string subject;
  std::string issuer;
  std::string audience;
  std::string seller_claim = "sellerId";
  std::chrono::milliseconds ttl = std::chrono::hours(1);
};

}  // namespace tidings::server
