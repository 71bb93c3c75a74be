#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "server-mini/program/server_under_test.h"

using tidings::test::RedisServer;
using tidings::test::TidingsServer;

namespace {

/// The socket of a service manager: what services say, in the order they say it.
class NotifySocket {
 public:
  NotifySocket() : fd_(socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path());
    name.toStdString().copy(static_cast<char*>(address.sun_path), sizeof address.sun_path - 1);
    if (bind(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
      qFatal("cannot bind %s", name.constData());
  }
  NotifySocket(const NotifySocket&) = delete;
  NotifySocket& operator=(const NotifySocket&) = delete;
  ~NotifySocket() { close(fd_); }

  [[nodiscard]] QString path() const { return folder_.filePath("notify"); }

  /// The first lines of what was said so far.
  const QByteArrayList& said() {
    QByteArray message(4096, '\0');
    for (ssize_t size = 0; (size = recv(fd_, message.data(), 4096, 0)) > 0;)
      said_.append(message.first(size).split('\n').first());
    return said_;
  }

 private:
  QTemporaryDir folder_;
  int fd_;
  QByteArrayList said_;
};

}  // namespace

class ServiceManagerTest : public QObject {
  Q_OBJECT

 private slots:
  void it_is_told_of_readiness_reloads_and_the_end_data() { processes(); }
  void it_is_told_of_readiness_reloads_and_the_end() {
    NotifySocket systemd;
    make();
    server_->set_environment("NOTIFY_SOCKET", systemd.path());
    QVERIFY2(server_->start(), server_->report());
    QVERIFY(heard(systemd, {"READY=1"}));
    server_->program().send_signal(SIGHUP);
    QVERIFY(heard(systemd, {"READY=1", "RELOADING=1", "READY=1"}));
    server_->program().send_signal(SIGTERM);
    QCOMPARE(server_->program().wait_for_exit(), std::optional(0));
    QVERIFY(heard(systemd, {"READY=1", "RELOADING=1", "READY=1", "STOPPING=1"}));
  }

  void it_hears_that_the_server_lives_as_often_as_it_asked_data() { processes(); }
  void it_hears_that_the_server_lives_as_often_as_it_asked() {
    NotifySocket systemd;
    make();
    server_->set_environment("NOTIFY_SOCKET", systemd.path());
    server_->set_environment("WATCHDOG_USEC", "100000");
    QVERIFY2(server_->start(), server_->report());
    QVERIFY(server_->program().wait_until([&] { return systemd.said().count("WATCHDOG=1") >= 5; }));
    server_->program().send_signal(SIGSTOP);
    const auto before = systemd.said().count("WATCHDOG=1");
    server_->program().send_signal(SIGCONT);
    QVERIFY(
        server_->program().wait_until([&] { return systemd.said().count("WATCHDOG=1") > before; }));
  }

  void a_watchdog_of_another_process_is_left_alone() {
    NotifySocket systemd;
    server_ = std::make_unique<TidingsServer>();
    server_->set_environment("NOTIFY_SOCKET", systemd.path());
    server_->set_environment("WATCHDOG_USEC", "100000");
    server_->set_environment("WATCHDOG_PID", "1");
    QVERIFY2(server_->start(), server_->report());
    server_->program().send_signal(SIGTERM);
    QCOMPARE(server_->program().wait_for_exit(), std::optional(0));
    QVERIFY(heard(systemd, {"READY=1", "STOPPING=1"}));
  }

 private:
  static void processes() {
    QTest::addColumn<int>("workers");
    QTest::newRow("one process") << 1;
    QTest::newRow("workers") << 2;
  }

  void make() {
    QFETCH(int, workers);
    QStringList options;
    if (workers > 1) {
      redis_ = std::make_unique<RedisServer>();
      QVERIFY2(redis_->start(), redis_->report());
      options = {"--workers", QString::number(workers), "--store", redis_->url()};
    }
    server_ = std::make_unique<TidingsServer>(options);
  }

  bool heard(NotifySocket& systemd, const QByteArrayList& expected) {
    return server_->program().wait_until([&] { return systemd.said() == expected; });
  }

  std::unique_ptr<RedisServer> redis_;
  std::unique_ptr<TidingsServer> server_;
};

QTEST_GUILESS_MAIN(ServiceManagerTest)
#include "service_manager_test.moc"
