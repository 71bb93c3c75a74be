#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tidings/export.h"
#include "tidings/http_transport.h"
#include "tidings/result.h"
#include "tidings/token_source.h"

/// The configuration file that programs share: `$XDG_CONFIG_HOME/tidings/config.toml`.
namespace tidings {

/// One `[profiles.NAME]`. Unset members leave the programs' defaults alone.
struct Profile {
  std::string name;
  std::string stream;   ///< URL; may be empty in a profile that only publishes
  std::string publish;  ///< URL; empty: `api_url` + `/notifications`
  std::string api;      ///< URL; empty: derived, see `api_url`
  TokenSource token;
  bool token_keychain = false;  ///< the token is in the Secret Service, account = name
  std::vector<HttpHeader> headers;
  std::string preset;  ///< `tidings`, `ntfy`, `mercure`, `plain`, or empty
  /// `[profiles.NAME.mapping]`: member and JSON pointer, `heartbeat` and what it matches.
  std::vector<std::pair<std::string, std::string>> mapping;
  HttpConnectionSettings connection;
  bool connect_timeout_given =
      false;  ///< `connection.connect_timeout` is the profile's, not the default
  std::optional<std::chrono::milliseconds> heartbeat_timeout;
  std::optional<std::chrono::milliseconds> retry;
  std::optional<std::chrono::milliseconds> retry_max;
  std::optional<unsigned> max_retries;
  std::optional<std::uint64_t> max_event_size;
  std::optional<bool> drop_duplicates;

  /// Where the server's other requests go: `api`, or `stream` up to and with its `/v1`. Empty when
  /// neither says.
  [[nodiscard]] std::string api_url() const;
  /// Where notifications are posted: `publish`, or `api_url` + `/notifications`. Empty when
  /// unknown.
  [[nodiscard]] std::string publish_url() const;
};

struct Configuration {
  std::string default_profile;
  std::vector<Profile> profiles;  ///< in the order of the file
  /// Unknown keys, each with its line: they are passed over, but said.
  std::vector<std::string> warnings;

  /// Null when there is none of that name.
  [[nodiscard]] const Profile* find(std::string_view name) const;
};

/// Whether a profile may be called so: 1-64 letters, digits, `-` and `_`.
[[nodiscard]] TIDINGS_API bool is_profile_name(std::string_view name);

/// Where the text came from, for messages and for what it may say.
struct ConfigurationSource {
  std::string path;
  std::string home;             ///< what `~/` in file names stands for
  bool may_hold_tokens = true;  ///< nobody else can read it: a `token` in it is accepted
};

/// Reads the text of a configuration file. A bad value is an error that names the key and the line.
/// Relative file names are relative to the file's folder.
TIDINGS_API Result<Configuration> parse_configuration(std::string_view text,
                                                      const ConfigurationSource& source);

/// `$XDG_CONFIG_HOME/tidings/config.toml`, by default `~/.config/tidings/config.toml`.
TIDINGS_API std::string configuration_path();

/// Reads the file. None there: an empty configuration. A file that belongs to somebody else than
/// the user or root, or that group or others may write, is refused: it names commands that are run.
TIDINGS_API Result<Configuration> read_configuration(const std::string& path);

/// A key of a profile and its value as users write it on a command line; several values for
/// `headers`, and for `mapping` (`title=/title`).
struct ProfileKey {
  std::string key;
  std::vector<std::string> values;
};

/// The text with a profile added at its end. Everything that stood there stays byte for byte.
/// Errors: the name is taken or impossible, a key is unknown, a value is bad.
TIDINGS_API Result<std::string> with_profile_added(std::string_view text, const std::string& name,
                                                   const std::vector<ProfileKey>& keys);

/// Whether a key can have these values: for a face that names its own flag before the complaint.
TIDINGS_API Result<void> check_profile_key(const ProfileKey& key);

/// The text without a profile's tables, and without the line that makes it the default. Comments
/// above them stay, as does everything else.
TIDINGS_API Result<std::string> with_profile_removed(std::string_view text,
                                                     const std::string& name);

/// The text with keys of a profile set (a key without values: removed). Everything else stays byte
/// for byte, comments on changed lines included.
TIDINGS_API Result<std::string> with_profile_changed(std::string_view text, const std::string& name,
                                                     const std::vector<ProfileKey>& keys);

/// Changes the file by `edit`, which is given its text: under a lock, through a temporary file.
/// Makes the file (0600) and its folder (0700) when there is none. What `edit` gives must be a
/// configuration that this file may hold (no token where others can read it), or nothing is
/// written.
TIDINGS_API Result<void> change_configuration(
    const std::string& path, const std::function<Result<std::string>(std::string_view)>& edit);

/// The keys of a profile, for help and completion.
struct ProfileKeyInfo {
  std::string_view key;
  std::string_view value;  ///< what stands for its value in a help, `URL`; empty for true or false
  std::string_view description;
  bool is_flag = false;  ///< true or false
  bool is_number = false;
  bool repeatable = false;
  bool is_file = false;  ///< a path; a relative one is relative to the configuration's folder
};
TIDINGS_API const std::vector<ProfileKeyInfo>& profile_keys();

}  // namespace tidings
