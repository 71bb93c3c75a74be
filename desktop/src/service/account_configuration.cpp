#include "service/account_configuration.h"

#include <utility>

#include "service/profile_edit.h"
#include "service/text.h"

namespace tidings::desktop {

AccountConfiguration::AccountConfiguration(QString path, QObject* parent)
    : QObject(parent), path_(std::move(path)), watch_(path_) {
  connect(&watch_, &ConfigurationWatch::changed, this, &AccountConfiguration::changed);
}

bool AccountConfiguration::read() {
  auto read = read_configuration(to_utf8(path_));
  if (!read) {
    warning_ = sentence_of(read.error());
    return false;
  }
  configuration_ = std::move(*read);
  QStringList lines;
  for (const std::string& line : configuration_.warnings) {
    lines.append(sentence_of(Error{line}));
  }
  for (const QString& name : only_) {
    if (configuration_.find(to_utf8(name)) == nullptr) {
      lines.append(tr("There is no account “%1” in %2.").arg(name, path_));
    }
  }
  warning_ = lines.join(QChar(u'\n'));
  return true;
}

std::vector<Profile> AccountConfiguration::wanted() const {
  std::vector<Profile> profiles;
  for (const Profile& profile : configuration_.profiles) {
    if (!profile.stream.empty() && (only_.isEmpty() || only_.contains(to_qt(profile.name)))) {
      profiles.push_back(profile);
    }
  }
  return profiles;
}

AccountDetails AccountConfiguration::details(const QString& account) const {
  const Profile* profile = configuration_.find(to_utf8(account));
  return profile != nullptr ? details_of(*profile) : AccountDetails{};
}

QString AccountConfiguration::edit(const Edit& edit) {
  const auto edited = change_configuration(to_utf8(path_), edit);
  if (!edited) {
    return sentence_of(edited.error());
  }
  emit changed();
  return {};
}

QString AccountConfiguration::add(const AccountDetails& details, const QString& token) {
  return edit([&](std::string_view text) {
    return with_profile_added(text, to_utf8(details.name), given_keys(details, token));
  });
}

QString AccountConfiguration::change(const QString& account, const AccountDetails& wished,
                                     const QString& token) {
  const std::vector<ProfileKey> keys = changed_keys(details(account), wished, token);
  return edit(
      [&](std::string_view text) { return with_profile_changed(text, to_utf8(account), keys); });
}

QString AccountConfiguration::remove(const QString& account) {
  return edit([&](std::string_view text) { return with_profile_removed(text, to_utf8(account)); });
}

Result<Profile> AccountConfiguration::tried(const AccountDetails& details,
                                            const QString& token) const {
  return profile_of(details, token, path_, configuration_.find(to_utf8(details.name)));
}

}  // namespace tidings::desktop
