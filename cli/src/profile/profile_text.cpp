#include "profile/profile_text.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "tidings/duration.h"
#include "tidings/json_text.h"
#include "tidings/url.h"

#include "connection_options.h"
#include "safe_text.h"

namespace tidings::cli {
namespace {

constexpr std::string_view kHidden = "***";

/// A value as JSON text, which is TOML too for texts, numbers, flags and lists of texts.
using Row = std::pair<std::string, std::string>;

/// A command that prints what stands in it holds the token itself.
std::string shown_command(const std::string& command) {
  for (const std::string_view printer : {"echo ", "printf "}) {
    if (command.starts_with(printer)) {
      return std::string(printer) + std::string(kHidden);
    }
  }
  return command;
}

std::string shown_headers(const std::vector<HttpHeader>& headers) {
  std::string list;
  for (const HttpHeader& header : headers) {
    const bool secret = is_credential_header(header.name);
    list += (list.empty() ? "[" : ", ") +
            json::quote(header.name + ": " + (secret ? std::string(kHidden) : header.value));
  }
  return list + "]";
}

class Rows {
 public:
  void text(std::string_view key, const std::string& value) {
    if (!value.empty()) {
      rows_.emplace_back(key, json::quote(value));
    }
  }
  void url(std::string_view key, const std::string& value) { text(key, masked_url(value)); }
  void flag(std::string_view key, bool value) {
    if (value) {
      rows_.emplace_back(key, "true");
    }
  }
  void duration(std::string_view key, const std::optional<std::chrono::milliseconds>& value) {
    if (value) {
      rows_.emplace_back(key, json::quote(format_duration(*value)));
    }
  }
  template <class Number>
  void number(std::string_view key, const std::optional<Number>& value) {
    if (value) {
      rows_.emplace_back(key, std::to_string(*value));
    }
  }
  void raw(std::string_view key, std::string value) { rows_.emplace_back(key, std::move(value)); }

  [[nodiscard]] std::vector<Row> take() { return std::move(rows_); }

 private:
  std::vector<Row> rows_;
};

void add_token(Rows& rows, const Profile& profile) {
  if (std::holds_alternative<TokenValue>(profile.token)) {
    rows.text("token", std::string(kHidden));
  } else if (const auto* file = std::get_if<TokenFile>(&profile.token)) {
    rows.text("token-file", file->path);
  } else if (const auto* command = std::get_if<TokenCommand>(&profile.token)) {
    rows.text("token-command", shown_command(command->command));
  }
  rows.flag("token-keychain", profile.token_keychain);
}

/// In the order of `profile_keys`.
std::vector<Row> rows_of(const Profile& profile) {
  Rows rows;
  rows.url("stream", profile.stream);
  rows.url("publish", profile.publish);
  rows.url("api", profile.api);
  add_token(rows, profile);
  if (!profile.headers.empty()) {
    rows.raw("headers", shown_headers(profile.headers));
  }
  rows.text("preset", profile.preset);
  rows.duration("heartbeat-timeout", profile.heartbeat_timeout);
  if (profile.connect_timeout_given) {
    rows.duration("connect-timeout", profile.connection.connect_timeout);
  }
  rows.duration("retry", profile.retry);
  rows.duration("retry-max", profile.retry_max);
  rows.number("max-retries", profile.max_retries);
  rows.number("max-event-size", profile.max_event_size);
  rows.flag("drop-duplicates", profile.drop_duplicates.value_or(false));
  rows.text("cacert", profile.connection.ca_file);
  rows.text("cert", profile.connection.client_certificate);
  rows.text("key", profile.connection.client_key);
  rows.flag("insecure", profile.connection.insecure);
  if (profile.connection.proxy) {
    rows.raw("proxy", json::quote(masked_url(*profile.connection.proxy)));
  }
  rows.text("unix-socket", profile.connection.unix_socket);
  rows.flag("http2", profile.connection.http2);
  rows.flag("compressed", profile.connection.compressed);
  return rows.take();
}

}  // namespace

std::string profile_text(const Profile& profile) {
  std::string out = "[profiles." + profile.name + "]\n";
  for (const auto& [key, value] : rows_of(profile)) {
    out += key + " = " + safe_line(value) + "\n";
  }
  if (!profile.mapping.empty()) {
    out += "\n[profiles." + profile.name + ".mapping]\n";
    for (const auto& [member, pointer] : profile.mapping) {
      out += member + " = " + safe_line(json::quote(pointer)) + "\n";
    }
  }
  return out;
}

std::string profile_json(const Profile& profile, bool is_default) {
  std::string out = R"({"name":)" + json::quote(profile.name);
  out += std::string(R"(,"default":)") + (is_default ? "true" : "false");
  for (const auto& [key, value] : rows_of(profile)) {
    out += "," + json::quote(key) + ":" + value;
  }
  if (!profile.mapping.empty()) {
    std::string members;
    for (const auto& [member, pointer] : profile.mapping) {
      members += (members.empty() ? "{" : ",") + json::quote(member) + ":" + json::quote(pointer);
    }
    out += R"(,"mapping":)" + members + "}";
  }
  return out + "}\n";
}

std::string profile_list(const Configuration& configuration) {
  std::size_t longest = 0;
  for (const Profile& profile : configuration.profiles) {
    longest = std::max(longest, profile.name.size());
  }
  std::string out;
  for (const Profile& profile : configuration.profiles) {
    const std::string& url = profile.stream.empty() ? profile.publish : profile.stream;
    std::string line = (profile.name == configuration.default_profile ? "* " : "  ") + profile.name;
    if (!url.empty()) {
      line.append(longest - profile.name.size() + 2, ' ').append(safe_line(masked_url(url)));
    }
    out += line + "\n";
  }
  return out;
}

}  // namespace tidings::cli
