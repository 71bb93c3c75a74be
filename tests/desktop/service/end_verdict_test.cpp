// What the end of a stream means to the user.
#include "service/end_verdict.h"

#include <QTest>

using namespace tidings;
using namespace tidings::desktop;

namespace {

constexpr bool kNew = false;
constexpr bool kWasConnected = true;

Profile profile(const std::string& stream) {
  Profile result;
  result.name = "shop";
  result.stream = stream;
  return result;
}

StreamEnd unusable(int status, const std::string& url, const std::string& type) {
  return {StreamEnd::Kind::unusable, "the server answered", status, url, type};
}

}  // namespace

class EndVerdictTest : public QObject {
  Q_OBJECT

 private slots:
  void html_over_http_is_a_captive_portal() {
    const Profile shop = profile("http://shop.example/v1/stream");
    const auto verdict =
        judge_end(unusable(200, shop.stream, "text/html; charset=utf-8"), shop, kNew);
    QCOMPARE(verdict.action, NeededAction::log_in_to_network);
    QVERIFY(verdict.certain);
    QVERIFY(verdict.retry);
  }
  void html_from_another_host_is_a_captive_portal() {
    const Profile shop = profile("https://shop.example/v1/stream");
    QCOMPARE(
        judge_end(unusable(200, "https://login.hotel.example/", "text/html"), shop, kNew).action,
        NeededAction::log_in_to_network);
  }
  void a_refused_redirect_to_another_host_is_a_captive_portal() {
    const Profile shop = profile("https://shop.example/v1/stream");
    QCOMPARE(judge_end(unusable(302, "http://login.hotel.example/", ""), shop, kNew).action,
             NeededAction::log_in_to_network);
  }
  void html_from_the_proved_server_is_a_wrong_address() {
    const Profile shop = profile("https://shop.example/");
    const auto verdict = judge_end(unusable(200, shop.stream, "text/html"), shop, kNew);
    QCOMPARE(verdict.action, NeededAction::mend_settings);
    QVERIFY(verdict.sentence.contains("web page"));
  }
  void a_refused_token_is_asked_for_once_and_not_tried_again() {
    Profile shop = profile("https://shop.example/v1/stream");
    shop.token = TokenValue{"secret"};
    const StreamEnd end{StreamEnd::Kind::not_authorized, "401", 401, shop.stream, ""};
    const auto verdict = judge_end(end, shop, kWasConnected);
    QCOMPARE(verdict.action, NeededAction::enter_token);
    QVERIFY(verdict.certain);
    QVERIFY(!verdict.retry);
    QVERIFY(!verdict.sentence.contains("secret"));
  }
  void a_token_that_renews_itself_is_tried_again() {
    Profile shop = profile("https://shop.example/v1/stream");
    shop.token = TokenCommand{"print-token"};
    const StreamEnd end{StreamEnd::Kind::not_authorized, "401", 401, shop.stream, ""};
    QVERIFY(judge_end(end, shop, kNew).retry);
  }
  void what_worked_before_may_be_a_server_in_the_middle_of_a_change() {
    const Profile shop = profile("https://shop.example/v1/stream");
    const StreamEnd end = unusable(404, shop.stream, "text/plain");
    QVERIFY(judge_end(end, shop, kNew).certain);
    const auto verdict = judge_end(end, shop, kWasConnected);
    QVERIFY(!verdict.certain);
    QVERIFY(verdict.retry);
  }
};

QTEST_APPLESS_MAIN(EndVerdictTest)
#include "end_verdict_test.moc"
