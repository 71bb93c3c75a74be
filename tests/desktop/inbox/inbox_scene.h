#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QTemporaryDir>
#include <QUrl>
#include <functional>
#include <memory>
#include <optional>

#include "desktop/store/full_disk.h"
#include "domain/message_source.h"
#include "inbox/inbox.h"
#include "popups/popup_display.h"
#include "settings/settings_file.h"
#include "store/history_store.h"

namespace tidings::test {

/// The accounts' servers: writes down what the inbox tells them.
class FakeSource : public desktop::MessageSource {
 public:
  QString host(const QString& account) const override;
  void send_read(const QString& account, const QStringList& ids, bool read) override;
  void send_read_up_to(const QString& account, const QString& id) override;
  void acknowledge(const QString& account, bool stored) override;

  /// One line for each call: `read shop 1,2`, `unread shop 3`, `up to shop 9`, `stored shop`,
  /// `not stored shop`.
  QStringList told;
};

/// A screen: what is on it, by key, and how often something was shown.
class FakeDisplay : public desktop::PopupDisplay {
 public:
  void show(const desktop::Popup& popup) override;
  void withdraw(const QString& key) override;
  void withdraw_all() override;
  bool is_available() const override { return true; }
  bool do_not_disturb() const override { return disturbed_; }

  void set_do_not_disturb(bool on);
  void press(const QString& key, desktop::PopupAction action, const QString& token = {});
  void dismiss(const QString& key);
  [[nodiscard]] desktop::Popup popup(const QString& key) const { return on_screen.value(key); }

  QHash<QString, desktop::Popup> on_screen;
  QStringList shown;  ///< keys, in the order of the calls

 private:
  bool disturbed_ = false;
};

/// An inbox with a real store and real settings between a fake source and a fake screen. Its clock
/// stands still until it is set.
class InboxScene {
 public:
  InboxScene();
  /// Everything anew over the same settings and history file, as after a new start of the program.
  void restart();

  /// Numbered entries as they arrive; the ids go on from batch to batch.
  void arrive(int count, desktop::Arrival arrival = desktop::Arrival::live, int priority = 3);
  void arrive(const desktop::HistoryEntry& entry,
              desktop::Arrival arrival = desktop::Arrival::live);
  [[nodiscard]] desktop::HistoryEntry entry(int priority = 3);
  [[nodiscard]] qint64 row(const QString& id) const;
  [[nodiscard]] QString key(const QString& id) const;
  /// Makes every further write fail, as on a full disk, until it is undone.
  void set_disk_full(bool full);

  QTemporaryDir folder;
  desktop::PolicyClock now;
  std::chrono::milliseconds look_interval{20};   ///< taken by `restart`
  std::chrono::milliseconds reminder_after{20};  ///< taken by `restart`
  QList<QUrl> opened;
  bool can_open = true;
  FakeSource source;
  FakeDisplay display;
  std::unique_ptr<desktop::HistoryStore> store;
  desktop::SettingsFile settings;
  std::unique_ptr<desktop::Inbox> inbox;
  QStringList troubles;

 private:
  [[nodiscard]] desktop::InboxSurroundings surroundings();
  std::optional<FullDisk> disk_;
  int last_id_ = 0;
};

/// The account that entries of a scene are of, unless they say otherwise.
inline const QString kShop = QStringLiteral("shop");

/// What the inbox's tests have in common: a scene of its own for each case.
class InboxCase : public QObject {
  Q_OBJECT

 private slots:
  void init() { scene_ = std::make_unique<InboxScene>(); }
  void cleanup() { scene_.reset(); }

 protected:
  void set(const desktop::Settings& settings);

  std::unique_ptr<InboxScene> scene_;
};

/// Whether the condition comes true before the tests' deadline.
[[nodiscard]] bool wait_for(const std::function<bool()>& condition);

}  // namespace tidings::test
