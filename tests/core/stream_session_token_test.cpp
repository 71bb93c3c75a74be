#include <QtTest>

#include "base64.h"
#include "session_bench.h"

using namespace tidings;
using namespace std::chrono_literals;
using test::SessionBench;
using test::stream_settings;

namespace {

std::string base64url(const std::string& bytes) {
  const QByteArray encoded = QByteArray::fromStdString(bytes).toBase64(
      QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
  return encoded.toStdString();
}

std::string jwt_expiring_at(WallTime time) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch());
  return base64url(R"({"alg":"HS256"})") + "." +
         base64url(R"({"sellerId":42,"exp":)" + std::to_string(seconds.count()) + "}") + ".c2ln";
}

StreamSettings with_token(TokenSource token) {
  StreamSettings settings = stream_settings();
  settings.token = std::move(token);
  return settings;
}

}  // namespace

/// Bearer tokens over a stream's life.
class StreamSessionTokenTest : public QObject {
  Q_OBJECT

 private slots:
  void is_sent_as_bearer();
  void is_fetched_once_and_kept();
  void a_fixed_token_that_is_refused_ends_the_stream();
  void a_401_is_answered_with_one_fresh_token_and_the_position_is_kept();
  void a_second_401_in_a_row_ends_the_stream();
  void a_401_after_a_good_connection_gets_a_fresh_token_again();
  void nothing_to_begin_with_ends_the_stream();
  void nothing_later_is_a_failed_try();
  void a_jwt_about_to_expire_is_renewed_before_the_request();
  void credentials_of_the_url_become_basic_authorization();
  void a_header_of_the_users_own_wins();
};

void StreamSessionTokenTest::is_sent_as_bearer() {
  SessionBench stream(with_token(TokenValue{"t0k"}));
  stream.start();
  QCOMPARE(stream.requests.size(), 0U);
  stream.give_token("t0k");
  QCOMPARE(stream.sent("Authorization"), "Bearer t0k");
}

void StreamSessionTokenTest::is_fetched_once_and_kept() {
  SessionBench stream(with_token(TokenFile{"/token"}));
  stream.start();
  stream.give_token("t0k");
  stream.cut();
  stream.pass_to_deadline();
  QCOMPARE(stream.token_fetches, 1);
  QCOMPARE(stream.sent("Authorization"), "Bearer t0k");
}

void StreamSessionTokenTest::a_fixed_token_that_is_refused_ends_the_stream() {
  SessionBench stream(with_token(TokenValue{"t0k"}));
  stream.start();
  stream.give_token("t0k");
  stream.answer(401,
                {{"WWW-Authenticate",
                  R"(Bearer error="invalid_token", error_description="the token has expired")"}});
  QCOMPARE(stream.take_log().last(),
           "end not_authorized: the server answered 401 (not authorized): the token has expired");
}

void StreamSessionTokenTest::a_401_is_answered_with_one_fresh_token_and_the_position_is_kept() {
  SessionBench stream(with_token(TokenCommand{"print-token"}));
  stream.start();
  stream.give_token("old");
  stream.open();
  stream.send("id: 5\ndata: x\n\n");
  stream.cut();
  stream.pass_to_deadline();
  stream.answer(401);
  QCOMPARE(stream.token_fetches, 2);
  stream.give_token("new");
  QCOMPARE(stream.sent("Authorization"), "Bearer new");
  QCOMPARE(stream.sent("Last-Event-ID"), "5");
  stream.open();
  QCOMPARE(stream.take_log().last(), "open");
}

void StreamSessionTokenTest::a_second_401_in_a_row_ends_the_stream() {
  SessionBench stream(with_token(TokenFile{"/token"}));
  stream.start();
  stream.give_token("a");
  stream.answer(401);
  stream.give_token("b");
  stream.answer(401);
  QCOMPARE(stream.token_fetches, 2);
  QVERIFY(stream.take_log().last().startsWith("end not_authorized"));
}

void StreamSessionTokenTest::a_401_after_a_good_connection_gets_a_fresh_token_again() {
  SessionBench stream(with_token(TokenFile{"/token"}));
  stream.start();
  stream.give_token("a");
  for (int round = 0; round < 3; ++round) {
    stream.answer(401);
    stream.give_token("b");
    stream.open();
    stream.send("data: x\n\n");
    stream.cut();
    stream.pass_to_deadline();
  }
  QVERIFY(!stream.session.finished());
}

void StreamSessionTokenTest::nothing_to_begin_with_ends_the_stream() {
  SessionBench stream(with_token(TokenFile{"/token"}));
  stream.start();
  stream.fail_token("no token from the file `/token`: it gave no token");
  QCOMPARE(stream.take_log(),
           QStringList("end not_authorized: no token from the file `/token`: it gave no token"));
}

void StreamSessionTokenTest::nothing_later_is_a_failed_try() {
  SessionBench stream(with_token(TokenFile{"/token"}));
  stream.start();
  stream.give_token("a");
  stream.answer(401);
  stream.fail_token("it gave no token");
  QCOMPARE(stream.take_log().last(), "wait 3000: it gave no token");
  stream.pass_to_deadline();
  QCOMPARE(stream.token_fetches, 3);
  stream.give_token("b");
  QCOMPARE(stream.sent("Authorization"), "Bearer b");
}

void StreamSessionTokenTest::a_jwt_about_to_expire_is_renewed_before_the_request() {
  SessionBench stream(with_token(TokenFile{"/token"}));
  stream.start();
  stream.give_token(jwt_expiring_at(stream.now().wall + 60s));
  stream.open();
  stream.send("data: x\n\n");
  stream.pass(20s);
  stream.cut();
  stream.pass_to_deadline();
  QCOMPARE(stream.token_fetches, 1);
  stream.open();
  stream.send("data: x\n\n");
  stream.pass(10s);
  stream.cut();
  stream.pass_to_deadline();
  QCOMPARE(stream.token_fetches, 2);
}

void StreamSessionTokenTest::credentials_of_the_url_become_basic_authorization() {
  SessionBench stream(stream_settings("http://user:p%40ss@shop.example/s"));
  stream.start();
  QCOMPARE(stream.sent("Authorization"), "Basic " + to_base64("user:p@ss"));
  QCOMPARE(stream.last_request().url, "http://shop.example/s");
  QVERIFY(!stream.take_log().join(' ').contains("ss@"));
}

void StreamSessionTokenTest::a_header_of_the_users_own_wins() {
  StreamSettings settings = with_token(TokenValue{"t0k"});
  settings.headers = {{"authorization", "Token mine"}, {"Accept", "*/*"}};
  SessionBench stream(settings);
  stream.start();
  stream.give_token("t0k");
  QCOMPARE(stream.sent("Authorization"), "Token mine");
  QCOMPARE(stream.sent("Accept"), "*/*");
}

QTEST_APPLESS_MAIN(StreamSessionTokenTest)
#include "stream_session_token_test.moc"
