#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "e2e/follower.h"
#include "e2e/publishing.h"
#include "support/jwt.h"

namespace tidings::test {

namespace {

void write_file(const QString& path, const QString& text) {
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(text.toUtf8());
}

}  // namespace

/// Who may follow and who may publish.
class AuthenticationTest : public QObject {
  Q_OBJECT

 private:
  TidingsServer server_{{"--retry", "100ms"}};
  QTemporaryDir folder_;

 private slots:
  void initTestCase() { QVERIFY2(server_.start(), server_.report()); }

  void a_refused_token_ends_the_watch_with_status_4_data() {
    QTest::addColumn<QString>("token");
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    QTest::newRow("of another secret")
        << QString::fromLatin1(hs256_token("another", {{"sellerId", 42}, {"exp", now + 60}}));
    QTest::newRow("expired") << QString::fromLatin1(
        hs256_token(server_.secret(), {{"sellerId", 42}, {"exp", now - 60}}));
    QTest::newRow("no token at all") << "garbage";
    QTest::newRow("of a publisher") << server_.publish_token();
    QTest::newRow("none") << "";
  }

  void a_refused_token_ends_the_watch_with_status_4() {
    QFETCH(QString, token);
    Follower follower(server_.stream_url(), token);
    QVERIFY2(follower.program().run() == 4, follower.report());
    QVERIFY2(follower.program().err().contains("ended: "), follower.report());
    QCOMPARE(follower.program().out(), QByteArray());
    QVERIFY2(token.isEmpty() || !follower.program().err().contains(token.toUtf8()),
             follower.report());
  }

  void a_seller_may_not_publish() {
    const auto program = publisher(server_, {"--to", "42", "--title", "x"});
    program->set_environment("TIDINGS_TOKEN", server_.seller_token(42));
    QVERIFY2(program->run() == 4, program->report());
    QCOMPARE(program->out(), QByteArray());
  }

  void a_publisher_with_a_wrong_token_is_refused() {
    const auto program = publisher(server_, {"--to", "42", "--title", "x"});
    program->set_environment("TIDINGS_TOKEN", "wrong");
    QVERIFY2(program->run() == 4, program->report());
  }

  void a_token_file_is_read_again_when_the_server_refuses_the_old_token() {
    const QString file = folder_.filePath("token");
    write_file(file, server_.seller_token(42));
    Follower follower(server_.stream_url(), {}, {"--token-file", file, "--retry-max", "500ms"});
    QVERIFY2(follower.connect(), follower.report());

    server_.kill();
    server_.use_secret("a secret of tomorrow, long enough");
    write_file(file, server_.seller_token(42));
    QVERIFY2(server_.start(), server_.report());
    QVERIFY2(follower.wait_for_connections(2), follower.report());
    QVERIFY(!publish(server_, 42, "renewed").isEmpty());
    QVERIFY2(follower.wait_for_notifications(1), follower.report());
    QCOMPARE(follower.titles(), QByteArrayList{"renewed"});
  }

  void a_token_command_is_asked() {
    Follower follower(server_.stream_url(), {},
                      {"--token-command", "echo " + server_.seller_token(42)});
    QVERIFY2(follower.connect(), follower.report());
  }

  void a_token_of_the_server_s_own_making_is_accepted() {
    Program token(QStringLiteral(TIDINGS_SERVER_EXECUTABLE),
                  {"token", "--jwt-secret-file", server_.secret_file(), "--seller", "42"});
    QVERIFY2(token.run() == 0, token.report());
    QCOMPARE(token.out_lines().size(), 1);
    Follower follower(server_.stream_url(), QString::fromLatin1(token.out().trimmed()));
    QVERIFY2(follower.connect(), follower.report());
  }
};

}  // namespace tidings::test

QTEST_GUILESS_MAIN(tidings::test::AuthenticationTest)
#include "authentication_test.moc"
