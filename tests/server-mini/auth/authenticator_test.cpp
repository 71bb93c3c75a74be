#include "auth/authenticator.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QTest>
#include <chrono>

#include "auth/base64url.h"
#include "server-mini/auth/keys.h"

using namespace std::chrono_literals;
using namespace tidings::server;
using namespace tidings::test;

namespace {

const auto kNow = std::chrono::system_clock::time_point(1'300'000'000s);  // before RFC 7515's exp
constexpr std::string_view kSecret = "a secret of thirty-two bytes or so";

Authenticator with_secret() {
  return {{JwsKey::from_secret(kSecret).value()}, {}};
}

Authenticator with_rsa_key() {
  return {{JwsKey::from_public_pem(kRfcRsaPem).value()}, {}};
}

std::string join(std::string_view header, std::string_view payload, std::string_view signature) {
  return std::string(header) + '.' + std::string(payload) + '.' + std::string(signature);
}

/// A token with this header, correctly signed with HMAC by `secret`.
std::string token(std::string_view header, std::string_view secret,
                  std::string_view payload = R"({"sellerId":42})") {
  const std::string body = base64url_encode(header) + '.' + base64url_encode(payload);
  // sign_hs256 writes a header of its own: this one needs any header, so the signature is made over
  // it.
  const QByteArray mac = QMessageAuthenticationCode::hash(
      QByteArray::fromStdString(body), {secret.data(), static_cast<qsizetype>(secret.size())},
      QCryptographicHash::Sha256);
  return body + '.' + base64url_encode(mac.toStdString());
}

}  // namespace

/// A test for each attack.
class AuthenticatorTest : public QObject {
  Q_OBJECT

 private slots:
  void a_good_token_is_let_in() {
    const std::string good = "Bearer " + sign_hs256(R"({"sellerId":42})", kSecret);
    QVERIFY(with_secret().authenticate(good, kNow).ok());
  }

  void the_scheme_may_be_in_any_case() {
    const std::string good = sign_hs256(R"({"sellerId":42})", kSecret);
    for (const char* scheme : {"bearer ", "BEARER ", "Bearer  "})
      QVERIFY2(with_secret().authenticate(scheme + good, kNow).ok(), scheme);
  }

  void a_token_of_rfc_7515_is_let_in_until_it_expires() {
    const std::string rs256 = join(kRfcRs256Header, kRfcPayload, kRfcRs256Signature);
    QVERIFY(with_rsa_key().check(rs256, kNow).ok());
    const auto late = with_rsa_key().check(rs256, kNow + 819'380s);
    QVERIFY(!late.ok());
    QCOMPARE(late.error().message, std::string("it has expired"));
  }

  void another_scheme_is_refused_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("basic") << QByteArray("Basic YTpi");
    QTest::newRow("scheme alone") << QByteArray("Bearer");
    QTest::newRow("scheme and space") << QByteArray("Bearer ");
    QTest::newRow("no scheme") << QByteArray::fromStdString(sign_hs256("{}", kSecret));
    QTest::newRow("scheme with a tab")
        << QByteArray("Bearer\t") + QByteArray::fromStdString(sign_hs256("{}", kSecret));
  }
  void another_scheme_is_refused() {
    QFETCH(QByteArray, value);
    QVERIFY(!with_secret().authenticate(value.toStdString(), kNow).ok());
  }

  void alg_none_is_refused() {
    for (const char* name : {"none", "None", "NONE"}) {
      const std::string header = "{\"alg\":\"" + std::string(name) + "\"}";
      const std::string unsigned_token =
          join(base64url_encode(header), base64url_encode(R"({"sellerId":42})"), "");
      QVERIFY(!with_secret().check(unsigned_token, kNow).ok());
      QVERIFY(!with_rsa_key().check(unsigned_token, kNow).ok());
      QVERIFY(!with_secret().check(token(header, kSecret), kNow).ok());
    }
  }

  void hs256_signed_with_the_public_key_is_refused() {
    QVERIFY(!with_rsa_key().check(token(R"({"alg":"HS256"})", kRfcRsaPem), kNow).ok());
  }

  void the_header_must_name_the_key_s_algorithm_data() {
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("no alg") << QByteArray(R"({"typ":"JWT"})");
    QTest::newRow("RS256") << QByteArray(R"({"alg":"RS256"})");
    QTest::newRow("HS512") << QByteArray(R"({"alg":"HS512"})");
    QTest::newRow("small letters") << QByteArray(R"({"alg":"hs256"})");
    QTest::newRow("alg twice") << QByteArray(R"({"alg":"HS256","alg":"HS256"})");
    QTest::newRow("alg a list") << QByteArray(R"({"alg":["HS256"]})");
    QTest::newRow("no JSON") << QByteArray("HS256");
    QTest::newRow("an array") << QByteArray(R"(["HS256"])");
    QTest::newRow("unknown extension")
        << QByteArray(R"({"alg":"HS256","crit":["b64"],"b64":false})");
  }
  void the_header_must_name_the_key_s_algorithm() {
    QFETCH(QByteArray, header);
    QVERIFY(!with_secret().check(token(header.toStdString(), kSecret), kNow).ok());
  }

  void a_token_of_another_secret_is_refused() {
    QVERIFY(!with_secret().check(sign_hs256(R"({"sellerId":42})", "other"), kNow).ok());
  }

  void a_tampered_token_is_refused_wherever_it_was_changed() {
    const std::string good = sign_hs256(R"({"sellerId":42})", kSecret);
    const Authenticator authenticator = with_secret();
    for (std::size_t i = 0; i < good.size(); ++i) {
      std::string changed = good;
      changed[i] = changed[i] == 'A' ? 'B' : 'A';
      QVERIFY2(!authenticator.check(changed, kNow).ok(), qPrintable(QString::number(i)));
    }
  }

  void a_huge_token_is_refused_unread() {
    const std::string payload = "{\"x\":\"" + std::string(kMaxTokenSize, 'x') + "\"}";
    const auto identity = with_secret().check(sign_hs256(payload, kSecret), kNow);
    QVERIFY(!identity.ok());
    QVERIFY(identity.error().message.find("longer than") != std::string::npos);
  }

  void a_refusal_never_holds_a_part_of_the_token() {
    const std::string bad = sign_hs256(R"({"sellerId":42,"secret":"hunter2"})", "other");
    const auto identity = with_secret().authenticate("Bearer " + bad, kNow);
    QVERIFY(!identity.ok());
    QVERIFY(identity.error().message.find("hunter2") == std::string::npos);
    QVERIFY(identity.error().message.find(bad.substr(0, 10)) == std::string::npos);
  }

  void any_of_several_keys_will_do() {
    const Authenticator both{
        {JwsKey::from_secret("old").value(), JwsKey::from_secret("new").value()}, {}};
    QVERIFY(both.check(sign_hs256("{}", "old"), kNow).ok());
    QVERIFY(both.check(sign_hs256("{}", "new"), kNow).ok());
    QVERIFY(!both.check(sign_hs256("{}", "newer"), kNow).ok());
  }

  void replaced_keys_count_no_longer() {
    Authenticator authenticator = with_secret();
    const std::string old_token = sign_hs256("{}", kSecret);
    authenticator.replace_keys({JwsKey::from_secret("new").value()});
    QVERIFY(!authenticator.check(old_token, kNow).ok());
    QVERIFY(authenticator.check(sign_hs256("{}", "new"), kNow).ok());
  }

  void what_was_good_before_is_refused_once_its_key_is_replaced_or_its_time_is_up() {
    Authenticator authenticator = with_secret();
    const std::string token =
        "Bearer " + sign_hs256(R"({"scope":"publish","exp":1300000010})", kSecret);
    QVERIFY(authenticator.authenticate(token, kNow).ok());
    QVERIFY(authenticator.authenticate(token, kNow + 9s).ok());
    const auto late = authenticator.authenticate(token, kNow + 10s);
    QVERIFY(!late.ok());
    QVERIFY(late.error().message.find("expired") != std::string::npos);
    authenticator.replace_keys({JwsKey::from_secret("new").value()});
    QVERIFY(!authenticator.authenticate(token, kNow).ok());
  }
};

QTEST_GUILESS_MAIN(AuthenticatorTest)
#include "authenticator_test.moc"
