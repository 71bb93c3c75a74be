#include "http/cors.h"

#include <QTest>

using namespace tidings::server;

namespace {

RequestHead from(const char* origin) {
  RequestHead head;
  if (origin != nullptr)
    head.fields.emplace_back("origin", origin);
  return head;
}

QByteArray text(const Fields& fields) {
  std::string out;
  for (const auto& [name, value] : fields)
    out += name + ": " + value + '\n';
  return QByteArray::fromStdString(out);
}

const QByteArray kExposed = "Access-Control-Expose-Headers: X-SSE-Keepalive, Retry-After\n";

}  // namespace

/// WHATWG Fetch, "CORS protocol", without credentials.
class CorsTest : public QObject {
  Q_OBJECT

 private slots:
  void without_origins_nothing_is_said() {
    const Cors cors({});
    QCOMPARE(text(cors.common_fields(from("https://a.example"))), QByteArray());
    QCOMPARE(text(cors.preflight_fields(from("https://a.example"))), QByteArray());
  }

  void a_listed_origin_is_named() {
    const Cors cors({"https://a.example", "https://b.example"});
    QCOMPARE(text(cors.common_fields(from("https://b.example"))),
             "Access-Control-Allow-Origin: https://b.example\n" + kExposed + "Vary: Origin\n");
  }

  void others_are_not_data() {
    QTest::addColumn<QByteArray>("origin");
    for (const char* origin : {"https://c.example", "http://a.example", "https://a.example:444",
                               "https://a.example.evil", "null", "*", "HTTPS://A.EXAMPLE"})
      QTest::newRow(origin) << QByteArray(origin);
  }
  void others_are_not() {
    QFETCH(QByteArray, origin);
    const Cors cors({"https://a.example"});
    QCOMPARE(text(cors.common_fields(from(origin))), QByteArray("Vary: Origin\n"));
    QCOMPARE(text(cors.preflight_fields(from(origin))), QByteArray());
  }

  void a_request_without_origin_is_told_that_answers_differ() {
    QCOMPARE(text(Cors({"https://a.example"}).common_fields(from(nullptr))),
             QByteArray("Vary: Origin\n"));
  }

  void every_page_is_a_star() {
    const Cors cors({"https://a.example", "*"});
    QCOMPARE(text(cors.common_fields(from("https://c.example"))),
             "Access-Control-Allow-Origin: *\n" + kExposed);
  }

  void a_preflight_names_methods_and_headers_never_credentials() {
    const QByteArray fields = text(Cors({"*"}).preflight_fields(from("https://c.example")));
    QVERIFY(
        fields.contains("Access-Control-Allow-Headers: Authorization, Last-Event-ID, "
                        "Cache-Control, Content-Type, Idempotency-Key\n"));
    QVERIFY(fields.contains("Access-Control-Allow-Methods: GET, POST, OPTIONS\n"));
    QVERIFY(!fields.contains("Credentials"));
  }
};

QTEST_GUILESS_MAIN(CorsTest)
#include "cors_test.moc"
