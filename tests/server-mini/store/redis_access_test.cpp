#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "store_fixture.h"
#include "support/free_port.h"

using namespace tidings;
using namespace tidings::test;
using tidings::server::RedisOptions;
using tidings::server::RedisPasswords;
using tidings::server::Store;

namespace {

const SellerId kSeller = SellerId::from_integer(42);

/// A key and a certificate that signs itself, for 127.0.0.1 and localhost.
void make_certificate(const QTemporaryDir& folder, const QString& names) {
  const int failed = QProcess::execute(
      "openssl", {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                  "-batch", "-days", "2", "-subj", "/CN=test", "-addext", "subjectAltName=" + names,
                  "-keyout", folder.filePath("key.pem"), "-out", folder.filePath("cert.pem")});
  if (failed != 0)
    qFatal("openssl can't make a certificate");
}

}  // namespace

/// The ways to a Redis: socket, password, user, TLS, and one that is not there yet.
class RedisAccessTest : public QObject {
  Q_OBJECT

 private slots:
  void init() { fixture_ = std::make_unique<StoreFixture>(); }
  void cleanup() {
    fixture_.reset();
    redis_.reset();
  }

  void a_unix_socket_serves() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("redis.sock");
    start({"--unixsocket", path});
    QVERIFY(works(fixture_->add_store_at("redis+unix://" + path.toStdString())));
  }

  void a_name_is_looked_up() {
    start({});
    QVERIFY(works(fixture_->add_store_at("redis://localhost:" + port())));
  }

  void a_name_that_means_nothing_is_said() {
    Store& store = fixture_->add_store_at("redis://no-such-host.invalid:6379");
    QVERIFY(fixture_->wait_until(
        [&] { return reason(store).contains("no-such-host.invalid:6379") && tried(store) > 0; }));
  }

  void a_redis_that_is_not_there_yet_is_waited_for() {
    redis_ = std::make_unique<RedisServer>();
    Store& store = fixture_->add_store_at(redis_->url().toStdString());
    QVERIFY(fixture_->wait_until([&] { return reason(store).contains("refused"); }));
    QVERIFY(!fixture_->append(store, for_seller(kSeller, "t")).ok());
    QVERIFY(redis_->start());
    QVERIFY(works(store));
  }

  void a_password_in_the_url_opens_and_is_never_shown() {
    start({"--requirepass", "s3cret/@"});
    QVERIFY(works(fixture_->add_store_at("redis://:s3cret%2F%40@127.0.0.1:" + port() + "/3")));
    Store& wrong = fixture_->add_store_at("redis://:wr0ng@127.0.0.1:" + port());
    QVERIFY(fixture_->wait_until([&] { return reason(wrong).contains("WRONGPASS"); }));
    QVERIFY(!reason(wrong).contains("wr0ng"));
    Store& none = fixture_->add_store_at("redis://127.0.0.1:" + port());
    QVERIFY(fixture_->wait_until([&] { return reason(none).contains("NOAUTH"); }));
  }

  void a_password_that_changes_while_the_server_runs_is_read_again() {
    start({"--requirepass", "new"});
    std::string password = "old";
    RedisOptions options;
    options.passwords = [&] { return RedisPasswords{.redis = password, .sentinel = {}}; };
    Store& store = fixture_->add_store_at("redis://:of-url@127.0.0.1:" + port(), options);
    QVERIFY(fixture_->wait_until([&] { return reason(store).contains("WRONGPASS"); }));
    password = "new";
    QVERIFY(works(store));
  }

  void a_user_with_no_more_rights_than_needed_is_enough() {
    start_with_user("~tidings:* &tidings:* -@all +@read +@write +@connection +@scripting +@pubsub");
    QVERIFY(works(fixture_->add_store_at("redis://tidings:pw@127.0.0.1:" + port())));
  }

  void a_user_that_may_not_subscribe_is_said() {
    start_with_user("~* resetchannels +@all");
    Store& store = fixture_->add_store_at("redis://tidings:pw@127.0.0.1:" + port());
    QVERIFY(fixture_->wait_until([&] { return reason(store).contains("NOPERM"); }));
  }

  void tls_serves_when_the_certificate_is_trusted_and_for_the_host() {
    const QTemporaryDir folder;
    make_certificate(folder, "IP:127.0.0.1,DNS:localhost");
    start_with_tls(folder);
    RedisOptions options;
    options.ca_file = folder.filePath("cert.pem").toStdString();
    QVERIFY(works(fixture_->add_store_at("rediss://127.0.0.1:" + tls_port_, options)));
    QVERIFY(works(fixture_->add_store_at("rediss://localhost:" + tls_port_, options)));
  }

  void a_certificate_for_another_host_is_refused() {
    const QTemporaryDir folder;
    make_certificate(folder, "DNS:other.example");
    start_with_tls(folder);
    RedisOptions options;
    options.ca_file = folder.filePath("cert.pem").toStdString();
    Store& store = fixture_->add_store_at("rediss://127.0.0.1:" + tls_port_, options);
    QVERIFY(fixture_->wait_until([&] { return reason(store).contains("certificate"); }));
  }

  void a_certificate_that_nobody_vouches_for_is_refused() {
    const QTemporaryDir folder;
    make_certificate(folder, "IP:127.0.0.1");
    start_with_tls(folder);
    Store& store = fixture_->add_store_at("rediss://127.0.0.1:" + tls_port_);
    QVERIFY(fixture_->wait_until([&] { return reason(store).contains("self-signed"); }));
  }

  void what_is_not_a_redis_is_said() {
    start({});
    // TLS spoken to a server in the clear.
    Store& store = fixture_->add_store_at("rediss://127.0.0.1:" + port());
    QVERIFY(fixture_->wait_until([&] { return tried(store) > 0; }));
    QVERIFY(!store.availability().available);
  }

 private:
  void start(const QStringList& options) {
    redis_ = std::make_unique<RedisServer>(options);
    QVERIFY2(redis_->start(), redis_->report().constData());
  }
  void start_with_user(const char* rights) {
    QFile rules(folder_.filePath("users.acl"));
    QVERIFY(rules.open(QIODevice::WriteOnly));
    rules.write(QByteArray("user default on nopass ~* &* +@all\nuser tidings on >pw ") + rights);
    rules.close();
    start({"--aclfile", rules.fileName()});
  }
  void start_with_tls(const QTemporaryDir& folder) {
    const auto tls_port = free_port();
    tls_port_ = std::to_string(tls_port);
    start({"--tls-port", QString::number(tls_port), "--tls-cert-file", folder.filePath("cert.pem"),
           "--tls-key-file", folder.filePath("key.pem"), "--tls-auth-clients", "no",
           "--tls-ca-cert-file", folder.filePath("cert.pem")});
  }
  std::string port() { return std::to_string(redis_->port()); }
  bool works(Store& store) {
    return fixture_->wait_until([&] { return store.availability().available; }) &&
           fixture_->follow(store, kSeller).ok() &&
           fixture_->append(store, for_seller(kSeller, "t")).ok() &&
           fixture_->wait_until([&] { return fixture_->heard_by(store).entries.size() == 1; });
  }
  static QByteArray reason(const Store& store) {
    return QByteArray::fromStdString(store.availability().reason);
  }
  /// How many reasons for not being available were told.
  std::size_t tried(const Store& store) { return fixture_->heard_by(store).availabilities.size(); }

  QTemporaryDir folder_;
  std::unique_ptr<RedisServer> redis_;
  std::unique_ptr<StoreFixture> fixture_;
  std::string tls_port_;
};

QTEST_GUILESS_MAIN(RedisAccessTest)
#include "redis_access_test.moc"
