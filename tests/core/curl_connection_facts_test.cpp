// What the real transport tells of how the server was reached, and at which stage it was not.
#include <QTemporaryDir>
#include <QtTest>

#include "conformance/harness/certificates.h"
#include "conformance/harness/scripted_server.h"
#include "core/transport_bench.h"
#include "support/std_strings.h"

using namespace tidings;
using conformance::CertificateAuthority;
using conformance::ScriptedServer;
using test::TransportBench;
using Stage = HttpEnd::Stage;
using Words = std::vector<std::string>;

namespace {

HttpRequest asking(const std::string& url) {
  HttpRequest request;
  request.url = url;
  request.connection_facts = true;
  return request;
}

}  // namespace

class CurlConnectionFactsTest : public QObject {
  Q_OBJECT

 private slots:
  void are_told_once_before_the_head() {
    ScriptedServer server;
    const auto exchange = bench_.start(asking(server.url()));
    server.await_request().respond(200);
    exchange->await_end();
    QCOMPARE(exchange->calls(), (Words{"connection", "head", "end"}));
    const HttpConnectionFacts facts = exchange->connection();
    QCOMPARE(facts.address, std::string("127.0.0.1"));
    QCOMPARE(facts.port, server.port());
    QVERIFY(facts.name_resolved && facts.connected && !facts.secured && !facts.certificate);
    QVERIFY(*facts.name_resolved <= *facts.connected);
  }

  void are_known_while_no_answer_comes() {
    ScriptedServer server;
    const auto exchange = bench_.start(asking(server.url()));
    server.await_request();
    QCOMPARE(exchange->calls(), Words{"connection"});
  }

  void are_told_only_on_request() {
    ScriptedServer server;
    const auto exchange = bench_.get(server.url());
    server.await_request().respond(200);
    exchange->await_end();
    QCOMPARE(exchange->calls(), (Words{"head", "end"}));
  }

  void show_the_server_s_certificate() {
    const CertificateAuthority authority(folder_.path().toStdString());
    ScriptedServer server(authority.issue("shop", "IP:127.0.0.1"));
    HttpRequest request = asking(server.url());
    request.connection.ca_file = authority.file();
    const auto exchange = bench_.start(request);
    server.await_request().respond(200);
    exchange->await_end();
    const HttpConnectionFacts facts = exchange->connection();
    QVERIFY(facts.secured && *facts.connected <= *facts.secured);
    QVERIFY(facts.certificate.has_value());
    QCOMPARE(facts.certificate->subject, std::string("CN = shop"));
    QCOMPARE(facts.certificate->issuer, std::string("CN = Scripted CA"));
    const auto lasts = *facts.certificate->expires - *facts.certificate->valid_from;
    QCOMPARE(std::chrono::duration_cast<std::chrono::hours>(lasts).count(), 48);
  }

  void a_connection_alone_sends_nothing() {
    ScriptedServer server;
    HttpRequest request = asking(server.url());
    request.connect_only = true;
    const auto exchange = bench_.start(request);
    server.accept();
    QVERIFY(exchange->await_end().kind == HttpEnd::Kind::complete);
    QCOMPARE(exchange->calls(), (Words{"connection", "end"}));
    exchange->drop();
    server.require_no_further_request();
  }

  void a_failure_names_its_stage() {
    ScriptedServer refusing{ScriptedServer::Refusing{}};
    const auto refused = bench_.start(asking(refusing.url()));
    QVERIFY(refused->await_end().stage == Stage::connection);
    QCOMPARE(refused->calls(), (Words{"connection", "end"}));
    QVERIFY(!refused->connection().connected);

    ScriptedServer plain;
    const auto no_tls =
        bench_.start(asking("https://127.0.0.1:" + std::to_string(plain.port()) + "/"));
    plain.accept().send("HTTP/1.1 400 Bad Request\r\n\r\n");
    QVERIFY(no_tls->await_end().stage == Stage::tls);

    ScriptedServer closing;
    const auto cut = bench_.start(asking(closing.url()));
    closing.await_request().close();
    QVERIFY(cut->await_end().stage == Stage::exchange);
  }

 private:
  TransportBench bench_;
  QTemporaryDir folder_;
};

QTEST_GUILESS_MAIN(CurlConnectionFactsTest)
#include "curl_connection_facts_test.moc"
