#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QVariantMap>

namespace tidings::desktop {

/// Whether the desktop keeps notifications back: KDE's `Inhibited`, dunst's `paused`. Both are
/// properties of the notification daemon's own object.
class DoNotDisturb : public QObject {
  Q_OBJECT

 public:
  explicit DoNotDisturb(const QDBusConnection& bus, QObject* parent = nullptr);

  [[nodiscard]] bool is_on() const { return inhibited_ || paused_; }
  /// The daemon is a new one, or gone.
  void forget();
  /// Asks the daemon that is there now.
  void ask();

 signals:
  void changed();

 private slots:
  void on_properties_changed(const QString& interface, const QVariantMap& changed,
                             const QStringList& invalidated);

 private:
  void ask_for(const QString& interface, const QString& property, bool DoNotDisturb::*value);
  void set(bool DoNotDisturb::*value, bool on);

  QDBusConnection bus_;
  int generation_ = 0;
  bool inhibited_ = false;
  bool paused_ = false;
};

}  // namespace tidings::desktop
