#include "service/follow_settings.h"

#include <cstddef>
#include <variant>

#include "service/text.h"

namespace tidings::desktop {
namespace {

/// A notification is at most 64 KiB; what is far larger is not for a popup, and memory is dear
/// here.
constexpr std::size_t kLargestEvent = std::size_t{1} << 20;

std::string token_text(const TokenSource& source) {
  if (const auto* value = std::get_if<TokenValue>(&source)) {
    return "value " + value->token;
  }
  if (const auto* file = std::get_if<TokenFile>(&source)) {
    return "file " + file->path;
  }
  const auto* command = std::get_if<TokenCommand>(&source);
  return command != nullptr ? "command " + command->command : "";
}

template <class Duration>
std::string text_of(const std::optional<Duration>& duration) {
  return duration ? std::to_string(duration->count()) : "";
}

}  // namespace

FollowSettings follow_settings(const Profile& profile, const QString& keychain_token,
                               const QByteArray& position, const QString& state_folder) {
  FollowSettings follow;
  follow.account = to_qt(profile.name);
  follow.preset = preset_from_name(profile.preset);
  follow.mapping = profile.mapping;
  follow.api_url = profile.api_url();
  if (!state_folder.isEmpty()) {
    follow.outbox_file = state_folder + QLatin1String("/unsent-") + follow.account;
  }
  StreamSettings& stream = follow.stream;
  stream.url = profile.stream;
  stream.headers = profile.headers;
  stream.token =
      keychain_token.isEmpty() ? profile.token : TokenSource(TokenValue{to_utf8(keychain_token)});
  stream.connection = profile.connection;
  stream.last_event_id = position.toStdString();
  stream.heartbeat_timeout = profile.heartbeat_timeout;
  if (follow.preset) {
    stream.expected_heartbeat_timeout = expected_heartbeat_timeout(*follow.preset);
    stream.position_in_data = position_in_data(*follow.preset);
  }
  stream.reconnection_time = profile.retry.value_or(stream.reconnection_time);
  stream.longest_reconnect_delay = profile.retry_max.value_or(stream.longest_reconnect_delay);
  // `max-retries` is for scripts: what runs all day gives up never.
  stream.drop_duplicates = profile.drop_duplicates.value_or(false);
  stream.limits.event_size = profile.max_event_size.value_or(kLargestEvent);
  return follow;
}

std::string profile_fingerprint(const Profile& profile) {
  constexpr char kEnd = '\0';
  const HttpConnectionSettings& connection = profile.connection;
  std::string print;
  for (const std::string& part :
       {profile.name,
        profile.stream,
        profile.publish,
        profile.api,
        token_text(profile.token),
        std::to_string(static_cast<int>(profile.token_keychain)),
        profile.preset,
        text_of(profile.heartbeat_timeout),
        text_of(profile.retry),
        text_of(profile.retry_max),
        std::to_string(profile.max_event_size.value_or(0)),
        std::to_string(static_cast<int>(profile.drop_duplicates.value_or(false))),
        std::to_string(connection.connect_timeout.count()),
        connection.ca_file,
        connection.client_certificate,
        connection.client_key,
        connection.proxy.value_or(" environment"),
        connection.unix_socket,
        std::to_string(static_cast<int>(connection.insecure)),
        std::to_string(static_cast<int>(connection.http2)),
        std::to_string(static_cast<int>(connection.compressed))}) {
    print.append(part).push_back(kEnd);
  }
  for (const HttpHeader& header : profile.headers) {
    print.append(header.name).append(1, ':').append(header.value).push_back(kEnd);
  }
  for (const auto& [member, pointer] : profile.mapping) {
    print.append(member).append(1, '=').append(pointer).push_back(kEnd);
  }
  return print;
}

}  // namespace tidings::desktop
