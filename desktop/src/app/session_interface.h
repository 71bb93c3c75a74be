#pragma once

#include <QDBusAbstractAdaptor>
#include <QDBusConnection>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QVariantList>
#include <QVariantMap>

namespace tidings::desktop {

/// What others in the session see of the program and may ask of it, at `/org/tidings/Desktop`.
class SessionInterface : public QObject {
  Q_OBJECT

 public:
  static constexpr const char* kName = "org.tidings.Desktop";
  static constexpr const char* kPath = "/org/tidings/Desktop";

  struct Content {
    QString state;  ///< as the contract names it
    uint unread = 0;
    QList<QVariantMap> accounts;
    bool operator==(const Content&) const = default;
  };

  SessionInterface(QDBusConnection bus, Content content, QObject* parent = nullptr);

  /// Tells what differs.
  void show(const Content& content);
  [[nodiscard]] const Content& content() const noexcept { return content_; }

 signals:
  void activate_requested(const QString& activation_token);
  void open_requested(const QStringList& uris, const QString& activation_token);
  void action_requested(const QString& name);

 private:
  QDBusConnection bus_;
  Content content_;
};

/// `org.freedesktop.Application`, for launchers and for a second start.
class ApplicationAdaptor : public QDBusAbstractAdaptor {
  Q_OBJECT
  Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Application")

 public:
  explicit ApplicationAdaptor(SessionInterface& session);

 public slots:
  // NOLINTBEGIN: the names are the interface's.
  void Activate(const QVariantMap& platform_data);
  void Open(const QStringList& uris, const QVariantMap& platform_data);
  void ActivateAction(const QString& action_name, const QVariantList& parameter,
                      const QVariantMap& platform_data);
  // NOLINTEND

 private:
  SessionInterface& session_;
};

/// `org.tidings.Desktop1`, for panels and scripts.
class StateAdaptor : public QDBusAbstractAdaptor {
  Q_OBJECT
  Q_CLASSINFO("D-Bus Interface", "org.tidings.Desktop1")
  Q_PROPERTY(QString State READ state)
  Q_PROPERTY(uint Unread READ unread)
  Q_PROPERTY(QList<QVariantMap> Accounts READ accounts)

 public:
  explicit StateAdaptor(SessionInterface& session);

  [[nodiscard]] QString state() const { return session_.content().state; }
  [[nodiscard]] uint unread() const { return session_.content().unread; }
  [[nodiscard]] QList<QVariantMap> accounts() const { return session_.content().accounts; }

 private:
  SessionInterface& session_;
};

}  // namespace tidings::desktop
