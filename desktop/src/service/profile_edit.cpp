#include "service/profile_edit.h"

#include <QDir>
#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>

#include "service/text.h"

namespace tidings::desktop {
namespace {

using Place = AccountDetails::TokenPlace;

ProfileKey key(const char* name, const QString& value) {
  ProfileKey result{name, {}};
  if (!value.trimmed().isEmpty()) {
    result.values.push_back(to_utf8(value.trimmed()));
  }
  return result;
}

ProfileKey headers_key(const QStringList& headers) {
  ProfileKey result{"headers", {}};
  for (const QString& header : headers) {
    if (!header.trimmed().isEmpty()) {
      result.values.push_back(to_utf8(header.trimmed()));
    }
  }
  return result;
}

ProfileKey mapping_key(const QMap<QString, QString>& mapping) {
  ProfileKey result{"mapping", {}};
  for (auto it = mapping.begin(); it != mapping.end(); ++it) {
    if (!it.value().trimmed().isEmpty()) {
      result.values.push_back(to_utf8(it.key() + QChar(u'=') + it.value().trimmed()));
    }
  }
  return result;
}

/// As the configuration takes it, in the largest unit that is exact.
QString duration_text(std::chrono::milliseconds duration) {
  struct Unit {
    long long milliseconds;
    const char* name;
  };
  for (const Unit unit : {Unit{86'400'000, "d"}, Unit{3'600'000, "h"}, Unit{60'000, "m"},
                          Unit{1000, "s"}, Unit{1, "ms"}}) {
    if (duration.count() >= unit.milliseconds && duration.count() % unit.milliseconds == 0) {
      return QString::number(duration.count() / unit.milliseconds) + QLatin1String(unit.name);
    }
  }
  return QStringLiteral("0");
}

QStringList header_lines(const Profile& profile) {
  QStringList lines;
  for (const HttpHeader& header : profile.headers) {
    lines.append(to_qt(header.name + ": " + header.value));
  }
  return lines;
}

}  // namespace

AccountDetails details_of(const Profile& profile) {
  AccountDetails details;
  details.name = to_qt(profile.name);
  details.stream = to_qt(profile.stream);
  details.publish = to_qt(profile.publish);
  details.api = to_qt(profile.api);
  details.preset = to_qt(profile.preset);
  details.proxy = to_qt(profile.connection.proxy.value_or(""));
  details.ca_file = to_qt(profile.connection.ca_file);
  if (profile.heartbeat_timeout) {
    details.heartbeat_timeout = duration_text(*profile.heartbeat_timeout);
  }
  details.headers = header_lines(profile);
  for (const auto& [member, pointer] : profile.mapping) {
    details.mapping.insert(to_qt(member), to_qt(pointer));
  }
  if (profile.token_keychain) {
    details.token_place = Place::keychain;
  } else if (const auto* file = std::get_if<TokenFile>(&profile.token)) {
    details.token_place = Place::file;
    details.token_file = to_qt(file->path);
  } else if (const auto* command = std::get_if<TokenCommand>(&profile.token)) {
    details.token_place = Place::command;
    details.token_command = to_qt(command->command);
  } else if (std::holds_alternative<TokenValue>(profile.token)) {
    details.token_place = Place::configuration;
  }
  return details;
}

std::vector<ProfileKey> keys_of(const AccountDetails& details, const QString& token) {
  const auto only_in = [&](Place place, const QString& value) {
    return details.token_place == place ? value : QString();
  };
  std::vector<ProfileKey> keys{
      key("stream", details.stream),
      key("publish", details.publish),
      key("api", details.api),
      key("preset", details.preset),
      key("proxy", details.proxy),
      key("cacert", details.ca_file),
      key("heartbeat-timeout", details.heartbeat_timeout),
      headers_key(details.headers),
      mapping_key(details.mapping),
      key("token-keychain", only_in(Place::keychain, QStringLiteral("true"))),
      key("token-file", only_in(Place::file, details.token_file)),
      key("token-command", only_in(Place::command, details.token_command)),
  };
  const bool keeps_token = details.token_place == Place::configuration && token.isEmpty();
  if (!keeps_token) {
    keys.push_back(key("token", only_in(Place::configuration, token)));
  }
  return keys;
}

std::vector<ProfileKey> given_keys(const AccountDetails& details, const QString& token) {
  std::vector<ProfileKey> keys = keys_of(details, token);
  std::erase_if(keys, [](const ProfileKey& candidate) { return candidate.values.empty(); });
  return keys;
}

std::vector<ProfileKey> changed_keys(const AccountDetails& before, const AccountDetails& after,
                                     const QString& token) {
  const std::vector<ProfileKey> former = keys_of(before, {});
  std::vector<ProfileKey> keys = keys_of(after, token);
  std::erase_if(keys, [&](const ProfileKey& key) {
    return std::any_of(former.begin(), former.end(), [&](const ProfileKey& known) {
      return known.key == key.key && known.values == key.values;
    });
  });
  return keys;
}

Result<Profile> profile_of(const AccountDetails& details, const QString& token, const QString& path,
                           const Profile* stored) {
  const std::string name = details.name.isEmpty() ? "account" : to_utf8(details.name);
  const auto text = with_profile_added({}, name, given_keys(details, token));
  if (!text) {
    return text.error();
  }
  const auto read = parse_configuration(
      *text, ConfigurationSource{to_utf8(path), to_utf8(QDir::homePath()), true});
  if (!read) {
    return read.error();
  }
  Profile edited = *read->find(name);
  Profile profile = stored != nullptr ? *stored : edited;
  profile.stream = std::move(edited.stream);
  profile.publish = std::move(edited.publish);
  profile.api = std::move(edited.api);
  profile.preset = std::move(edited.preset);
  profile.mapping = std::move(edited.mapping);
  // An empty one in the file means none at all, and looks in the window like one that is not there.
  if (!details.proxy.isEmpty() || !to_qt(profile.connection.proxy.value_or("")).isEmpty()) {
    profile.connection.proxy = std::move(edited.connection.proxy);
  }
  profile.connection.ca_file = std::move(edited.connection.ca_file);
  profile.heartbeat_timeout = edited.heartbeat_timeout;
  profile.headers = std::move(edited.headers);
  const bool keeps_token =
      details.token_place == Place::configuration && token.isEmpty() && stored != nullptr;
  if (!keeps_token) {
    profile.token = std::move(edited.token);
    profile.token_keychain = edited.token_keychain;
  }
  if (!token.isEmpty()) {
    profile.token = TokenValue{to_utf8(token.trimmed())};
  }
  return profile;
}

}  // namespace tidings::desktop
