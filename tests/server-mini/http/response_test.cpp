#include "http/response.h"

#include <QTest>
#include <chrono>

using namespace std::chrono_literals;
using namespace tidings::server;

namespace {

const auto kNow = std::chrono::system_clock::time_point(1'795'315'086s);

}  // namespace

class ResponseTest : public QObject {
  Q_OBJECT

 private slots:
  void a_head_has_its_framing_data() {
    QTest::addColumn<HeadFraming>("framing");
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("length") << HeadFraming{1, true, false, 3}
                            << QByteArray("Content-Length: 3\r\n");
    QTest::newRow("length, then the end")
        << HeadFraming{1, false, false, 3}
        << QByteArray("Content-Length: 3\r\nConnection: close\r\n");
    QTest::newRow("HTTP/1.0, kept alive")
        << HeadFraming{0, true, false, 3}
        << QByteArray("Content-Length: 3\r\nConnection: keep-alive\r\n");
    QTest::newRow("chunked") << HeadFraming{1, true, true, {}}
                             << QByteArray("Transfer-Encoding: chunked\r\n");
    QTest::newRow("until the end of the connection")
        << HeadFraming{0, false, false, {}} << QByteArray("Connection: close\r\n");
  }
  void a_head_has_its_framing() {
    QFETCH(HeadFraming, framing);
    QFETCH(QByteArray, fields);
    QCOMPARE(QByteArray::fromStdString(response_head(404, {{"A", "b"}}, framing, kNow)),
             "HTTP/1.1 404 Not Found\r\nDate: Sun, 22 Nov 2026 02:38:06 GMT\r\nA: b\r\n" + fields +
                 "\r\n");
  }

  /// RFC 9457.
  void an_error_is_a_problem_in_json() {
    const Response response = problem(400, "the member \"title\" is missing\n", {{"X", "y"}});
    QCOMPARE(response.status, 400);
    QVERIFY(response.fields == (Fields{{"X", "y"}, {"Content-Type", "application/problem+json"}}));
    QCOMPARE(QByteArray::fromStdString(response.body),
             "{\"title\":\"Bad Request\",\"status\":400,\"detail\":\"the member \\\"title\\\" is "
             "missing\\n\"}");
  }

  void who_shall_come_back_is_told_when() {
    const Response response = come_back_later(503, "full", 5s);
    QVERIFY((response.fields.front() == std::pair<std::string, std::string>("Retry-After", "5")));
  }

  void every_status_in_use_has_its_phrase() {
    for (const int status :
         {200, 201, 204, 400, 401, 403, 404, 405, 408, 409, 413, 415, 417, 429, 431, 501, 503, 505})
      QVERIFY2(reason_phrase(status) != "Error", qPrintable(QString::number(status)));
  }
};

QTEST_GUILESS_MAIN(ResponseTest)
#include "response_test.moc"
