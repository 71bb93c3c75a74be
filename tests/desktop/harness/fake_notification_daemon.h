#pragma once

#include <QDBusConnection>
#include <QDBusVirtualObject>
#include <QList>
#include <QString>
#include <QStringList>
#include <QVariantMap>

#include "desktop/harness/private_bus.h"

namespace tidings::test {

/// One call of `Notify` as it came.
struct NotifyCall {
  quint32 id = 0;  ///< what was answered
  QString signature;
  QString application;
  quint32 replaced_id = 0;
  QString icon;
  QString summary;
  QString body;
  QStringList actions;
  QVariantMap hints;
  int timeout = 0;
};

/// The desktop's notification service, made by the test on a private bus: writes down what it is
/// asked and does what a user would. Lives in the test's thread and needs its event loop.
class FakeNotificationDaemon : public QDBusVirtualObject {
 public:
  /// Does not start by itself.
  explicit FakeNotificationDaemon(PrivateBus& bus);
  ~FakeNotificationDaemon() override;

  /// Before `start`. Usual: `body`, `actions`.
  void set_capabilities(const QStringList& capabilities) { capabilities_ = capabilities; }
  void start();
  /// The service leaves the bus; a later `start` is another daemon, whose ids begin anew.
  void stop();
  /// Takes calls and answers none.
  void set_hanging(bool hanging) { is_hanging_ = hanging; }

  [[nodiscard]] const QList<NotifyCall>& calls() const { return calls_; }
  [[nodiscard]] const QList<quint32>& closed_by_call() const { return closed_; }
  /// The last text of each popup that is on the screen, oldest first.
  [[nodiscard]] QList<NotifyCall> shown() const;

  void press(quint32 id, const QString& action);
  void hand_token(quint32 id, const QString& token);
  /// 1 expired, 2 dismissed, 3 closed by call, 4 undefined.
  void close(quint32 id, quint32 reason);
  /// KDE's and dunst's way of do-not-disturb.
  void set_inhibited(bool inhibited);
  void set_paused(bool paused);

  bool handleMessage(const QDBusMessage& message, const QDBusConnection& connection) override;
  QString introspect(const QString& path) const override;

 private:
  quint32 take(const QDBusMessage& message);
  QVariant property(const QString& interface, const QString& name) const;
  void signal(const QString& interface, const QString& name, const QVariantList& arguments);
  void tell_property(const QString& interface, const QString& name, bool value);

  QDBusConnection bus_;
  QStringList capabilities_{QStringLiteral("body"), QStringLiteral("actions")};
  bool is_hanging_ = false;
  bool is_inhibited_ = false;
  bool is_paused_ = false;
  quint32 last_id_ = 0;
  QList<NotifyCall> calls_;
  QList<quint32> on_screen_;
  QList<quint32> closed_;
};

}  // namespace tidings::test
