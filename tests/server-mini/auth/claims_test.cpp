#include "auth/claims.h"

#include <QTest>
#include <chrono>

using namespace std::chrono_literals;
using namespace tidings::server;

namespace {

const auto kNow = std::chrono::system_clock::time_point(1'800'000'000s);

tidings::Result<Identity> check(const QByteArray& payload, const ClaimDemands& demands = {}) {
  return check_claims(payload.toStdString(), demands, kNow);
}

void expect_refusal(const QByteArray& payload, const ClaimDemands& demands,
                    const QByteArray& reason) {
  const auto identity = check(payload, demands);
  QVERIFY(!identity.ok());
  QVERIFY2(identity.error().message.find(reason.toStdString()) != std::string::npos,
           identity.error().message.c_str());
}

}  // namespace

/// RFC 7519, section 4: claims as a pure function of their text and the moment.
class ClaimsTest : public QObject {
  Q_OBJECT

 private slots:
  void a_full_token_says_who_and_what() {
    const auto identity =
        check(R"({"sub":"shop","sellerId":42,"scope":"read publish","exp":1800000060})");
    QVERIFY(identity.ok());
    QCOMPARE(identity->subject, std::string("shop"));
    QCOMPARE(identity->seller->json(), std::string("42"));
    QVERIFY(identity->has_scope("publish"));
    QVERIFY(identity->has_scope("read"));
    QVERIFY(!identity->has_scope("pub"));
    QVERIFY(identity->expires == kNow + 60s);
  }

  void an_empty_token_gives_no_right() {
    const auto identity = check("{}");
    QVERIFY(identity.ok());
    QVERIFY(!identity->seller);
    QVERIFY(identity->scopes.empty());
    QVERIFY(!identity->expires);
  }

  void the_seller_is_an_integer_or_a_string_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("seller");
    QTest::newRow("integer") << QByteArray("42") << QByteArray("42");
    QTest::newRow("the same as a string") << QByteArray("\"42\"") << QByteArray("42");
    QTest::newRow("largest") << QByteArray("9223372036854775807")
                             << QByteArray("9223372036854775807");
    QTest::newRow("negative") << QByteArray("-1") << QByteArray("-1");
    QTest::newRow("string") << QByteArray("\"acme\"") << QByteArray("\"acme\"");
    QTest::newRow("leading zero is another") << QByteArray("\"042\"") << QByteArray("\"042\"");
  }
  void the_seller_is_an_integer_or_a_string() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, seller);
    const auto identity = check("{\"sellerId\":" + value + "}");
    QVERIFY(identity.ok());
    QCOMPARE(QByteArray::fromStdString(identity->seller->json()), seller);
  }

  void the_seller_s_claim_can_have_another_name() {
    ClaimDemands demands;
    demands.seller_claim = "shop";
    const auto identity = check(R"({"shop":7,"sellerId":42})", demands);
    QVERIFY(identity.ok());
    QCOMPARE(identity->seller->json(), std::string("7"));
  }

  void a_bad_claim_is_refused_by_name_data() {
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("reason");
    const auto row = [](const char* name, const char* payload, const char* reason) {
      QTest::newRow(name) << QByteArray(payload) << QByteArray(reason);
    };
    row("no JSON", "hello", "not a JSON object");
    row("an array", "[]", "not a JSON object");
    row("cut off", R"({"sub":"x")", "not a JSON object");
    row("a member twice", R"({"sellerId":1,"sellerId":2})", "twice");
    row("a member twice, one escaped", R"({"sellerId":1,"seller\u0049d":2})", "twice");
    row("seller with a fraction", R"({"sellerId":1.5})", "sellerId");
    row("seller beyond 64 bits", R"({"sellerId":9223372036854775808})", "sellerId");
    row("seller null", R"({"sellerId":null})", "sellerId");
    row("seller empty", R"({"sellerId":""})", "sellerId");
    row("seller an object", R"({"sellerId":{}})", "sellerId");
    row("seller with a control character", R"({"sellerId":"a\u0000b"})", "sellerId");
    row("scope a list", R"({"scope":["publish"]})", "scope");
    row("subject a number", R"({"sub":1})", "sub");
    row("exp a string", R"({"exp":"1900000000"})", "exp");
    row("exp null", R"({"exp":null})", "exp");
    row("nbf true", R"({"nbf":true})", "nbf");
    row("iat an object", R"({"iat":{}})", "iat");
  }
  void a_bad_claim_is_refused_by_name() {
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, reason);
    expect_refusal(payload, {}, reason);
  }

  void times_are_checked_to_the_second_data() {
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("leeway");
    QTest::addColumn<QByteArray>("reason");
    const auto row = [](const char* name, const char* payload, int leeway, const char* reason) {
      QTest::newRow(name) << QByteArray(payload) << leeway << QByteArray(reason);
    };
    row("expires in a second", R"({"exp":1800000001})", 0, "");
    row("expires now", R"({"exp":1800000000})", 0, "expired");
    row("expired, within the leeway", R"({"exp":1799999991})", 10, "");
    row("expired, at the end of the leeway", R"({"exp":1799999990})", 10, "expired");
    row("expires in half a second", R"({"exp":1800000000.5})", 0, "");
    row("expired long ago", R"({"exp":0})", 0, "expired");
    row("expired before 1970", R"({"exp":-1e300})", 0, "expired");
    row("expires in the far future", R"({"exp":1e300})", 0, "");
    row("valid from now", R"({"nbf":1800000000})", 0, "");
    row("valid from the next second", R"({"nbf":1800000001})", 0, "not valid yet");
    row("valid soon, within the leeway", R"({"nbf":1800000010})", 10, "");
    row("issued by a clock a little ahead", R"({"iat":1800000060})", 0, "");
    row("issued in the future", R"({"iat":1800000061})", 0, "future");
  }
  void times_are_checked_to_the_second() {
    QFETCH(QByteArray, payload);
    QFETCH(int, leeway);
    QFETCH(QByteArray, reason);
    ClaimDemands demands;
    demands.leeway = std::chrono::seconds(leeway);
    if (!reason.isEmpty())
      return expect_refusal(payload, demands, reason);
    const auto identity = check(payload, demands);
    QVERIFY2(identity.ok(), identity.ok() ? "" : identity.error().message.c_str());
  }

  void the_leeway_counts_for_when_a_stream_ends() {
    ClaimDemands demands;
    demands.leeway = 10s;
    QVERIFY(check(R"({"exp":1800000005})", demands)->expires == kNow + 15s);
  }

  void issuer_and_audience_must_be_those_demanded_data() {
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("reason");
    const auto row = [](const char* name, const char* payload, const char* reason) {
      QTest::newRow(name) << QByteArray(payload) << QByteArray(reason);
    };
    row("both right", R"({"iss":"idp","aud":"tidings"})", "");
    row("one of several audiences", R"({"iss":"idp","aud":["x","tidings"]})", "");
    row("no issuer", R"({"aud":"tidings"})", "issuer");
    row("another issuer", R"({"iss":"idp2","aud":"tidings"})", "issuer");
    row("issuer in a list", R"({"iss":["idp"],"aud":"tidings"})", "issuer");
    row("no audience", R"({"iss":"idp"})", "audience");
    row("another audience", R"({"iss":"idp","aud":"other"})", "audience");
    row("none of the audiences", R"({"iss":"idp","aud":["x","y"]})", "audience");
    row("no audience at all", R"({"iss":"idp","aud":[]})", "audience");
    row("audience a number", R"({"iss":"idp","aud":1})", "audience");
  }
  void issuer_and_audience_must_be_those_demanded() {
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, reason);
    ClaimDemands demands;
    demands.issuer = "idp";
    demands.audience = "tidings";
    if (!reason.isEmpty())
      return expect_refusal(payload, demands, reason);
    QVERIFY(check(payload, demands).ok());
  }
};

QTEST_GUILESS_MAIN(ClaimsTest)
#include "claims_test.moc"
