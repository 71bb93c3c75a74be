#include "desktop/harness/fake_tray.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>
#include <QTest>
#include <functional>

namespace tidings::test {
namespace {

const QLatin1String kWatcher("org.kde.StatusNotifierWatcher");
const QLatin1String kWatcherPath("/StatusNotifierWatcher");
const QLatin1String kItem("org.kde.StatusNotifierItem");
const QLatin1String kItemPath("/StatusNotifierItem");
const QLatin1String kMenu("com.canonical.dbusmenu");
const QLatin1String kProperties("org.freedesktop.DBus.Properties");
constexpr int kPatience = 30'000;

}  // namespace

FakeTray::FakeTray(PrivateBus& bus) : bus_(bus.connect()), caller_(bus.connect()) {
  bus_.registerVirtualObject(kWatcherPath, this);
}

FakeTray::~FakeTray() {
  stop();
  bus_.unregisterObject(kWatcherPath);
}

void FakeTray::start(bool with_host) {
  has_host_ = with_host;
  bus_.registerService(kWatcher);
}

void FakeTray::stop() {
  items_.clear();
  bus_.unregisterService(kWatcher);
}

void FakeTray::add_host() {
  has_host_ = true;
  bus_.send(QDBusMessage::createSignal(kWatcherPath, kWatcher, "StatusNotifierHostRegistered"));
}

bool FakeTray::handleMessage(const QDBusMessage& message, const QDBusConnection& connection) {
  const QVariantList arguments = message.arguments();
  if (message.interface() == kProperties && message.member() == QLatin1String("Get")) {
    const QString name = arguments.value(1).toString();
    const QVariant value = name == QLatin1String("IsStatusNotifierHostRegistered")
                               ? QVariant(has_host_)
                               : QVariant(items_);
    connection.send(message.createReply(QVariant::fromValue(QDBusVariant(value))));
    return true;
  }
  if (message.member() == QLatin1String("RegisterStatusNotifierItem")) {
    items_.append(arguments.value(0).toString());
    connection.send(message.createReply());
    return true;
  }
  return false;
}

/// Qt reads the property only where the introspection names it.
QString FakeTray::introspect(const QString& /*path*/) const {
  return QStringLiteral(
      "<interface name=\"org.kde.StatusNotifierWatcher\">"
      "<method name=\"RegisterStatusNotifierItem\"><arg type=\"s\" direction=\"in\"/></method>"
      "<property name=\"IsStatusNotifierHostRegistered\" type=\"b\" access=\"read\"/>"
      "<property name=\"RegisteredStatusNotifierItems\" type=\"as\" access=\"read\"/>"
      "<signal name=\"StatusNotifierHostRegistered\"/></interface>");
}

/// Without blocking: the program may be asking us something at this moment.
QDBusMessage FakeTray::call_item(const QString& path, const QString& interface,
                                 const QString& method, const QVariantList& arguments) {
  QDBusMessage message = QDBusMessage::createMethodCall(items_.value(0), path, interface, method);
  message.setArguments(arguments);
  const QDBusPendingCallWatcher watcher(caller_.asyncCall(message));
  if (!QTest::qWaitFor([&] { return watcher.isFinished(); }, kPatience)) {
    return {};
  }
  return watcher.reply();
}

QVariant FakeTray::property_of_item(const QString& name) {
  const QDBusMessage reply = call_item(kItemPath, kProperties, "Get", {QString(kItem), name});
  return reply.arguments().value(0).value<QDBusVariant>().variant();
}

QString FakeTray::tooltip() {
  const auto argument = property_of_item("ToolTip").value<QDBusArgument>();
  QString icon;
  QString title;
  argument.beginStructure();
  argument >> icon;
  argument.beginArray();
  while (!argument.atEnd()) {
    argument.asVariant();
  }
  argument.endArray();
  argument >> title;
  argument.endStructure();
  return title;
}

QList<QSize> FakeTray::icon_sizes() {
  const auto argument = property_of_item("IconPixmap").value<QDBusArgument>();
  QList<QSize> sizes;
  argument.beginArray();
  while (!argument.atEnd()) {
    int width = 0;
    int height = 0;
    QByteArray pixels;
    argument.beginStructure();
    argument >> width >> height >> pixels;
    argument.endStructure();
    sizes.append({width, height});
  }
  argument.endArray();
  return sizes;
}

void FakeTray::click() {
  call_item(kItemPath, kItem, "Activate", {10, 10});
}

QList<FakeTray::MenuEntry> FakeTray::menu_entries() {
  const QString path = property_of_item("Menu").value<QDBusObjectPath>().path();
  call_item(path, kMenu, "AboutToShow", {0});
  const QDBusMessage reply = call_item(path, kMenu, "GetLayout", {0, -1, QStringList()});
  QList<MenuEntry> entries;
  const std::function<void(const QDBusArgument&)> read = [&](const QDBusArgument& layout) {
    MenuEntry entry;
    QVariantMap properties;
    layout.beginStructure();
    layout >> entry.id >> properties;
    entry.label = properties.value("label").toString().remove(QChar(u'_'));
    if (!entry.label.isEmpty() && properties.value("visible", true).toBool()) {
      entries.append(entry);
    }
    layout.beginArray();
    while (!layout.atEnd()) {
      QDBusVariant child;
      layout >> child;
      read(child.variant().value<QDBusArgument>());
    }
    layout.endArray();
    layout.endStructure();
  };
  read(reply.arguments().value(1).value<QDBusArgument>());
  return entries;
}

QStringList FakeTray::menu() {
  QStringList labels;
  for (const MenuEntry& entry : menu_entries()) {
    labels.append(entry.label);
  }
  return labels;
}

void FakeTray::choose(const QString& label) {
  const QString path = property_of_item("Menu").value<QDBusObjectPath>().path();
  for (const MenuEntry& entry : menu_entries()) {
    if (entry.label == label) {
      call_item(
          path, kMenu, "Event",
          {entry.id, QStringLiteral("clicked"), QVariant::fromValue(QDBusVariant(QString())), 0U});
      return;
    }
  }
  qFatal("the menu has no entry %s", qPrintable(label));
}

}  // namespace tidings::test
