#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <signal.h>

#include "server-mini/program/server_under_test.h"
#include "server-mini/program/sse.h"
#include "support/relay.h"

using tidings::test::Answer;
using tidings::test::bearer;
using tidings::test::HttpClient;
using tidings::test::RedisServer;
using tidings::test::Relay;
using tidings::test::TidingsServer;
using tidings::test::titles;

/// What clients see of a server whose Redis is in trouble.
class StoreOutageTest : public QObject {
  Q_OBJECT

 private slots:
  void what_cannot_be_stored_is_refused_and_the_rest_comes_back_data() {
    QTest::addColumn<bool>("unreachable");
    QTest::newRow("killed") << true;
    QTest::newRow("frozen") << true;
    QTest::newRow("out of memory") << false;
    QTest::newRow("read-only replica") << false;
  }
  void what_cannot_be_stored_is_refused_and_the_rest_comes_back() {
    QFETCH(bool, unreachable);
    const QByteArray trouble = QTest::currentDataTag();
    start();
    const auto stream = open();
    QCOMPARE(publish("before").status, 201);
    begin(trouble);
    Answer refused;
    QVERIFY(wait_until([&] { return (refused = publish("meanwhile")).status == 503; }));
    QVERIFY(refused.field("retry-after").toInt() > 0);
    QCOMPARE(refused.field("content-type"), "application/problem+json");
    const QByteArrayList results = publish_lines(
        "{\"sellerId\":1,\"title\":\"a\"}\n{\"sellerId\":1,\"title\":\"b\"}\n{not even JSON\n");
    QVERIFY2(results.value(0).startsWith("{\"status\":503,\"error\":\"the store "),
             results.value(0));
    const QByteArray not_tried = "{\"status\":503,\"error\":\"not tried\"}";
    QCOMPARE(results.sliced(1), (QByteArrayList{not_tried, not_tried, ""}));
    if (unreachable) {
      QVERIFY(wait_until([&] { return ask("/readyz").status == 503; }));
      const Answer stream_refused = ask("/v1/stream", bearer(server_->seller_token(42)));
      QCOMPARE(stream_refused.status, 503);
      QVERIFY(stream_refused.field("retry-after").toInt() > 0);
      QCOMPARE(ask("/healthz").status, 200);
    }
    QVERIFY(stream->connected());
    end(trouble);
    QVERIFY(wait_until([&] { return publish("meanwhile").status == 201; }));
    QVERIFY(wait_until([&] { return ask("/readyz").status == 200; }));
    QCOMPARE(publish("after").status, 201);
    QVERIFY(stream->wait_for_body("\"after\""));
    QCOMPARE(titles(stream->answer().body), (QByteArrayList{"before", "meanwhile", "after"}));
    QVERIFY(stream->connected());
  }

  void a_subscription_that_is_silently_dead_is_found_and_made_anew() {
    QVERIFY2(redis_.start(), redis_.report());
    Relay relay(redis_.port());
    server_ = std::make_unique<TidingsServer>(QStringList{
        "--store", QStringLiteral("redis://127.0.0.1:%1/0").arg(relay.port()), "--retry", "100ms"});
    QVERIFY2(server_->start(), server_->report());
    const auto stream = open();
    QVERIFY(stream->wait_for_body("id: "));
    relay.silence("SUBSCRIBE");
    QCOMPARE(publish("into silence").status, 201);
    QVERIFY(stream->wait_for_body("into silence"));
    QVERIFY(server_->program().err().contains("does not come back"));
    QVERIFY(wait_until([&] { return ask("/readyz").status == 200; }));
    QCOMPARE(titles(stream->answer().body), QByteArrayList{"into silence"});
  }

  void an_emptied_redis_is_a_gap_and_goes_on() {
    start();
    const auto stream = open();
    QCOMPARE(publish("before").status, 201);
    QVERIFY(stream->wait_for_body("before"));
    redis_cli({"FLUSHALL"});
    QVERIFY(stream->wait_for_body("event: gap"));
    QCOMPARE(publish("after").status, 201);
    QVERIFY(stream->wait_for_body("after"));
    QCOMPARE(stream->answer().body.count("event: gap"), 1);
  }

  void a_server_may_be_started_before_its_redis() {
    server_ = std::make_unique<TidingsServer>(
        QStringList{"--store", redis_.url(), "--store-wait", "60s"});
    QTimer::singleShot(300, this, [this] { QVERIFY2(redis_.start(), redis_.report()); });
    QVERIFY2(server_->start(), server_->report());
    QCOMPARE(publish("first").status, 201);
  }

  void too_few_replicas_are_a_refusal() {
    start({"--store-replicas", "1", "--store-replica-wait", "200ms"});
    const Answer refused = publish("nobody else has it");
    QCOMPARE(refused.status, 503);
    QVERIFY(refused.field("retry-after").toInt() > 0);
    RedisServer replica({"--replicaof", "127.0.0.1 " + QString::number(redis_.port()),
                         "--repl-diskless-sync-delay", "0"});
    QVERIFY2(replica.start(), replica.report());
    QVERIFY(wait_until([&] { return publish("the replica has it").status == 201; }));
  }

  void passwords_come_from_files_and_the_environment_and_are_read_again() {
    RedisServer guarded({"--requirepass", "first"});
    QVERIFY2(guarded.start(), guarded.report());
    QTemporaryDir folder;
    const QString file = folder.filePath("password");
    write(file, "first\n");
    server_ = std::make_unique<TidingsServer>(
        QStringList{"--store", guarded.url(), "--redis-password-file", file});
    QVERIFY2(server_->start(), server_->report());
    QCOMPARE(publish("one").status, 201);
    write(file, "second\n");
    server_->program().send_signal(SIGHUP);
    QVERIFY(server_->program().wait_for_err("read again"));
    redis_cli(guarded.port(), {"-a", "first", "CONFIG", "SET", "requirepass", "second"});
    redis_cli(guarded.port(), {"-a", "second", "CLIENT", "KILL", "TYPE", "normal"});
    redis_cli(guarded.port(), {"-a", "second", "CLIENT", "KILL", "TYPE", "pubsub"});
    QVERIFY(wait_until([&] { return publish("two").status == 201; }));
    TidingsServer other({"--store", guarded.url()});
    other.set_environment("TIDINGS_REDIS_PASSWORD", "second");
    QVERIFY2(other.start(), other.report());
    for (const TidingsServer* server : {server_.get(), &other})
      QVERIFY(!server->report().contains("second"));
  }

  void a_password_in_the_url_is_warned_of_and_not_shown() {
    RedisServer guarded({"--requirepass", "open-sesame"});
    QVERIFY2(guarded.start(), guarded.report());
    server_ = std::make_unique<TidingsServer>(QStringList{
        "--store", QStringLiteral("redis://:open-sesame@127.0.0.1:%1/0").arg(guarded.port())});
    QVERIFY2(server_->start(), server_->report());
    QVERIFY(server_->program().wait_for_err("--redis-password-file"));
    QVERIFY(!server_->program().err().contains("open-sesame"));
    QVERIFY(!server_->program().out().contains("open-sesame"));
  }

  void cleanup() {
    server_.reset();
    redis_.kill();
  }

 private:
  void start(const QStringList& options = {}) {
    QVERIFY2(redis_.start(), redis_.report());
    redis_cli({"FLUSHALL"});
    server_ = std::make_unique<TidingsServer>(QStringList{"--store", redis_.url()} + options);
    QVERIFY2(server_->start(), server_->report());
  }

  void begin(const QByteArray& trouble) {
    if (trouble == "killed")
      redis_.kill();
    else if (trouble == "frozen")
      redis_.freeze();
    else if (trouble == "out of memory")
      redis_cli({"CONFIG", "SET", "maxmemory", "1"});
    else
      redis_cli({"REPLICAOF", "127.0.0.1", "1"});
  }
  void end(const QByteArray& trouble) {
    if (trouble == "killed")
      QVERIFY2(redis_.start(), redis_.report());
    else if (trouble == "frozen")
      redis_.thaw();
    else if (trouble == "out of memory")
      redis_cli({"CONFIG", "SET", "maxmemory", "0"});
    else
      redis_cli({"REPLICAOF", "NO", "ONE"});
  }

  void redis_cli(const QStringList& command) const { redis_cli(redis_.port(), command); }
  static void redis_cli(quint16 port, const QStringList& command) {
    QProcess client;
    client.start("redis-cli",
                 QStringList{"-p", QString::number(port), "--no-auth-warning"} + command);
    QVERIFY(client.waitForFinished());
  }
  static void write(const QString& path, const QByteArray& content) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
  }

  /// The same notification whenever it is tried.
  [[nodiscard]] Answer publish(const QByteArray& title) const {
    HttpClient client(server_->port());
    client.request("POST", "/v1/notifications",
                   bearer(server_->publish_token()) +
                       "Content-Type: application/json\r\nIdempotency-Key: " + title.toHex() +
                       "\r\n",
                   "{\"sellerId\":42,\"title\":\"" + title + "\"}");
    return client.wait_for_answer();
  }
  /// One result a line.
  [[nodiscard]] QByteArrayList publish_lines(const QByteArray& lines) const {
    HttpClient client(server_->port());
    client.request("POST", "/v1/notifications",
                   bearer(server_->publish_token()) + "Content-Type: application/x-ndjson\r\n",
                   lines);
    return client.wait_for_answer().body.split('\n');
  }
  [[nodiscard]] Answer ask(const QByteArray& path, const QByteArray& fields = {}) const {
    HttpClient client(server_->port());
    client.request("GET", path, fields);
    return client.wait_for_answer();
  }
  [[nodiscard]] std::unique_ptr<HttpClient> open() const {
    auto client = std::make_unique<HttpClient>(server_->port());
    client->request("GET", "/v1/stream", bearer(server_->seller_token(42)));
    if (!client->wait_for_body("id: "))
      qFatal("no stream: %s", client->received().constData());
    return client;
  }
  [[nodiscard]] bool wait_until(const std::function<bool()>& condition) const {
    return server_->program().wait_until(condition);
  }

  RedisServer redis_;
  std::unique_ptr<TidingsServer> server_;
};

QTEST_GUILESS_MAIN(StoreOutageTest)
#include "store_outage_test.moc"
