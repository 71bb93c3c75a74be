// tidings doctor, tidings-server and a real nginx between them.
#include <QTemporaryDir>
#include <QTest>

#include "cli/doctor/examination.h"
#include "support/nginx.h"
#include "support/raw_http.h"
#include "support/tidings_server.h"

namespace tidings::test {

namespace {

const QString kPath = QStringLiteral("/v1/stream");
constexpr int kSeller = 42;

}  // namespace

class DoctorNginxTest : public QObject {
  Q_OBJECT

 private slots:
  void nothing_is_blamed_in_a_good_set_up() {
    TidingsServer server({"--heartbeat", "1s", "--cors-origin", "https://app.example"});
    QVERIFY2(server.start(), server.report());
    Nginx nginx(Nginx::proxy_to(server.port(),
                                "proxy_http_version 1.1;"
                                "proxy_set_header Connection \"\";"));
    QVERIFY2(nginx.start(), nginx.report());
    for (const QString& url : {server.stream_url(), nginx.url(kPath)}) {
      Examination doctor({"--for", "4s", "--origin", "https://app.example", url},
                         server.seller_token(kSeller));
      QVERIFY2(doctor.run(), doctor.program().report());
      QVERIFY2(doctor.faults().isEmpty(), doctor.program().report());
      QCOMPARE(doctor.status(), std::optional<int>(0));
    }
  }

  void a_server_whose_heartbeats_are_not_due_yet_is_not_blamed() {
    TidingsServer server;
    QVERIFY2(server.start(), server.report());
    Nginx nginx(Nginx::proxy_to(server.port()));
    QVERIFY2(nginx.start(), nginx.report());
    Examination doctor({"--for", "3s", nginx.url(kPath)}, server.seller_token(kSeller));
    QVERIFY2(doctor.run(), doctor.program().report());
    QVERIFY2(doctor.faults().isEmpty(), doctor.program().report());
  }

  void resuming_is_proved_where_there_are_events() {
    TidingsServer server({"--heartbeat", "1s"});
    QVERIFY2(server.start(), server.report());
    for (const char* title : {"one", "two", "three"}) {
      const QByteArray body = "{\"sellerId\":42,\"title\":\"" + QByteArray(title) + "\"}";
      QCOMPARE(post_json(server.port(), "/v1/notifications", server.publish_token().toUtf8(), body)
                   .status(),
               201);
    }
    Examination doctor({"--for", "3s", "-H", "Last-Event-ID: 0", server.stream_url()},
                       server.seller_token(kSeller));
    QVERIFY2(doctor.run(), doctor.program().report());
    QVERIFY2(doctor.faults().isEmpty(), doctor.program().report());
    QVERIFY(doctor.words("resume").contains("the server sent just that"));
    QVERIFY(doctor.words("ids").contains("3 of 3 events have ids"));
  }

  void the_fault_of_a_proxy_is_named_data() {
    QTest::addColumn<QStringList>("server_flags");
    QTest::addColumn<QByteArray>("http");      // nginx's, for all it serves
    QTest::addColumn<QByteArray>("location");  // and for the stream
    QTest::addColumn<QString>("look");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QStringList>("words");
    const QStringList often{"--heartbeat", "1s"};
    const QByteArray forced = "proxy_ignore_headers X-Accel-Buffering; proxy_buffering on;";
    const auto row = [](const char* name, const QStringList& server, const QByteArray& http,
                        const QByteArray& location, const char* look, const char* fault,
                        const QStringList& words) {
      QTest::newRow(name) << server << http << location << QString(look) << QString(fault) << words;
    };
    row("made to buffer", often, {}, forced, "4s", "buffering fail",
        {"proxy_buffering off", "nginx/"});
    row("passes on the head and holds the body back", often, "postpone_output 0;", forced, "4s",
        "buffering fail", {"the head came, but not a byte of the body"});
    row("cuts what is silent", {}, {}, "proxy_read_timeout 2s;", "10s", "idle-timeout fail",
        {"after a silence of 2", "proxy_read_timeout"});
    row("compresses", often, {},
        "gzip on; gzip_types text/event-stream; gzip_proxied any; gzip_min_length 0;", "3s",
        "compression warn", {"gzip_types"});
  }
  void the_fault_of_a_proxy_is_named() {
    QFETCH(QStringList, server_flags);
    QFETCH(QByteArray, http);
    QFETCH(QByteArray, location);
    QFETCH(QString, look);
    QFETCH(QString, fault);
    QFETCH(QStringList, words);
    TidingsServer server(server_flags);
    QVERIFY2(server.start(), server.report());
    Nginx nginx(http + Nginx::proxy_to(server.port(), location));
    QVERIFY2(nginx.start(), nginx.report());
    Examination doctor({"--for", look, nginx.url(kPath)}, server.seller_token(kSeller));
    QVERIFY2(doctor.run(), doctor.program().report());
    QCOMPARE(doctor.faults(), QStringList{fault});
    const QString said = doctor.words(fault.section(' ', 0, 0));
    for (const QString& word : words) {
      QVERIFY2(said.contains(word), qPrintable(said));
    }
    QCOMPARE(doctor.status(), std::optional<int>(fault.endsWith("fail") ? 1 : 0));
  }

  void a_proxy_without_a_server_behind_it() {
    TidingsServer server;
    Nginx nginx(Nginx::proxy_to(server.port()));
    QVERIFY2(nginx.start(), nginx.report());
    Examination doctor({nginx.url(kPath)}, server.seller_token(kSeller));
    QVERIFY2(doctor.run(), doctor.program().report());
    QCOMPARE(doctor.faults(), QStringList{"status fail"});
    QVERIFY(doctor.words("status").contains("does not reach the server behind it"));
  }

  void an_expired_certificate() {
    QTemporaryDir folder;
    const QString key = folder.filePath("key.pem");
    const QString request = folder.filePath("request.pem");
    const QString certificate = folder.filePath("certificate.pem");
    Program ask("openssl", {"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                            "-nodes", "-keyout", key, "-out", request, "-subj", "/CN=shop",
                            "-addext", "subjectAltName=IP:127.0.0.1"});
    QCOMPARE(ask.run(), std::optional<int>(0));
    Program sign("openssl", {"x509", "-req", "-in", request, "-signkey", key, "-copy_extensions",
                             "copyall", "-out", certificate, "-days", "-1"});
    QCOMPARE(sign.run(), std::optional<int>(0));
    TidingsServer server({"--tls-cert", certificate, "--tls-key", key});
    QVERIFY2(server.start(), server.report());
    Examination doctor({"--cacert", certificate,
                        QStringLiteral("https://127.0.0.1:%1/v1/stream").arg(server.port())},
                       server.seller_token(kSeller));
    QVERIFY2(doctor.run(), doctor.program().report());
    QCOMPARE(doctor.faults(), QStringList{"certificate fail"});
    QVERIFY2(doctor.words("certificate").contains("expired on 20"),
             qPrintable(doctor.words("certificate")));
    QVERIFY(doctor.words("certificate").contains("CN = shop"));
  }
};

}  // namespace tidings::test

QTEST_GUILESS_MAIN(tidings::test::DoctorNginxTest)
#include "doctor_nginx_test.moc"
