#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTest>

#include <signal.h>

#include "server-mini/program/server_under_test.h"
#include "server-mini/program/sse.h"

using namespace tidings::test;

namespace {

void make_certificate(const QString& key, const QString& certificate, const QString& name) {
  const int failed =
      QProcess::execute("openssl", {"req", "-x509", "-newkey", "ec", "-pkeyopt",
                                    "ec_paramgen_curve:P-256", "-nodes", "-batch", "-days", "2",
                                    "-subj", "/CN=" + name, "-keyout", key, "-out", certificate});
  if (failed != 0)
    qFatal("openssl can't make a certificate");
}

/// A client by TLS that takes any certificate and keeps what it gets.
class TlsClient {
 public:
  TlsClient(quint16 port, const QByteArray& request) {
    socket_.setPeerVerifyMode(QSslSocket::VerifyNone);
    QObject::connect(&socket_, &QSslSocket::readyRead, [this] { received_ += socket_.readAll(); });
    QObject::connect(&socket_, &QSslSocket::encrypted, [this, request] { socket_.write(request); });
    socket_.connectToHostEncrypted("127.0.0.1", port);
  }
  [[nodiscard]] const QByteArray& received() const { return received_; }
  bool wait_for(const QByteArray& text, qsizetype times = 1) const {
    return QTest::qWaitFor([&] { return received_.count(text) >= times; },
                           static_cast<int>(kDeadline.count()));
  }
  bool wait_for_end() const {
    return QTest::qWaitFor([&] { return socket_.state() == QAbstractSocket::UnconnectedState; },
                           static_cast<int>(kDeadline.count()));
  }
  [[nodiscard]] QString common_name() const {
    return socket_.peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0);
  }

 private:
  QSslSocket socket_;
  QByteArray received_;
};

QByteArray get(const QByteArray& path, const QByteArray& fields = {}) {
  return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
}

}  // namespace

/// `--tls-cert` and `--tls-key`.
class TlsTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  std::unique_ptr<ServerUnderTest> server_;

  [[nodiscard]] QString key() const { return folder_.filePath("key.pem"); }
  [[nodiscard]] QString certificate() const { return folder_.filePath("cert.pem"); }

 private slots:
  void initTestCase() {
    QVERIFY2(QSslSocket::supportsSsl(), "Qt has no TLS here");
    make_certificate(key(), certificate(), "first");
    server_ = std::make_unique<ServerUnderTest>(
        QStringList{"--tls-cert", certificate(), "--tls-key", key(), "--heartbeat", "20s"});
  }
  void cleanupTestCase() { server_.reset(); }

  void the_first_line_says_https() {
    QVERIFY((*server_)->program().out().startsWith("listening on https://127.0.0.1:"));
  }

  void streams_and_publishing_work() {
    const TlsClient stream(server_->port(), get("/v1/stream", server_->seller()));
    QVERIFY(stream.wait_for("\nid: "));
    const QByteArray lines = "{\"sellerId\":42,\"title\":\"" + QByteArray(200, 'x') + "\"}\n";
    const TlsClient publisher(
        server_->port(),
        "POST /v1/notifications HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n" +
            server_->publisher() + "Content-Length: " + QByteArray::number(lines.size() * 800) +
            "\r\n\r\n" + lines.repeated(800));
    QVERIFY(publisher.wait_for("\"id\"", 800));
    QVERIFY(stream.wait_for("data: ", 800));
    const TlsClient resumed(server_->port(),
                            get("/v1/stream", server_->seller() + "Last-Event-ID: 0\r\n"));
    QVERIFY(resumed.wait_for("data: ", 800));
  }

  void a_connection_carries_many_requests() {
    const TlsClient client(server_->port(), get("/healthz").repeated(50));
    QVERIFY(client.wait_for("HTTP/1.1 200 OK", 50));
  }

  void plain_http_is_no_tls() {
    HttpClient client(server_->port());
    client.request("GET", "/healthz");
    QVERIFY(client.wait_for_end());
    QVERIFY(!client.received().contains("HTTP/1.1"));
  }

  void sighup_reads_the_certificate_again() {
    const TlsClient old_stream(server_->port(), get("/v1/stream", server_->seller()));
    QVERIFY(old_stream.wait_for("\nid: "));
    QCOMPARE(old_stream.common_name(), "first");
    make_certificate(key(), certificate(), "second");
    (*server_)->program().send_signal(SIGHUP);
    QVERIFY((*server_)->program().wait_for_err("were read again"));
    const TlsClient client(server_->port(), get("/healthz"));
    QVERIFY(client.wait_for("200 OK"));
    QCOMPARE(client.common_name(), "second");
  }

  void draining_ends_streams_cleanly() {
    const TlsClient stream(server_->port(), get("/v1/stream", server_->seller()));
    QVERIFY(stream.wait_for("\nid: "));
    (*server_)->program().send_signal(SIGTERM);
    QVERIFY(stream.wait_for_end());
    QVERIFY2(stream.received().endsWith("\r\n0\r\n\r\n"), stream.received());
    QCOMPARE((*server_)->program().wait_for_exit(), std::optional<int>(0));
  }
};

QTEST_GUILESS_MAIN(TlsTest)
#include "tls_test.moc"
