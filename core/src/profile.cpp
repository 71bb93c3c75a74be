#include "tidings/profile.h"

#include <algorithm>

#include "ascii.h"

namespace tidings {

std::string Profile::api_url() const {
  if (!api.empty()) {
    return api.ends_with('/') ? api.substr(0, api.size() - 1) : api;
  }
  const std::string path = stream.substr(0, stream.find_first_of("?#"));
  const std::size_t version = path.rfind("/v1/");
  if (version != std::string::npos) {
    return path.substr(0, version + 3);
  }
  return path.ends_with("/v1") ? path : std::string();
}

std::string Profile::publish_url() const {
  if (!publish.empty()) {
    return publish;
  }
  const std::string base = api_url();
  return base.empty() ? base : base + "/notifications";
}

const Profile* Configuration::find(std::string_view name) const {
  const auto found = std::find_if(profiles.begin(), profiles.end(),
                                  [name](const Profile& profile) { return profile.name == name; });
  return found == profiles.end() ? nullptr : &*found;
}

bool is_profile_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
    const char letter = ascii::lower(c);
    return (letter >= 'a' && letter <= 'z') || ascii::is_digit(c) || c == '-' || c == '_';
  });
}

const std::vector<ProfileKeyInfo>& profile_keys() {
  constexpr auto text = [](std::string_view key, std::string_view value,
                           std::string_view description) {
    return ProfileKeyInfo{key, value, description};
  };
  constexpr auto flag = [](std::string_view key, std::string_view description) {
    return ProfileKeyInfo{.key = key, .value = {}, .description = description, .is_flag = true};
  };
  constexpr auto file = [](std::string_view key, std::string_view value,
                           std::string_view description) {
    return ProfileKeyInfo{.key = key, .value = value, .description = description, .is_file = true};
  };
  static const std::vector<ProfileKeyInfo> keys{
      text("stream", "URL", "URL of the stream"),
      text("publish", "URL", "URL that notifications are posted to"),
      text("api", "URL", "URL of the server's other requests (default: the stream's up to /v1)"),
      text("token", "TOKEN", "Bearer token (the file must be readable for you alone)"),
      file("token-file", "FILE", "file with the Bearer token"),
      text("token-command", "CMD", "command that prints the Bearer token (by sh -c)"),
      flag("token-keychain", "the token is in the desktop's keychain"),
      {.key = "headers",
       .value = "'NAME: VALUE'",
       .description = "extra request header; repeatable",
       .repeatable = true},
      text("preset", "NAME", "how events become notifications: tidings, ntfy, mercure or plain"),
      {.key = "mapping",
       .value = "MEMBER=POINTER",
       .description = "where a notification's title, body, url, type, priority, group or id stands "
                      "in the data, or heartbeat=/POINTER=VALUE; repeatable",
       .repeatable = true},
      text("heartbeat-timeout", "DUR", "silence after which the connection counts as dead"),
      text("connect-timeout", "DUR", "for name look-up, TCP and TLS together"),
      text("retry", "DUR", "first delay before reconnecting"),
      text("retry-max", "DUR", "longest delay before reconnecting"),
      {.key = "max-retries",
       .value = "N",
       .description = "failed tries in a row before giving up",
       .is_number = true},
      text("max-event-size", "SIZE", "larger events are skipped"),
      flag("drop-duplicates", "drop an event whose id was among the last 1,000"),
      file("cacert", "FILE", "file of certificate authorities to trust"),
      file("cert", "FILE", "client certificate"),
      file("key", "FILE", "the client certificate's key"),
      flag("insecure", "do not check the server's certificate"),
      text("proxy", "URL", "http, https or socks5 proxy"),
      file("unix-socket", "PATH", "Unix socket to connect to"),
      flag("http2", "use HTTP/2"),
      flag("compressed", "ask for a compressed answer"),
  };
  return keys;
}

}  // namespace tidings
