#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/profile.h"

#include "service/account_details.h"
#include "service/configuration_watch.h"

namespace tidings::desktop {

/// The accounts as the shared config.toml names them, and every change of that file. What returns a
/// QString returns a translated sentence when it failed, else an empty one.
class AccountConfiguration : public QObject {
  Q_OBJECT

 public:
  explicit AccountConfiguration(QString path, QObject* parent = nullptr);

  /// Only these profiles are wanted; empty: all.
  void limit_to(const QStringList& names) { only_ = names; }
  /// False: the file cannot be read, and what was read before holds on.
  bool read();
  [[nodiscard]] const QString& path() const { return path_; }
  [[nodiscard]] const QString& warning() const { return warning_; }
  void set_warning(const QString& sentence) { warning_ = sentence; }

  /// What is to be followed, in the order of the file.
  [[nodiscard]] std::vector<Profile> wanted() const;
  [[nodiscard]] AccountDetails details(const QString& account) const;

  QString add(const AccountDetails& details, const QString& token);
  /// Writes what differs from what was read last; all else stays byte for byte.
  QString change(const QString& account, const AccountDetails& details, const QString& token);
  QString remove(const QString& account);
  /// The profile that a change to these would make, for trying it out before.
  [[nodiscard]] Result<Profile> tried(const AccountDetails& details, const QString& token) const;

 signals:
  /// By whomever.
  void changed();

 private:
  using Edit = std::function<Result<std::string>(std::string_view text)>;
  QString edit(const Edit& edit);

  const QString path_;
  ConfigurationWatch watch_;
  QStringList only_;
  Configuration configuration_;
  QString warning_;
};

}  // namespace tidings::desktop
