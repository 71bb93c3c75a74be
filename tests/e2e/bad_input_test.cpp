#include <QFile>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include "e2e/follower.h"
#include "e2e/publishing.h"
#include "support/raw_http.h"
#include "support/scripted_server.h"

namespace tidings::test {

namespace {

/// A notification with one more member.
QByteArray with_member(const QByteArray& name, const QByteArray& value) {
  return "{\"sellerId\":1,\"title\":\"x\",\"" + name + "\":" + value + "}";
}

}  // namespace

/// Whatever comes from outside: a sentence that says what and where, the right status, nothing else
/// lost.
class BadInputTest : public QObject {
  Q_OBJECT

 private:
  TidingsServer server_;
  QTemporaryDir folder_;

  [[nodiscard]] QString file(const QString& name, const QByteArray& bytes) const {
    QFile file(folder_.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
      qFatal("cannot write a test file");
    }
    return file.fileName();
  }

 private slots:
  void initTestCase() { QVERIFY2(server_.start(), server_.report()); }

  void wrong_usage_is_status_2_and_named_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArrayList>("named");
    const QString url = "http://127.0.0.1:1/";
    const auto row = [](const char* name, const QStringList& arguments,
                        const QByteArrayList& named) { QTest::newRow(name) << arguments << named; };
    row("no command", {}, {"--help"});
    row("unknown command", {"wacth"}, {"wacth", "did you mean `tidings watch`?"});
    row("unknown flag first", {"--verison"}, {"--verison", "did you mean `tidings --version`?"});
    row("no URL", {"watch"}, {"URL"});
    row("unknown flag", {"watch", url, "--cuont", "1"}, {"--cuont"});
    row("flag without value", {"watch", url, "--count"}, {"--count"});
    row("bad duration", {"watch", url, "--retry", "3 apples"}, {"--retry", "3 apples", "45s"});
    row("negative duration", {"watch", url, "--timeout", "-1s"}, {"--timeout", "-1s"});
    row("bad count", {"watch", url, "--count", "many"}, {"--count", "many"});
    row("bad output form", {"watch", url, "-o", "xml"}, {"xml", "json"});
    row("bad header", {"watch", url, "-H", "no colon"}, {"--header", "Name: value"});
    row("socket without a name", {"watch", url, "--unix-socket", ""}, {"--unix-socket"});
    row("nothing to publish", {"publish", url}, {"--to"});
    row("receiver without a name", {"publish", url, "--to", "", "--title", "x"}, {"--to", "\"\""});
    row("publish without a title", {"publish", url, "--to", "1"}, {"title"});
    row("bad priority", {"publish", url, "--to", "1", "--title", "x", "--priority", "9"},
        {"priority", "9"});
    row("data that is no JSON", {"publish", url, "--to", "1", "--title", "x", "--data", "{"},
        {"data"});
    row("url that is no web address",
        {"publish", url, "--to", "1", "--title", "x", "--url", "file:///etc/passwd"}, {"url"});
    row("file that is not there", {"publish", url, "--from-file", "/nonexistent/x"},
        {"/nonexistent/x"});
  }

  void wrong_usage_is_status_2_and_named() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArrayList, named);
    Program program(QStringLiteral(TIDINGS_EXECUTABLE), arguments);
    QVERIFY2(program.run() == 2, program.report());
    QCOMPARE(program.out(), QByteArray());
    for (const QByteArray& word : named) {
      QVERIFY2(program.err().contains(word), program.report());
    }
  }

  void a_server_s_wrong_usage_is_status_2_and_named_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");
    const QString secret = server_.secret_file();
    const auto row = [](const char* name, const QStringList& arguments, const QByteArray& named) {
      QTest::newRow(name) << arguments << named;
    };
    row("unknown flag", {"--dev", "--lissten", "x"}, "--lissten");
    row("bad address", {"--dev", "--listen", "localhost"}, "--listen");
    row("bad heartbeat", {"--dev", "--heartbeat", "often"}, "often");
    row("bad store", {"--dev", "--store", "mysql://x"}, "--store");
    row("no keys", {"--listen", "127.0.0.1:0"}, "--dev");
    row("dev for the world", {"--dev", "--listen", "0.0.0.0:0"}, "loopback");
  }

  void a_server_s_wrong_usage_is_status_2_and_named() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, named);
    Program program(QStringLiteral(TIDINGS_SERVER_EXECUTABLE), arguments);
    QVERIFY2(program.run() == 2, program.report());
    QCOMPARE(program.out(), QByteArray());
    QVERIFY2(program.err().contains(named), program.report());
  }

  void a_stream_that_cannot_be_followed_ends_with_its_status_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char* name, const QStringList& arguments, int status,
                        const QByteArray& named) {
      QTest::newRow(name) << arguments << status << named;
    };
    const QString url = server_.stream_url();
    row("unsupported scheme", {"ftp://127.0.0.1/"}, 1, "ftp");
    row("no URL at all", {"::::"}, 1, "::::");
    row("token file that is not there", {url, "--token-file", "/nonexistent/t"}, 4,
        "/nonexistent/t");
    row("empty token file", {url, "--token-file", file("empty", {})}, 4, "empty");
    row("token command that fails", {url, "--token-command", "exit 3"}, 4, "3");
    row("port where nobody listens", {"http://127.0.0.1:1/", "--max-retries", "0"}, 3, "refused");
    row("path that is not there", {url + "/x"}, 1, "404");
  }

  void a_stream_that_cannot_be_followed_ends_with_its_status() {
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QByteArray, named);
    Program program(QStringLiteral(TIDINGS_EXECUTABLE), QStringList{"watch"} + arguments);
    QVERIFY2(program.run() == status, program.report());
    QCOMPARE(program.out(), QByteArray());
    QVERIFY2(program.err().contains(named), program.report());
  }

  void garbage_instead_of_http_ends_the_watch_with_a_reason() {
    ScriptedServer server({QByteArray("\x16\x03\x01\x00\xff no HTTP \r\n\r\n"), true});
    Program program(QStringLiteral(TIDINGS_EXECUTABLE), {"watch", server.url()});
    QVERIFY2(program.run() == 1, program.report());
    QCOMPARE(program.out(), QByteArray());
    QVERIFY2(program.err().contains("not HTTP"), program.report());
  }

  void notifications_of_a_file_that_are_wrong_are_named_by_line_and_the_others_arrive() {
    Follower follower(server_, 42);
    QVERIFY2(follower.connect(), follower.report());
    const QString lines = file("lines",
                               "{\"sellerId\":42,\"title\":\"good 1\"}\n"
                               "{\"sellerId\":42,\"title\":\n"
                               "{\"sellerId\":42,\"title\":\"\"}\n"
                               "{\"sellerId\":42,\"title\":\"x\",\"priority\":6}\n"
                               "{\"sellerId\":42,\"title\":\"good 2\"}\n");
    const auto program = publisher(server_, {"--from-file", lines});
    QVERIFY2(program->run() == 1, program->report());
    QCOMPARE(program->out_lines().size(), 2);
    for (const char* line : {"2", "3", "4"}) {
      QVERIFY2(program->err().contains(QByteArray("line ") + line), program->report());
    }
    QVERIFY2(follower.wait_for_notifications(2), follower.report());
    QCOMPARE(follower.titles(), (QByteArrayList{"good 1", "good 2"}));
  }

  void a_bad_notification_is_answered_with_its_status_and_the_reason_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char* name, const QByteArray& body, int status,
                        const QByteArray& named) {
      QTest::newRow(name) << body << status << named;
    };
    row("no JSON", "{\"title\"", 400, "JSON");
    row("no object", "[1]", 400, "object");
    row("no title", R"({"sellerId":1})", 400, "title");
    row("title of the wrong type", R"({"sellerId":1,"title":5})", 400, "title");
    row("nobody to receive it", R"({"title":"x"})", 400, "sellerId");
    row("id is the server's", R"({"sellerId":1,"title":"x","id":"mine"})", 400, "id");
    row("priority out of range", R"({"sellerId":1,"title":"x","priority":0})", 400, "priority");
    row("script as url", R"({"sellerId":1,"title":"x","url":"javascript:x"})", 400, "url");
    row("too deep", with_member("data", QByteArray(200, '[') + QByteArray(200, ']')), 400, "128");
    row("too large", with_member("more", '"' + QByteArray(70000, 'x') + '"'), 413, "65536");
  }

  void a_bad_notification_is_answered_with_its_status_and_the_reason() {
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QByteArray, named);
    const RawAnswer answer =
        post_json(server_.port(), "/v1/notifications", server_.publish_token().toUtf8(), body);
    QVERIFY2(answer.status() == status, answer.bytes);
    QVERIFY2(answer.bytes.contains("application/problem+json"), answer.bytes);
    QVERIFY2(answer.body().contains(named), answer.bytes);
  }

  void whatever_a_peer_sends_the_server_serves_the_others_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("binary") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n", 13);
    QTest::newRow("no method") << QByteArray(" / HTTP/1.1\r\n\r\n");
    QTest::newRow("a line without end") << QByteArray("GET /") + QByteArray(1 << 20, 'x');
    QTest::newRow("endless headers")
        << QByteArray("GET / HTTP/1.1\r\n") + QByteArray("x: y\r\n").repeated(200000);
    QTest::newRow("a negative length")
        << QByteArray("POST /v1/notifications HTTP/1.1\r\nContent-Length: -5\r\n\r\n");
    QTest::newRow("a gigantic length") << QByteArray(
        "POST /v1/notifications HTTP/1.1\r\nContent-Length: 99999999999999999999"
        "\r\n\r\n");
    QTest::newRow("a bad chunk") << QByteArray(
        "POST /v1/notifications HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
  }

  void whatever_a_peer_sends_the_server_serves_the_others() {
    QFETCH(QByteArray, bytes);
    QTcpSocket peer;
    peer.connectToHost(QHostAddress::LocalHost, server_.port());
    QVERIFY(peer.waitForConnected());
    peer.write(bytes);
    peer.flush();
    Follower follower(server_, 42);
    QVERIFY2(follower.connect(), follower.report());
    QVERIFY2(!publish(server_, 42, "hello").isEmpty(), server_.report());
    QVERIFY2(follower.wait_for_notifications(1), follower.report());
    QVERIFY2(server_.program().running(), server_.report());
    peer.abort();
  }
};

}  // namespace tidings::test

QTEST_GUILESS_MAIN(tidings::test::BadInputTest)
#include "bad_input_test.moc"
