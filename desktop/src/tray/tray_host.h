#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QString>
#include <QTimer>
#include <chrono>
#include <functional>

namespace tidings::desktop {

/// Whether something on the desktop shows tray icons, now and later: a StatusNotifierItem host, or
/// an XEmbed tray. Asks without `QSystemTrayIcon`, which remembers its first look for ever.
class TrayHost : public QObject {
  Q_OBJECT

 public:
  enum class Kind { none, notifier, xembed };

  TrayHost(QDBusConnection bus, std::function<bool()> has_xembed_tray, QObject* parent = nullptr);

  [[nodiscard]] Kind kind() const noexcept { return kind_; }

 signals:
  void changed();

 private slots:
  void ask();

 private:
  void on_watcher_gone();
  void on_answer(bool has_host);
  void look_for_xembed();
  void set(Kind kind);

  QDBusConnection bus_;
  const std::function<bool()> has_xembed_tray_;
  Kind kind_ = Kind::none;
  bool has_host_ = false;
  int looks_ = 0;
  QTimer settle_timer_;
  QTimer xembed_timer_;
};

}  // namespace tidings::desktop
