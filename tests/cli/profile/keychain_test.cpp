#include <QTemporaryDir>
#include <QtTest>
#include <memory>

#include "support/program.h"
#include "support/scripted_server.h"

using tidings::test::Program;
using tidings::test::ScriptedServer;

/// `token-keychain`, with a real keychain (gnome-keyring) on a session bus of its own.
class KeychainTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void cleanup();
  void gives_the_profiles_token();
  void gives_a_new_token_when_the_old_one_is_refused();
  void says_that_it_has_none();
  void says_that_it_is_locked();
  void says_that_there_is_no_keychain();
  void says_that_there_is_no_bus();

 private:
  std::unique_ptr<Program> program(const QString& path, const QStringList& words) const;
  std::unique_ptr<Program> watch() const;
  void start_keychain(const QStringList& flags, const QByteArray& password);
  bool store(const QByteArray& token) const;

  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<Program> bus_;
  std::unique_ptr<Program> keychain_;
  std::unique_ptr<ScriptedServer> server_;
  QString address_;
};

void KeychainTest::init() {
  folder_ = std::make_unique<QTemporaryDir>();
  // A bus that starts no services by itself.
  QFile settings(folder_->filePath("bus.conf"));
  QVERIFY(settings.open(QIODevice::WriteOnly));
  settings.write(
      "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
      "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
      "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy>"
      "</busconfig>");
  settings.close();
  bus_ = std::make_unique<Program>(
      "dbus-daemon",
      QStringList({"--config-file=" + settings.fileName(), "--nofork", "--print-address=1"}));
  QVERIFY(bus_->start());
  QVERIFY(bus_->wait_for_out_lines(1));
  address_ = bus_->out_lines().front();
  server_ = std::make_unique<ScriptedServer>([](const QByteArray& head, int) {
    return head.contains("Authorization: Bearer good\r\n")
               ? ScriptedServer::Answer{ScriptedServer::stream("data: hello\n\n")}
               : ScriptedServer::status("401 Unauthorized");
  });
  QVERIFY(QDir(folder_->path()).mkpath("tidings"));
  QFile file(folder_->filePath("tidings/config.toml"));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("[profiles.shop]\ntoken-keychain = true\nstream = \"" + server_->url().toUtf8() +
             "\"\n");
}

void KeychainTest::cleanup() {
  keychain_.reset();
  bus_.reset();
}

std::unique_ptr<Program> KeychainTest::program(const QString& path,
                                               const QStringList& words) const {
  auto made = std::make_unique<Program>(path, words);
  made->set_environment("DBUS_SESSION_BUS_ADDRESS", address_);
  for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"}) {
    made->set_environment(name, folder_->path());
  }
  return made;
}

std::unique_ptr<Program> KeychainTest::watch() const {
  return program(QStringLiteral(TIDINGS_EXECUTABLE),
                 {"watch", "--profile", "shop", "-n", "1", "-o", "data"});
}

void KeychainTest::start_keychain(const QStringList& flags, const QByteArray& password) {
  keychain_ = program("gnome-keyring-daemon",
                      QStringList({"--foreground", "--components=secrets"}) + flags);
  keychain_->set_input(password);
  QVERIFY(keychain_->start());
  const auto is_there = [this] {
    const auto ask = program(
        "dbus-send", {"--session", "--print-reply", "--dest=org.freedesktop.DBus", "/",
                      "org.freedesktop.DBus.GetNameOwner", "string:org.freedesktop.secrets"});
    return ask->run() == 0;
  };
  QTRY_VERIFY_WITH_TIMEOUT(is_there(), 20'000);
}

bool KeychainTest::store(const QByteArray& token) const {
  const auto store =
      program("secret-tool", {"store", "--label=Tidings", "service", "tidings", "account", "shop"});
  store->set_input(token);
  return store->run() == 0;
}

void KeychainTest::gives_the_profiles_token() {
  start_keychain({"--unlock"}, "password");
  QVERIFY(store("good"));
  const auto followed = watch();
  QCOMPARE(followed->run(), 0);
  QCOMPARE(followed->out(), QByteArray("hello\n"));
}

void KeychainTest::gives_a_new_token_when_the_old_one_is_refused() {
  start_keychain({"--unlock"}, "password");
  QVERIFY(store("old"));
  server_ = std::make_unique<ScriptedServer>([this](const QByteArray& head, int number) {
    if (number == 1) {
      return store("good") ? ScriptedServer::status("401 Unauthorized") : ScriptedServer::Answer();
    }
    return head.contains("Bearer good")
               ? ScriptedServer::Answer{ScriptedServer::stream("data: x\n\n")}
               : ScriptedServer::status("403 Forbidden");
  });
  QFile file(folder_->filePath("tidings/config.toml"));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("[profiles.shop]\ntoken-keychain = true\nstream = \"" + server_->url().toUtf8() +
             "\"\n");
  file.close();
  const auto followed = watch();
  QCOMPARE(followed->run(), 0);
  QVERIFY(server_->requests().front().contains("Bearer old"));
}

void KeychainTest::says_that_it_has_none() {
  start_keychain({"--unlock"}, "password");
  const auto refused = watch();
  QCOMPARE(refused->run(), 4);
  QVERIFY2(refused->err().contains("it holds none with service=tidings and account=shop"),
           refused->err().constData());
}

void KeychainTest::says_that_it_is_locked() {
  start_keychain({"--unlock"}, "password");
  QVERIFY(store("good"));
  keychain_.reset();
  start_keychain({"--start"}, {});
  const auto refused = watch();
  QCOMPARE(refused->run(), 4);
  QVERIFY2(refused->err().contains("it is locked"), refused->err().constData());
}

void KeychainTest::says_that_there_is_no_keychain() {
  const auto refused = watch();
  QCOMPARE(refused->run(), 4);
  QVERIFY2(refused->err().contains("no keychain runs here"), refused->err().constData());
}

void KeychainTest::says_that_there_is_no_bus() {
  const auto refused = watch();
  refused->set_environment("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + folder_->filePath("none"));
  QCOMPARE(refused->run(), 4);
  QVERIFY2(refused->err().contains("there is no session bus"), refused->err().constData());
}

QTEST_GUILESS_MAIN(KeychainTest)
#include "keychain_test.moc"
