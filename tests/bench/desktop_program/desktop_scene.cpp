#include "desktop_scene.h"

#include <QTest>

#include "support/raw_http.h"

namespace tidings::bench {
namespace {

constexpr int kPatience = 120'000;

}  // namespace

DesktopScene::DesktopScene()
    : server_({"--history", "20000"}),
      daemon_(bus_),
      tray_(bus_),
      desktop_(display_, &bus_),
      listener_(bus_.connect()) {
  listener_.connect("org.tidings.Desktop", "/org/tidings/Desktop",
                    "org.freedesktop.DBus.Properties", "PropertiesChanged", this,
                    SLOT(on_properties(QString, QVariantMap, QStringList)));
}

void DesktopScene::on_properties(const QString& /*interface*/, const QVariantMap& changed,
                                 const QStringList& /*invalidated*/) {
  if (changed.contains("Unread")) {
    unread_ = changed.value("Unread").toUInt();
    emit unread_changed(unread_);
  }
}

bool DesktopScene::start() {
  if (!server_.start()) {
    return false;
  }
  daemon_.start();
  tray_.start();
  desktop_.set_profile({QStringLiteral("stream = \"%1\"").arg(server_.stream_url()),
                        QStringLiteral("token = \"%1\"").arg(server_.seller_token(7))});
  return desktop_.start({"--minimized"}) && desktop_.wait_for_property("State", "connected");
}

void DesktopScene::publish(const QByteArray& json_lines) {
  test::post_json(server_.port(), "/v1/notifications", server_.publish_token().toUtf8(), json_lines,
                  "application/x-ndjson");
}

void DesktopScene::publish_one(const QString& title) {
  publish("{\"sellerId\":7,\"title\":\"" + title.toUtf8() + "\"}\n");
}

bool DesktopScene::wait_for_unread(uint number) {
  return QTest::qWaitFor([&] { return unread_ == number; }, kPatience);
}

std::chrono::microseconds DesktopScene::ping() {
  const auto begin = Clock::now();
  (void)desktop_.property("State");
  return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
}

}  // namespace tidings::bench
