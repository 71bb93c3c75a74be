// Certificates of every kind, and the words for what is wrong with them.
#include <QTemporaryDir>
#include <QtTest>

#include <signal.h>

#include "conformance/harness/certificates.h"
#include "conformance/harness/failure.h"
#include "conformance/harness/scripted_server.h"
#include "core/transport_bench.h"
#include "support/std_strings.h"

using namespace tidings;
using conformance::CertificateAuthority;
using conformance::ScriptedServer;
using conformance::TlsSettings;
using test::TransportBench;
using Kind = HttpEnd::Kind;

namespace {

const std::string kEvent = "data: 1\n\n";
constexpr const char* kHere = "IP:127.0.0.1";

/// The handshake as far as the client lets it come.
void shake_hands(ScriptedServer& server) {
  try {
    server.accept().await_closed();
  } catch (const conformance::Failure&) {
    // The client has broken it off: that is what these cases are about.
  }
}

}  // namespace

class CurlTransportTlsTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { ::signal(SIGPIPE, SIG_IGN); }  // the server's side of a broken handshake
  void a_certificate_of_our_own_authority_is_trusted();
  void a_wrong_certificate_is_named_data();
  void a_wrong_certificate_is_named();
  void insecure_trusts_anything();
  void a_client_certificate_is_shown();
  void a_client_certificate_that_is_missing_is_asked_for();
  void a_client_certificate_of_an_unknown_authority_is_said();
  void files_that_cannot_be_used_are_named();
  void https_to_a_port_that_speaks_http_is_said();
  void a_proxy_is_not_trusted_by_the_servers_ca_file();

 private:
  [[nodiscard]] std::unique_ptr<CertificateAuthority> authority(const char* name) const {
    const std::filesystem::path folder = folder_.filePath(name).toStdString();
    std::filesystem::create_directories(folder);
    return std::make_unique<CertificateAuthority>(folder);
  }
  static HttpConnectionSettings trusting(const CertificateAuthority& authority) {
    HttpConnectionSettings settings;
    settings.ca_file = authority.file();
    return settings;
  }

  QTemporaryDir folder_;
  TransportBench bench_;
};

void CurlTransportTlsTest::a_certificate_of_our_own_authority_is_trusted() {
  const auto ca = authority("trusted");
  ScriptedServer server(ca->issue("server", kHere));
  const auto exchange = bench_.get(server.url(), trusting(*ca));
  server.await_request().respond(200, {}, kEvent);
  QCOMPARE(exchange->await_end().kind, Kind::complete);
  QCOMPARE(exchange->await_bytes(0), kEvent);
}

void CurlTransportTlsTest::a_wrong_certificate_is_named_data() {
  QTest::addColumn<QByteArray>("subject");
  QTest::addColumn<int>("days");
  QTest::addColumn<bool>("known");
  QTest::addColumn<QByteArray>("words");
  QTest::newRow("of an unknown authority")
      << QByteArray(kHere) << 2 << false
      << QByteArray(
             "it is signed by an authority that is not known here; name that authority's "
             "certificate as CA file");
  QTest::newRow("for another name")
      << QByteArray("DNS:elsewhere.test") << 2 << true << QByteArray("it is for another host name");
  QTest::newRow("for another address")
      << QByteArray("IP:127.0.0.2") << 2 << true << QByteArray("it is for another host name");
  QTest::newRow("expired") << QByteArray(kHere) << -1 << true << QByteArray("it has expired");
}

void CurlTransportTlsTest::a_wrong_certificate_is_named() {
  QFETCH(int, days);
  QFETCH(bool, known);
  const auto ca = authority(QTest::currentDataTag());
  ScriptedServer server(ca->issue("server", test::fetch("subject"), days));
  const auto exchange = bench_.get(server.url(), known ? trusting(*ca) : HttpConnectionSettings());
  shake_hands(server);
  const HttpEnd end = exchange->await_end();
  const std::string reason = "the server's certificate is not trusted: " + test::fetch("words");
  QCOMPARE(end.reason.substr(0, reason.size()), reason);
  QCOMPARE(end.kind, Kind::unusable);
}

void CurlTransportTlsTest::insecure_trusts_anything() {
  const auto ca = authority("insecure");
  ScriptedServer server(ca->issue("server", "DNS:elsewhere.test", -1));
  HttpConnectionSettings settings;
  settings.insecure = true;
  const auto exchange = bench_.get(server.url(), settings);
  server.await_request().respond(200, {}, kEvent);
  QCOMPARE(exchange->await_end().kind, Kind::complete);
}

void CurlTransportTlsTest::a_client_certificate_is_shown() {
  const auto ca = authority("client");
  TlsSettings demanding = ca->issue("server", kHere);
  demanding.client_ca = ca->file();
  const TlsSettings client = ca->issue("client", "DNS:client.test");
  ScriptedServer server(demanding);
  HttpConnectionSettings settings = trusting(*ca);
  settings.client_certificate = client.certificate.string();
  settings.client_key = client.key.string();
  const auto exchange = bench_.get(server.url(), settings);
  server.await_request().respond(200, {}, kEvent);
  QCOMPARE(exchange->await_end().kind, Kind::complete);
}

void CurlTransportTlsTest::a_client_certificate_that_is_missing_is_asked_for() {
  const auto ca = authority("missing");
  TlsSettings demanding = ca->issue("server", kHere);
  demanding.client_ca = ca->file();
  ScriptedServer server(demanding);
  const auto exchange = bench_.get(server.url(), trusting(*ca));
  shake_hands(server);
  const HttpEnd end = exchange->await_end();
  QVERIFY2(end.reason.starts_with("the server demands a client certificate"), end.reason.c_str());
}

void CurlTransportTlsTest::a_client_certificate_of_an_unknown_authority_is_said() {
  const auto ca = authority("known");
  const auto other = authority("other");
  TlsSettings demanding = ca->issue("server", kHere);
  demanding.client_ca = ca->file();
  const TlsSettings client = other->issue("client", "DNS:client.test");
  ScriptedServer server(demanding);
  HttpConnectionSettings settings = trusting(*ca);
  settings.client_certificate = client.certificate.string();
  settings.client_key = client.key.string();
  const auto exchange = bench_.get(server.url(), settings);
  shake_hands(server);
  const HttpEnd end = exchange->await_end();
  // Whether the server's words arrive before its reset is a matter of luck.
  const bool said = end.reason.starts_with("the server does not accept the client certificate") ||
                    end.reason.starts_with("the server broke the connection off") ||
                    end.reason == "connection reset by peer" || end.reason == "broken pipe";
  QVERIFY2(said, end.reason.c_str());
  QCOMPARE(end.kind, Kind::interrupted);
}

void CurlTransportTlsTest::files_that_cannot_be_used_are_named() {
  const auto ca = authority("files");
  ScriptedServer server(ca->issue("server", kHere));
  HttpConnectionSettings settings;
  settings.ca_file = "/nowhere/ca.pem";
  const HttpEnd no_authority = bench_.get(server.url(), settings)->await_end();
  QVERIFY2(no_authority.reason.starts_with("the CA file `/nowhere/ca.pem` cannot be used"),
           no_authority.reason.c_str());
  QCOMPARE(no_authority.kind, Kind::unusable);

  settings = trusting(*ca);
  settings.client_certificate = "/nowhere/client.pem";
  const HttpEnd no_certificate = bench_.get(server.url(), settings)->await_end();
  QVERIFY2(no_certificate.reason.starts_with("the client certificate or its key cannot be used"),
           no_certificate.reason.c_str());
  QCOMPARE(no_certificate.kind, Kind::unusable);
}

void CurlTransportTlsTest::a_proxy_is_not_trusted_by_the_servers_ca_file() {
  const auto ca = authority("proxy");
  for (const char* subject : {"IP:127.0.0.1", "DNS:elsewhere.test"}) {
    ScriptedServer proxy(ca->issue("server", subject));
    HttpConnectionSettings settings = trusting(*ca);
    settings.proxy = proxy.origin();
    const auto exchange = bench_.get("https://shop.test/stream", settings);
    shake_hands(proxy);
    const HttpEnd end = exchange->await_end();
    const std::string reason =
        "the proxy's certificate is not trusted: nobody known here vouches for it; add its "
        "authority to those of the system";
    QCOMPARE(end.reason.substr(0, reason.size()), reason);
    QCOMPARE(end.kind, Kind::unusable);
    QCOMPARE(end.stage, HttpEnd::Stage::connection);
  }
}

void CurlTransportTlsTest::https_to_a_port_that_speaks_http_is_said() {
  ScriptedServer server;
  const auto exchange = bench_.get("https://127.0.0.1:" + std::to_string(server.port()) + "/");
  server.accept().send("HTTP/1.1 400 Bad Request\r\n\r\n");
  const HttpEnd end = exchange->await_end();
  QVERIFY2(end.reason.starts_with("the port does not speak TLS: is it http instead of https?"),
           end.reason.c_str());
  QCOMPARE(end.kind, Kind::interrupted);
}

QTEST_APPLESS_MAIN(CurlTransportTlsTest)
#include "curl_transport_tls_test.moc"
