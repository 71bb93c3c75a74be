#include "auth/jws.h"

#include <QTest>

#include "auth/base64url.h"
#include "server-mini/auth/keys.h"

using namespace tidings::server;
using namespace tidings::test;

namespace {

QByteArray bytes(std::string_view text) {
  return {text.data(), static_cast<qsizetype>(text.size())};
}

JwsKey rfc_key(JwsAlgorithm algorithm) {
  if (algorithm == JwsAlgorithm::HS256)
    return JwsKey::from_secret(base64url_decode(kRfcSecretBase64url).value()).value();
  return JwsKey::from_public_pem(algorithm == JwsAlgorithm::RS256 ? kRfcRsaPem : kRfcEcPem).value();
}

std::string rfc_token(JwsAlgorithm algorithm) {
  const auto join = [](std::string_view header, std::string_view signature) {
    return std::string(header) + '.' + std::string(kRfcPayload) + '.' + std::string(signature);
  };
  switch (algorithm) {
    case JwsAlgorithm::HS256:
      return join(kRfcHs256Header, kRfcHs256Signature);
    case JwsAlgorithm::RS256:
      return join(kRfcRs256Header, kRfcRs256Signature);
    case JwsAlgorithm::ES256:
      return join(kRfcEs256Header, kRfcEs256Signature);
  }
  return {};
}

bool verifies(const JwsKey& key, const std::string& token) {
  const auto parts = split_jws(token);
  return parts.ok() && key.verify(parts->signing_input, parts->signature);
}

void add_algorithms() {
  QTest::addColumn<JwsAlgorithm>("algorithm");
  QTest::newRow("HS256") << JwsAlgorithm::HS256;
  QTest::newRow("RS256") << JwsAlgorithm::RS256;
  QTest::newRow("ES256") << JwsAlgorithm::ES256;
}

}  // namespace

/// RFC 7515, appendix A, and what differs from it by little.
class JwsTest : public QObject {
  Q_OBJECT

 private slots:
  void the_standard_s_example_verifies_data() { add_algorithms(); }
  void the_standard_s_example_verifies() {
    QFETCH(JwsAlgorithm, algorithm);
    QCOMPARE(rfc_key(algorithm).algorithm(), algorithm);
    QVERIFY(verifies(rfc_key(algorithm), rfc_token(algorithm)));
  }

  void every_changed_bit_of_the_signature_is_seen_data() { add_algorithms(); }
  void every_changed_bit_of_the_signature_is_seen() {
    QFETCH(JwsAlgorithm, algorithm);
    const JwsKey key = rfc_key(algorithm);
    const std::string token = rfc_token(algorithm);
    const CompactJws parts = split_jws(token).value();
    for (std::size_t bit = 0; bit < parts.signature.size() * 8; ++bit) {
      std::string signature = parts.signature;
      signature[bit / 8] = static_cast<char>(signature[bit / 8] ^ (1 << bit % 8));
      QVERIFY2(!key.verify(parts.signing_input, signature), qPrintable(QString::number(bit)));
    }
  }

  void a_changed_payload_is_seen_data() { add_algorithms(); }
  void a_changed_payload_is_seen() {
    QFETCH(JwsAlgorithm, algorithm);
    std::string token = rfc_token(algorithm);
    const std::size_t payload = token.find('.') + 1;
    token[payload] = token[payload] == 'e' ? 'f' : 'e';
    QVERIFY(!verifies(rfc_key(algorithm), token));
  }

  void a_signature_of_another_length_is_refused_data() { add_algorithms(); }
  void a_signature_of_another_length_is_refused() {
    QFETCH(JwsAlgorithm, algorithm);
    const JwsKey key = rfc_key(algorithm);
    const std::string token = rfc_token(algorithm);
    const CompactJws parts = split_jws(token).value();
    QVERIFY(!key.verify(parts.signing_input, ""));
    QVERIFY(!key.verify(parts.signing_input, parts.signature + '\0'));
    QVERIFY(!key.verify(parts.signing_input, parts.signature.substr(1)));
    QVERIFY(
        !key.verify(parts.signing_input, parts.signature.substr(0, parts.signature.size() - 1)));
  }

  void an_ecdsa_signature_of_zeros_is_refused() {
    const std::string token = rfc_token(JwsAlgorithm::ES256);
    const CompactJws parts = split_jws(token).value();
    QVERIFY(!rfc_key(JwsAlgorithm::ES256).verify(parts.signing_input, std::string(64, '\0')));
  }

  void what_is_signed_verifies_and_reads_back() {
    const std::string token = sign_hs256(R"({"sub":"x"})", "secret");
    QVERIFY(verifies(JwsKey::from_secret("secret").value(), token));
    QVERIFY(!verifies(JwsKey::from_secret("secreu").value(), token));
    const CompactJws parts = split_jws(token).value();
    QCOMPARE(bytes(parts.header), R"({"alg":"HS256","typ":"JWT"})");
    QCOMPARE(bytes(parts.payload), R"({"sub":"x"})");
  }

  void text_that_is_no_token_is_refused_data() {
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("one part") << QByteArray("YQ");
    QTest::newRow("two parts") << QByteArray("YQ.YQ");
    QTest::newRow("four parts") << QByteArray("YQ.YQ.YQ.YQ");
    QTest::newRow("padding") << QByteArray("YQ.YQ.YQ==");
    QTest::newRow("stray bits in the header") << QByteArray("YR.YQ.YQ");
    QTest::newRow("stray bits in the payload") << QByteArray("YQ.YR.YQ");
    QTest::newRow("stray bits in the signature") << QByteArray("YQ.YQ.YR");
    QTest::newRow("space") << QByteArray("YQ.YQ.YQ ");
  }
  void text_that_is_no_token_is_refused() {
    QFETCH(QByteArray, token);
    QVERIFY(!split_jws(token.toStdString()).ok());
  }

  void a_key_that_is_none_is_refused_with_the_reason_data() {
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("empty") << QByteArray() << QByteArray("no public key in PEM");
    QTest::newRow("garbage") << QByteArray("hello") << QByteArray("no public key in PEM");
    QTest::newRow("private key") << QByteArray("-----BEGIN PRIVATE KEY-----\n")
                                 << QByteArray("holds a private key");
    QTest::newRow("short RSA key") << bytes(kShortRsaPem) << QByteArray("1024 bits");
    QTest::newRow("another curve") << bytes(kP384Pem) << QByteArray("neither RSA");
  }
  void a_key_that_is_none_is_refused_with_the_reason() {
    QFETCH(QByteArray, pem);
    QFETCH(QByteArray, reason);
    const auto key = JwsKey::from_public_pem(pem.toStdString());
    QVERIFY(!key.ok());
    QVERIFY2(key.error().message.find(reason.toStdString()) != std::string::npos,
             key.error().message.c_str());
  }

  void an_empty_secret_is_refused() { QVERIFY(!JwsKey::from_secret("").ok()); }
};

QTEST_GUILESS_MAIN(JwsTest)
#include "jws_test.moc"
