#pragma once

#include <QDBusConnection>
#include <QDBusVirtualObject>
#include <QList>
#include <QSize>
#include <QString>
#include <QStringList>
#include <QVariant>

#include "desktop/harness/private_bus.h"

namespace tidings::test {

/// A panel that shows StatusNotifierItems, made by the test on a private bus: the watcher and a
/// host. May come late, go and come back. Lives in the test's thread and needs its event loop.
class FakeTray : public QDBusVirtualObject {
 public:
  explicit FakeTray(PrivateBus& bus);
  ~FakeTray() override;

  void start(bool with_host = true);
  /// The panel crashes: items are forgotten.
  void stop();
  /// A host joins a watcher that runs without one.
  void add_host();

  /// Services of the items that are registered now.
  [[nodiscard]] const QStringList& items() const { return items_; }
  /// A property of the only item: `Id`, `Status`, `Title`.
  [[nodiscard]] QVariant property_of_item(const QString& name);
  /// The title of the item's tooltip.
  [[nodiscard]] QString tooltip();
  [[nodiscard]] QList<QSize> icon_sizes();
  void click();
  /// The labels of the item's menu as it is now, without shortcut marks; submenus' too.
  [[nodiscard]] QStringList menu();
  void choose(const QString& label);

  bool handleMessage(const QDBusMessage& message, const QDBusConnection& connection) override;
  QString introspect(const QString& path) const override;

 private:
  struct MenuEntry {
    int id = 0;
    QString label;
  };
  QDBusMessage call_item(const QString& path, const QString& interface, const QString& method,
                         const QVariantList& arguments);
  QList<MenuEntry> menu_entries();

  QDBusConnection bus_;
  QDBusConnection caller_;
  bool has_host_ = false;
  QStringList items_;
};

}  // namespace tidings::test
