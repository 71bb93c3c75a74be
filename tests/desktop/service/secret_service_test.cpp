// Tokens in a real gnome-keyring: unlocked, locked, none at all.
#include "service/secret_service.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <memory>
#include <optional>

#include "desktop/harness/private_bus.h"
#include "support/program.h"

using namespace tidings::desktop;
using namespace tidings::test;

namespace {

constexpr int kPatience = 30'000;

/// A keyring daemon with a home of its own on a private bus.
class Keyring {
 public:
  explicit Keyring(const PrivateBus& bus) : bus_(bus) {}

  bool start(bool unlocked) {
    QStringList arguments{"--components=secrets", "--foreground"};
    if (unlocked) {
      arguments.append("--unlock");
    }
    daemon_ = std::make_unique<Program>("/usr/bin/gnome-keyring-daemon", arguments);
    prepare(*daemon_);
    daemon_->set_input("a password");
    return daemon_->start();
  }
  /// What `secret-tool` says.
  QByteArray tool(const QStringList& arguments, const QByteArray& input = {}) {
    Program program("/usr/bin/secret-tool", arguments);
    prepare(program);
    program.set_input(input);
    program.run();
    return program.out();
  }

 private:
  void prepare(Program& program) {
    program.set_environment("HOME", home_.path());
    program.set_environment("XDG_RUNTIME_DIR", home_.path());
    program.set_environment("XDG_DATA_HOME", home_.path());
    program.set_environment("DBUS_SESSION_BUS_ADDRESS", bus_.address());
  }

  const PrivateBus& bus_;
  QTemporaryDir home_;
  std::unique_ptr<Program> daemon_;
};

}  // namespace

class SecretServiceTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<PrivateBus> bus_;
  std::unique_ptr<Keyring> keyring_;
  std::unique_ptr<SecretService> secrets_;

  std::optional<TokenReading> read(const QString& account) {
    std::optional<TokenReading> reading;
    secrets_->read(account, [&](const TokenReading& answer) { reading = answer; });
    if (!QTest::qWaitFor([&] { return reading.has_value(); }, kPatience)) {
      return std::nullopt;
    }
    return reading;
  }
  std::optional<QString> write(const QString& account, const QString& token) {
    std::optional<QString> error;
    secrets_->write(account, token, [&](const QString& answer) { error = answer; });
    if (!QTest::qWaitFor([&] { return error.has_value(); }, kPatience)) {
      return std::nullopt;
    }
    return error;
  }
  bool is_there() {
    return QTest::qWaitFor(
        [&] {
          const auto reading = read("nobody");
          return reading && reading->kind != TokenReading::Kind::no_service;
        },
        kPatience);
  }

 private slots:
  void init() {
    bus_ = std::make_unique<PrivateBus>();
    QVERIFY(bus_->is_running());
    keyring_ = std::make_unique<Keyring>(*bus_);
    secrets_ = std::make_unique<SecretService>(bus_->connect());
  }
  void cleanup() {
    secrets_.reset();
    keyring_.reset();
    bus_.reset();
  }

  void a_token_is_kept_replaced_and_removed() {
    QVERIFY(keyring_->start(true));
    QVERIFY(is_there());
    QCOMPARE(read("shop")->kind, TokenReading::Kind::none);
    QCOMPARE(write("shop", "first"), std::optional(QString()));
    QCOMPARE(write("shop", QString::fromUtf8("sécond")), std::optional(QString()));
    QCOMPARE(read("shop")->kind, TokenReading::Kind::token);
    QCOMPARE(read("shop")->token, QString::fromUtf8("sécond"));
    QCOMPARE(read("other")->kind, TokenReading::Kind::none);
    secrets_->remove("shop");
    QTRY_COMPARE_WITH_TIMEOUT(read("shop")->kind, TokenReading::Kind::none, kPatience);
  }

  void secret_tool_and_this_program_mean_the_same_entry() {
    QVERIFY(keyring_->start(true));
    QVERIFY(is_there());
    QCOMPARE(write("shop", "ours"), std::optional(QString()));
    QCOMPARE(keyring_->tool({"lookup", "service", "tidings", "account", "shop"}),
             QByteArray("ours"));
    keyring_->tool({"store", "--label=x", "service", "tidings", "account", "other"}, "theirs");
    QCOMPARE(read("other")->token, QString("theirs"));
  }

  void a_keyring_that_was_never_unlocked_is_not_taken_for_an_empty_one() {
    QVERIFY(keyring_->start(false));
    QVERIFY(is_there());
    QCOMPARE(read("shop")->kind, TokenReading::Kind::locked);
  }

  void a_keyring_that_comes_later_is_told() {
    QCOMPARE(read("shop")->kind, TokenReading::Kind::no_service);
    QSignalSpy changed(secrets_.get(), &SecretService::changed);
    QVERIFY(keyring_->start(true));
    QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), kPatience);
  }

  void without_a_keyring_nothing_is_kept_and_that_is_said() {
    QCOMPARE(read("shop")->kind, TokenReading::Kind::no_service);
    const auto error = write("shop", "secret");
    QVERIFY(error && !error->isEmpty());
    QVERIFY(!error->contains("secret"));
  }

  void without_a_bus_there_is_no_keyring() {
    secrets_ = std::make_unique<SecretService>(QDBusConnection("no such connection"));
    QCOMPARE(read("shop")->kind, TokenReading::Kind::no_service);
  }
};

QTEST_GUILESS_MAIN(SecretServiceTest)
#include "secret_service_test.moc"
