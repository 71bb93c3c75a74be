#include <QDBusConnection>
#include <QDBusMessage>
#include <QtTest>
#include <memory>

#include "support/program.h"
#include "support/scripted_server.h"

using tidings::test::Program;
using tidings::test::ScriptedServer;

/// The desktop's notification service, as far as `tidings watch --notify` can see it.
class NotificationService : public QObject {
  Q_OBJECT
  Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

 public:
  struct Shown {
    QString application;
    QString summary;
    QString body;
    uchar urgency;
  };
  QList<Shown> shown;
  QStringList capabilities;

 public slots:
  QStringList GetCapabilities() const { return capabilities; }
  uint Notify(const QString& application, uint, const QString&, const QString& summary,
              const QString& body, const QStringList&, const QVariantMap& hints, int) {
    shown.append({application, summary, body, hints["urgency"].value<uchar>()});
    return static_cast<uint>(shown.size());
  }
};

/// `tidings watch --notify`, by the real program on a session bus of its own.
class DesktopNotifierTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void init();
  void cleanup();
  void shows_notifications_and_nothing_else();
  void shows_markup_as_text_where_the_desktop_would_obey_it();
  void shows_a_burst_whole_and_in_order();
  void says_that_nobody_shows_them();
  void says_that_there_is_no_desktop();

 private:
  std::unique_ptr<Program> watch(const QStringList& flags, const ScriptedServer& server) const;
  [[nodiscard]] QDBusConnection bus() const { return QDBusConnection("test"); }

  std::unique_ptr<Program> daemon_;
  QString address_;
  std::unique_ptr<NotificationService> service_;
};

namespace {

ScriptedServer::Answer stream(const QByteArray& body) {
  return {"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-SSE-Keepalive: 30\r\n\r\n" +
          body};
}

}  // namespace

void DesktopNotifierTest::initTestCase() {
  daemon_ = std::make_unique<Program>("dbus-daemon",
                                      QStringList({"--session", "--nofork", "--print-address=1"}));
  QVERIFY(daemon_->start());
  QVERIFY(daemon_->wait_for_out_lines(1));
  address_ = daemon_->out_lines().front();
  QVERIFY(QDBusConnection::connectToBus(address_, "test").isConnected());
}

void DesktopNotifierTest::init() {
  service_ = std::make_unique<NotificationService>();
  QVERIFY(bus().registerObject("/org/freedesktop/Notifications", service_.get(),
                               QDBusConnection::ExportAllSlots));
  QVERIFY(bus().registerService("org.freedesktop.Notifications"));
}

void DesktopNotifierTest::cleanup() {
  bus().unregisterService("org.freedesktop.Notifications");
  bus().unregisterObject("/org/freedesktop/Notifications");
}

std::unique_ptr<Program> DesktopNotifierTest::watch(const QStringList& flags,
                                                    const ScriptedServer& server) const {
  auto program = std::make_unique<Program>(
      QStringLiteral(TIDINGS_EXECUTABLE),
      QStringList({"watch", "--notify", "-o", "data"}) + flags + QStringList(server.url()));
  program->set_environment("DBUS_SESSION_BUS_ADDRESS", address_);
  return program;
}

void DesktopNotifierTest::shows_notifications_and_nothing_else() {
  ScriptedServer server(
      stream("data: {\"content\":\"heartbeat\"}\n\ndata: just text\n\nevent: read\ndata: "
             "{\"ids\":[\"1\"]}\n\n"
             "data: {\"id\":\"1\",\"sellerId\":42,\"title\":\"주문\",\"body\":\"B "
             "<b>\",\"priority\":5}\n\n"
             "data: {\"id\":\"2\",\"sellerId\":42,\"title\":\"quiet\",\"priority\":1}\n\n"));
  const auto program = watch({"-n", "3"}, server);
  QCOMPARE(program->run(), 0);
  QCOMPARE(service_->shown.size(), 2);
  QCOMPARE(service_->shown[0].application, QString("Tidings"));
  QCOMPARE(service_->shown[0].summary, QString("주문"));
  QCOMPARE(service_->shown[0].body, QString("B <b>"));
  QCOMPARE(service_->shown[0].urgency, uchar{2});
  QCOMPARE(service_->shown[1].summary, QString("quiet"));
  QCOMPARE(service_->shown[1].urgency, uchar{0});
}

void DesktopNotifierTest::shows_markup_as_text_where_the_desktop_would_obey_it() {
  service_->capabilities = QStringList({"body", "body-markup"});
  ScriptedServer server(
      stream("data: {\"id\":\"1\",\"sellerId\":42,\"title\":\"a<b>\",\"body\":\"<b>&\"}\n\n"));
  QCOMPARE(watch({"-n", "1"}, server)->run(), 0);
  QCOMPARE(service_->shown.size(), 1);
  QCOMPARE(service_->shown[0].summary, QString("a<b>"));
  QCOMPARE(service_->shown[0].body, QString("&lt;b&gt;&amp;"));
}

void DesktopNotifierTest::shows_a_burst_whole_and_in_order() {
  QByteArray body;
  for (int number = 1; number <= 300; ++number) {
    body += "data: {\"id\":\"" + QByteArray::number(number) + "\",\"sellerId\":42,\"title\":\"" +
            QByteArray::number(number) + "\"}\n\n";
  }
  ScriptedServer server(stream(body));
  QCOMPARE(watch({"-n", "300"}, server)->run(), 0);
  QCOMPARE(service_->shown.size(), 300);
  for (int number = 1; number <= 300; ++number) {
    QCOMPARE(service_->shown[number - 1].summary, QString::number(number));
  }
}

void DesktopNotifierTest::says_that_nobody_shows_them() {
  cleanup();
  ScriptedServer server(
      stream("data: {\"id\":\"1\",\"sellerId\":42,\"title\":\"a\"}\n\n"
             "data: {\"id\":\"2\",\"sellerId\":42,\"title\":\"b\"}\n\n"));
  const auto program = watch({"-n", "2"}, server);
  QCOMPARE(program->run(), 0);
  QCOMPARE(program->err().count("could not be shown on the desktop"), 1);
}

void DesktopNotifierTest::says_that_there_is_no_desktop() {
  ScriptedServer server(stream("data: x\n\n"));
  const auto program = watch({"-n", "1"}, server);
  program->set_environment("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all");
  program->set_environment("XDG_RUNTIME_DIR", "/nowhere");
  QCOMPARE(program->run(), 2);
  QVERIFY2(program->err().contains("--notify: "), program->report().constData());
}

QTEST_GUILESS_MAIN(DesktopNotifierTest)
#include "desktop_notifier_test.moc"
