#include <algorithm>
#include <array>
#include <utility>

#include "tidings/json_text.h"
#include "tidings/profile.h"
#include "tidings/size.h"
#include "tidings/url.h"

#include "ascii.h"
#include "profile_value.h"
#include "toml_values.h"

namespace tidings {
namespace {

constexpr std::array<std::string_view, 4> kPresets{"tidings", "ntfy", "mercure", "plain"};
template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Reads one file's tables. The first thing that is wrong is kept as the error.
class ConfigurationReader : private TomlValues {
 public:
  explicit ConfigurationReader(const ConfigurationSource& source) : TomlValues(source) {}

  Result<Configuration> read(const toml::table& root) {
    for (const auto& [key, node] : root) {
      if (key.str() == "default-profile") {
        configuration_.default_profile = text(key, node);
        default_place_ = at(key);
      } else if (key.str() == "profiles") {
        read_profiles(key, node);
      } else {
        warn_unknown(key);
      }
    }
    if (error()) {
      return *error();
    }
    if (!configuration_.default_profile.empty() &&
        configuration_.find(configuration_.default_profile) == nullptr) {
      return Error{default_place_ + " names `" + configuration_.default_profile +
                   "`, but there is no such profile"};
    }
    // Tables come sorted by name; people expect the order they wrote.
    std::stable_sort(order_.begin(), order_.end());
    std::vector<Profile> sorted;
    for (const auto& [line, index] : order_) {
      sorted.push_back(std::move(configuration_.profiles[index]));
    }
    configuration_.profiles = std::move(sorted);
    return std::move(configuration_);
  }

 private:
  void warn_unknown(const toml::key& key) {
    configuration_.warnings.push_back(at(key) + " is no key that is known here: it is passed over");
  }

  void read_profiles(const toml::key& key, const toml::node& node) {
    const toml::table* profiles = node.as_table();
    if (profiles == nullptr) {
      fail(key, "must be tables: [profiles.NAME]");
      return;
    }
    for (const auto& [name, profile] : *profiles) {
      read_profile(name, profile);
    }
  }

  void read_profile(const toml::key& name, const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr) {
      fail(name, "must be a table: [profiles." + std::string(name.str()) + "]");
      return;
    }
    if (!is_profile_name(name.str())) {
      fail(name, "is no name for a profile: use 1-64 letters, digits, `-` and `_`");
      return;
    }
    Profile profile;
    profile.name = name.str();
    for (const auto& [key, value] : *table) {
      read_key(profile, key, value);
    }
    order_.emplace_back(name.source().begin.line, configuration_.profiles.size());
    configuration_.profiles.push_back(std::move(profile));
  }

  void read_key(Profile& profile, const toml::key& key, const toml::node& node) {
    if (!read_identity(profile, key, node) && !read_connection(profile, key, node) &&
        !read_timing(profile, key, node)) {
      warn_unknown(key);
    }
  }

  bool read_identity(Profile& profile, const toml::key& key, const toml::node& node) {
    const std::string_view name = key.str();
    if (name == "stream") {
      profile.stream = url(key, node);
    } else if (name == "publish") {
      profile.publish = url(key, node);
    } else if (name == "api") {
      profile.api = url(key, node);
    } else if (name == "token") {
      read_token(profile, key, node);
    } else if (name == "token-file") {
      set_token(profile, key, TokenFile{file(key, node)});
    } else if (name == "token-command") {
      read_token_command(profile, key, node);
    } else if (name == "token-keychain") {
      profile.token_keychain = flag(key, node);
      if (profile.token_keychain && !std::holds_alternative<std::monostate>(profile.token)) {
        fail_second_token(key);
      }
    } else if (name == "headers") {
      read_headers(profile, key, node);
    } else if (name == "preset") {
      read_preset(profile, key, node);
    } else if (name == "mapping") {
      read_mapping(profile, key, node);
    } else {
      return false;
    }
    return true;
  }

  bool read_connection(Profile& profile, const toml::key& key, const toml::node& node) {
    HttpConnectionSettings& connection = profile.connection;
    const std::string_view name = key.str();
    if (name == "cacert") {
      connection.ca_file = file(key, node);
    } else if (name == "cert") {
      connection.client_certificate = file(key, node);
    } else if (name == "key") {
      connection.client_key = file(key, node);
    } else if (name == "insecure") {
      connection.insecure = flag(key, node);
    } else if (name == "proxy") {
      connection.proxy = text(key, node);
      if (const auto usable = check_proxy_url(*connection.proxy); !error() && !usable) {
        fail(key, "is not usable: " + usable.error().message);
      }
    } else if (name == "unix-socket") {
      connection.unix_socket = file(key, node);
    } else if (name == "http2") {
      connection.http2 = flag(key, node);
    } else if (name == "compressed") {
      connection.compressed = flag(key, node);
    } else {
      return false;
    }
    return true;
  }

  bool read_timing(Profile& profile, const toml::key& key, const toml::node& node) {
    const std::string_view name = key.str();
    if (name == "heartbeat-timeout") {
      profile.heartbeat_timeout = duration(key, node);
    } else if (name == "connect-timeout") {
      profile.connection.connect_timeout =
          duration(key, node).value_or(profile.connection.connect_timeout);
      profile.connect_timeout_given = true;
      if (profile.connection.connect_timeout.count() == 0) {
        fail(key, "must be longer than nothing, as in 250ms, 45s or 5m");
      }
    } else if (name == "retry") {
      profile.retry = duration(key, node);
    } else if (name == "retry-max") {
      profile.retry_max = duration(key, node);
    } else if (name == "max-retries") {
      profile.max_retries = count(key, node);
    } else if (name == "max-event-size") {
      read_event_size(profile, key, node);
    } else if (name == "drop-duplicates") {
      profile.drop_duplicates = flag(key, node);
    } else {
      return false;
    }
    return true;
  }

  void set_token(Profile& profile, const toml::key& key, TokenSource token) {
    if (profile.token_keychain || !std::holds_alternative<std::monostate>(profile.token)) {
      fail_second_token(key);
    }
    profile.token = std::move(token);
  }

  void fail_second_token(const toml::key& key) {
    fail(key,
         "gives a token a second time: keep one of token, token-file, token-command and "
         "token-keychain");
  }

  void read_token(Profile& profile, const toml::key& key, const toml::node& node) {
    if (!source().may_hold_tokens) {
      fail(key,
           "is a secret in a file that others can read: chmod 600 the file, or use token-file or "
           "token-command");
      return;
    }
    const std::string written = text(key, node);
    if (written.empty()) {
      fail(key, "must not be empty: leave the key out where no token is needed");
      return;
    }
    const Result<std::string> token = token_from_output(written);
    if (!token) {
      fail(key, "is not usable: " + token.error().message);
      return;
    }
    set_token(profile, key, TokenValue{*token});
  }

  void read_token_command(Profile& profile, const toml::key& key, const toml::node& node) {
    std::string command = text(key, node);
    if (command.find_first_not_of(" \t\r\n") == std::string::npos) {
      fail(key, "must be a command that prints the token");
    }
    set_token(profile, key, TokenCommand{std::move(command)});
  }

  void read_headers(Profile& profile, const toml::key& key, const toml::node& node) {
    const toml::array* list = node.as_array();
    if (list == nullptr) {
      fail(key, R"(must be a list: ["Name: value"])");
      return;
    }
    for (const toml::node& element : *list) {
      const std::string line = text(key, element);
      const std::size_t colon = line.find(':');
      const bool has_control = std::any_of(line.begin(), line.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
      });
      if (colon == std::string::npos || !is_header_name(line.substr(0, colon)) || has_control) {
        fail(key, "holds something that is no header: the form is \"Name: value\"");
        return;
      }
      profile.headers.push_back(
          {line.substr(0, colon), std::string(ascii::trimmed(line.substr(colon + 1)))});
    }
  }

  void read_preset(Profile& profile, const toml::key& key, const toml::node& node) {
    profile.preset = text(key, node);
    if (!is_one_of(kPresets, profile.preset)) {
      fail(key, "is `" + profile.preset + "`: it must be tidings, ntfy, mercure or plain");
    }
  }

  void read_event_size(Profile& profile, const toml::key& key, const toml::node& node) {
    const std::string value = quantity(key, node);
    const Result<std::uint64_t> size = parse_size(value);
    if (!size) {
      fail(key, "is not usable: " + size.error().message);
      return;
    }
    if (*size == 0) {
      fail(key, "must be more than nothing, as in 64KiB or 1MiB");
    }
    profile.max_event_size = *size;
  }

  void read_mapping(Profile& profile, const toml::key& key, const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr) {
      fail(key, "must be a table: [profiles." + profile.name + ".mapping]");
      return;
    }
    for (const auto& [member, value] : *table) {
      if (!is_one_of(kMappingMembers, member.str())) {
        warn_unknown(member);
        continue;
      }
      std::string pointer = text(member, value);
      if (!is_mapping(member.str(), pointer)) {
        fail(member,
             member.str() == "heartbeat"
                 ? "must be a JSON pointer with a value, such as \"/content=heartbeat\", or "
                   "\"event:NAME\""
                 : "must be a JSON pointer, such as \"/title\"");
      }
      profile.mapping.emplace_back(member.str(), std::move(pointer));
    }
  }

  static bool is_mapping(std::string_view member, std::string_view value) {
    if (member != "heartbeat") {
      return json::is_pointer(value);
    }
    if (value.starts_with("event:")) {
      return value.size() > 6;
    }
    const std::size_t equals = value.find('=');
    return equals != std::string_view::npos && json::is_pointer(value.substr(0, equals));
  }

  Configuration configuration_;
  std::vector<std::pair<std::size_t, std::size_t>> order_;  ///< line and index of each profile
  std::string default_place_;
};

}  // namespace

Result<Configuration> parse_configuration(std::string_view text,
                                          const ConfigurationSource& source) {
  const toml::parse_result parsed = toml::parse(text, std::string_view(source.path));
  if (!parsed) {
    return toml_syntax_error(parsed.error(), source.path);
  }
  return ConfigurationReader(source).read(parsed.table());
}

}  // namespace tidings
