#include <QTest>
#include <memory>
#include <vector>

#include "server-mini/program/load_publisher.h"
#include "server-mini/program/loaded_stream.h"
#include "support/redis_server.h"
#include "support/tidings_server.h"

using tidings::test::LoadedStream;
using tidings::test::LoadPublisher;
using tidings::test::LoadTruth;
using tidings::test::RedisServer;
using tidings::test::TidingsServer;

namespace {

constexpr int kHistory = 60;
constexpr int kSharedSellers = 40;
constexpr int kStreamsOfEach = 5;
/// Of sellers with one stream, which is away for longer than the server goes on listening for it.
constexpr int kLonelySellers = 20;
constexpr int kLongPauseMs = 6000;
constexpr int kNotifications = 8000;
constexpr int kMostFaultsShown = 10;

}  // namespace

/// Hundreds of streams that come and go with random cursors, a publisher that runs flat out,
/// history that is trimmed all the time, send buffers that are too small, and a Redis that dies and
/// comes back: each stream gets each notification once and in order, and gaps are said where
/// something is gone and nowhere else.
class ReplayUnderLoadTest : public QObject {
  Q_OBJECT

 private slots:
  void every_stream_gets_each_once_and_in_order_data() {
    QTest::addColumn<bool>("on_redis");
    QTest::newRow("memory") << false;
    QTest::newRow("redis") << true;
  }
  void every_stream_gets_each_once_and_in_order() {
    QFETCH(bool, on_redis);
    RedisServer redis;
    QStringList options = {"--history", QString::number(kHistory), "--max-streams-per-seller",
                           "64",        "--send-buffer",           "4KiB"};
    if (on_redis) {
      QVERIFY2(redis.start(), redis.report());
      options += {"--store", redis.url()};
    }
    TidingsServer server(options);
    QVERIFY2(server.start(), server.report());
    const auto seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    // A store that comes back is read one log after the other.
    open_all(server, seed, !on_redis);
    publisher_->start();
    for (const int part : {1, 2, 3}) {
      QVERIFY2(
          wait_until(server, [&] { return publisher_->stored() >= kNotifications * part / 4; }),
          summary());
      if (on_redis) {
        redis.kill();
        QVERIFY2(redis.start(), redis.report());
      }
    }
    QVERIFY2(wait_until(server, [&] { return publisher_->stored() >= kNotifications; }), summary());
    publisher_->finish();
    QVERIFY2(wait_until(server, [&] { return publisher_->is_done(); }), summary());
    for (const auto& stream : streams_)
      stream->settle();
    const auto complete = [&] {
      return std::all_of(streams_.begin(), streams_.end(),
                         [](const auto& stream) { return stream->is_complete(); });
    };
    QVERIFY2(wait_until(server, complete), summary());
    QVERIFY2(faults_.isEmpty(), summary());
    int gaps = 0;
    int connections = 0;
    for (const auto& stream : streams_) {
      gaps += stream->gaps();
      connections += stream->connections();
    }
    qInfo("%d notifications, %d connections of %d streams, %d gaps, %d repetitions",
          publisher_->stored(), connections, static_cast<int>(streams_.size()), gaps,
          publisher_->repetitions());
    QVERIFY(gaps > 0);
    QVERIFY(connections > 3 * static_cast<int>(streams_.size()));
    QVERIFY(!on_redis || publisher_->repetitions() > 0);
  }

  void cleanup() {
    streams_.clear();
    publisher_.reset();
    faults_.clear();
  }

 private:
  void open_all(const TidingsServer& server, quint32 seed, bool merged) {
    QRandomGenerator random(seed);
    truth_ = std::make_unique<LoadTruth>(kHistory);
    QList<QByteArray> sellers;
    for (int seller = 1; seller <= kSharedSellers + kLonelySellers; ++seller) {
      const bool lonely = seller > kSharedSellers;
      sellers.append(QByteArray::number(seller));
      for (int i = 0; i < (lonely ? 1 : kStreamsOfEach); ++i) {
        streams_.push_back(std::make_unique<LoadedStream>(
            LoadedStream::Settings{server.port(), sellers.last(),
                                   server.seller_token(seller).toLatin1(),
                                   lonely ? kLongPauseMs : 30, merged},
            *truth_, QRandomGenerator(random.generate()), faults_));
        streams_.back()->open();
      }
    }
    publisher_ =
        std::make_unique<LoadPublisher>(server.port(), server.publish_token().toLatin1(), sellers,
                                        *truth_, QRandomGenerator(random.generate()));
  }

  static bool wait_until(TidingsServer& server, const std::function<bool()>& condition) {
    return server.program().wait_until(condition, std::chrono::minutes(2)) &&
           server.program().running();
  }

  /// For the message of a failing check.
  [[nodiscard]] QByteArray summary() const {
    QByteArray out =
        "stored " + QByteArray::number(publisher_->stored()) + ", faults " +
        QByteArray::number(faults_.size()) + "\n" +
        faults_.first(std::min<qsizetype>(faults_.size(), kMostFaultsShown)).join('\n').toUtf8() +
        '\n';
    int shown = 0;
    for (const auto& stream : streams_) {
      if (!stream->is_complete() && ++shown <= kMostFaultsShown)
        out += stream->report() + '\n';
    }
    return out;
  }

  std::unique_ptr<LoadTruth> truth_;
  QStringList faults_;
  std::vector<std::unique_ptr<LoadedStream>> streams_;
  std::unique_ptr<LoadPublisher> publisher_;
};

QTEST_GUILESS_MAIN(ReplayUnderLoadTest)
#include "replay_under_load_test.moc"
