#include <QProcess>
#include <QTest>

#include "store_fixture.h"
#include "support/sentinel.h"

using namespace tidings;
using namespace tidings::test;
using tidings::server::Appended;
using tidings::server::IdempotencyKey;
using tidings::server::LogName;
using tidings::server::RedisOptions;
using tidings::server::RedisPasswords;
using tidings::server::Store;

namespace {

const SellerId kSeller = SellerId::from_integer(42);
const LogName kLog{kSeller};
using Titles = std::vector<std::string>;

}  // namespace

/// Three Sentinels, a master and a replica, all with passwords: the master dies, the store goes on
/// with the replica.
class RedisSentinelTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    const QStringList common = {
        "--requirepass", "secret", "--masterauth", "secret", "--repl-diskless-sync-delay", "0"};
    master_ = std::make_unique<RedisServer>(common);
    QVERIFY2(master_->start(), master_->report().constData());
    replica_ = std::make_unique<RedisServer>(
        common + QStringList{"--replicaof", "127.0.0.1 " + QString::number(master_->port())});
    QVERIFY2(replica_->start(), replica_->report().constData());
    fixture_ = std::make_unique<StoreFixture>();
    QVERIFY(fixture_->wait_until([&] {
      return redis_cli(replica_->port(), "secret", {"INFO", "replication"})
          .contains("master_link_status:up");
    }));
    for (int i = 0; i < 3; ++i)
      sentinels_.push_back(std::make_unique<Sentinel>(master_->port(), 2));
    for (const auto& sentinel : sentinels_) {
      QVERIFY(fixture_->wait_until([&] {
        const auto known = redis_cli(sentinel->port(), "guard", {"SENTINEL", "MASTER", "shop"});
        return known.contains("num-other-sentinels\n2") && known.contains("num-slaves\n1") &&
               known.contains("flags\nmaster\n");
      }));
    }
  }
  void cleanup() {
    fixture_.reset();
    sentinels_.clear();
    replica_.reset();
    master_.reset();
  }

  void a_dead_master_is_replaced_and_what_was_kept_goes_on() {
    Store& store = fixture_->add_store_at(url(), passwords());
    QVERIFY(fixture_->wait_until([&] { return store.availability().available; }));
    QVERIFY(fixture_->follow(store, kSeller).ok());
    const std::string epoch = store.epoch();
    QVERIFY(append(store, "before"));
    QVERIFY(fixture_->wait_until([&] {
      return redis_cli(replica_->port(), "secret", {"XLEN", "tidings:{i42}:log"}) == "1";
    }));
    sentinels_.erase(sentinels_.begin());  // the one that was asked first
    master_->kill();
    QVERIFY(fixture_->wait_until([&] { return !store.availability().available; }));
    QVERIFY(fixture_->wait_until([&] { return append(store, "after"); }, std::chrono::seconds(60)));
    QVERIFY(fixture_->wait_until([&] {
      return fixture_->heard_by(store).titles(kLog) == Titles{"before", "after"};
    }));
    QCOMPARE(store.epoch(), epoch);
    QVERIFY(fixture_->heard_by(store).gaps.empty());
  }

  void a_master_that_nobody_knows_is_said() {
    std::string other = url();
    other.replace(other.find("/shop"), 5, "/none");
    Store& store = fixture_->add_store_at(other, passwords());
    QVERIFY(fixture_->wait_until([&] {
      return QByteArray::fromStdString(store.availability().reason)
          .contains("knows no master of the name \"none\"");
    }));
  }

 private:
  static QByteArray redis_cli(quint16 port, const QString& password, const QStringList& command) {
    QProcess client;
    client.start(
        "redis-cli",
        QStringList{"-p", QString::number(port), "-a", password, "--no-auth-warning"} + command);
    client.waitForFinished();
    return client.readAllStandardOutput().trimmed();
  }
  std::string url() {
    std::string text = "redis+sentinel://:secret@";
    for (const auto& sentinel : sentinels_)
      text += (text.back() == '@' ? "" : ",") + ("127.0.0.1:" + std::to_string(sentinel->port()));
    return text + "/shop/0";
  }
  static RedisOptions passwords() {
    RedisOptions options;
    options.passwords = [] { return RedisPasswords{.redis = {}, .sentinel = "guard"}; };
    return options;
  }
  bool append(Store& store, const std::string& title) {
    return fixture_->append(store, for_seller(kSeller, title), IdempotencyKey{"shop", title}).ok();
  }

  std::unique_ptr<RedisServer> master_;
  std::unique_ptr<RedisServer> replica_;
  std::vector<std::unique_ptr<Sentinel>> sentinels_;
  std::unique_ptr<StoreFixture> fixture_;
};

QTEST_GUILESS_MAIN(RedisSentinelTest)
#include "redis_sentinel_test.moc"
