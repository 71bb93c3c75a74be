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
  static const std::vector<ProfileKeyInfo> keys{
      {"stream", "URL of the stream"},
      {"publish", "URL that notifications are posted to"},
      {"api", "URL of the server's other requests (default: the stream's up to /v1)"},
      {"token", "Bearer token (the file must be readable for you alone)"},
      {"token-file", "file with the Bearer token"},
      {"token-command", "command that prints the Bearer token"},
      {"token-keychain", "the token is in the desktop's keychain", true},
      {"headers", "extra request header, 'Name: value'", false, false, true},
      {"preset", "how events become notifications: tidings, ntfy, mercure or plain"},
      {"heartbeat-timeout", "silence after which the connection counts as dead"},
      {"connect-timeout", "for name look-up, TCP and TLS together"},
      {"retry", "first delay before reconnecting"},
      {"retry-max", "longest delay before reconnecting"},
      {"max-retries", "failed tries in a row before giving up", false, true},
      {"max-event-size", "larger events are skipped"},
      {"drop-duplicates", "drop an event whose id was among the last 1,000", true},
      {"cacert", "file of certificate authorities to trust"},
      {"cert", "client certificate"},
      {"key", "the client certificate's key"},
      {"insecure", "do not check the server's certificate", true},
      {"proxy", "http, https or socks5 proxy"},
      {"unix-socket", "Unix socket to connect to"},
      {"http2", "use HTTP/2", true},
      {"compressed", "ask for a compressed answer", true},
  };
  return keys;
}

}  // namespace tidings
