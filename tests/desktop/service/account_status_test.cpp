// What is said of an account while its server behaves in all the ways that servers do.
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include "desktop/service/service_scene.h"
#include "support/scripted_server.h"
#include "support/tidings_server.h"

using namespace tidings::desktop;
using namespace tidings::test;
using namespace std::chrono_literals;

namespace {

constexpr int kPatience = 30'000;
const QString kShop = QStringLiteral("shop");

QString stream_line(const QString& url) {
  return QStringLiteral("stream = \"%1\"").arg(url);
}

}  // namespace

class AccountStatusTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<ServiceScene> scene_;

 private slots:
  void init() { scene_ = std::make_unique<ServiceScene>(); }
  void cleanup() { scene_.reset(); }

  void a_server_that_is_not_there_is_offline_after_the_grace() {
    scene_->add_profile(kShop, {stream_line("http://127.0.0.1:1/v1/stream"), "retry = \"50ms\""});
    scene_->start(300ms);
    QCOMPARE(scene_->status(kShop).state, AccountState::connecting);
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status(kShop).state, AccountState::offline, kPatience);
    QVERIFY(!scene_->status(kShop).detail.isEmpty());
    QCOMPARE(scene_->service().overall_state(), AccountState::offline);
  }

  void a_refused_token_is_one_clear_request() {
    TidingsServer server;
    QVERIFY2(server.start(), server.report());
    scene_->add_profile(kShop, profile_lines(server.stream_url(), "not-a-token"));
    scene_->start();
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status(kShop).state, AccountState::action_needed, kPatience);
    QCOMPARE(scene_->status(kShop).action, NeededAction::enter_token);
    QVERIFY(!scene_->status(kShop).detail.contains("not-a-token"));

    QSignalSpy stored(&scene_->service(), &AccountService::token_stored);
    scene_->service().set_token(kShop, server.seller_token(7));
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status(kShop).state, AccountState::connected, kPatience);
    QCOMPARE(stored.size(), 1);
  }

  void a_token_that_expires_is_asked_for() {
    ScriptedServer server([](const QByteArray&, int number) {
      return number == 1 ? ScriptedServer::Answer{ScriptedServer::stream("retry: 50\n\n"), true}
                         : ScriptedServer::status("401 Unauthorized");
    });
    scene_->add_profile(kShop, profile_lines(server.url() + "/v1/stream", "old"));
    scene_->start();
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status(kShop).action, NeededAction::enter_token, kPatience);
    QCOMPARE(scene_->status(kShop).state, AccountState::action_needed);
  }

  void a_captive_portal_is_recognised_and_tried_again() {
    ScriptedServer portal(ScriptedServer::status("200 OK", "Content-Type: text/html\r\n",
                                                 "<html><body>Log in, please</body></html>"));
    scene_->add_profile(kShop, {stream_line(portal.url() + "/v1/stream")});
    scene_->start();
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status(kShop).action, NeededAction::log_in_to_network,
                              kPatience);
    const auto before = portal.requests().size();
    scene_->service().reconnect_now();
    QTRY_VERIFY_WITH_TIMEOUT(portal.requests().size() > before, kPatience);
  }

  void a_redirect_to_a_login_page_is_a_captive_portal() {
    ScriptedServer login(
        ScriptedServer::status("200 OK", "Content-Type: text/html\r\n", "<html></html>"));
    ScriptedServer server(
        ScriptedServer::status("302 Found", "Location: " + login.url().toUtf8() + "/login\r\n"));
    scene_->add_profile(kShop, profile_lines(server.url() + "/v1/stream", "secret"));
    scene_->start();
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status(kShop).action, NeededAction::log_in_to_network,
                              kPatience);
    for (const QByteArray& request : login.requests()) {
      QVERIFY(!request.contains("secret"));
    }
  }

  void whatever_a_server_sends_the_account_goes_on() {
    const QByteArray bad =
        "data: <script>alert(1)</script>\n\n"
        "data: {\"title\":\"\\u0000\\u001b[2J\"}\n\n"
        "data: " +
        QByteArray(10'000, '[') +
        "\n\n"
        "data: {\"id\":1,\"title\":[]}\n\n"
        "event: read\ndata: nonsense\n\n"
        "event: gap\ndata: \n\n"
        "data: \xff\xfe\xc0\n\n"
        "id: " +
        QByteArray(5000, 'i') +
        "\ndata: {\"title\":\"x\",\"url\":\"javascript:1\"}\n\n"
        "data: {\"title\":\"last\"}\n\n";
    ScriptedServer server(ScriptedServer::Answer{ScriptedServer::stream(bad), false});
    scene_->add_profile(kShop, {stream_line(server.url() + "/v1/stream"), "preset = \"tidings\""});
    scene_->start();
    // The API of such a server is no better: the kept history is given up, the stream is not.
    QTRY_VERIFY_WITH_TIMEOUT(scene_->titles().contains("last"), kPatience);
    QCOMPARE(scene_->status(kShop).state, AccountState::connected);
    QCOMPARE(scene_->entries.size(), std::size_t{7});
  }

  void a_profile_added_by_another_program_is_followed_at_once_and_the_others_go_on() {
    TidingsServer server;
    QVERIFY2(server.start(), server.report());
    scene_->add_profile(kShop, profile_lines(server.stream_url(), server.seller_token(7)));
    scene_->start();
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status(kShop).state, AccountState::connected, kPatience);
    QSignalSpy changes(&scene_->service(), &AccountService::status_changed);
    scene_->add_profile("other", profile_lines(server.stream_url(), server.seller_token(8)));
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status("other").state, AccountState::connected, kPatience);
    for (const auto& change : changes) {
      QCOMPARE(change[0].toString(), QString("other"));
    }
    scene_->write_configuration("");
    QTRY_VERIFY_WITH_TIMEOUT(scene_->service().accounts().isEmpty(), kPatience);
  }

  void a_configuration_that_cannot_be_read_is_said_and_changes_nothing() {
    TidingsServer server;
    QVERIFY2(server.start(), server.report());
    scene_->add_profile(kShop, profile_lines(server.stream_url(), server.seller_token(7)));
    scene_->start();
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status(kShop).state, AccountState::connected, kPatience);
    scene_->write_configuration("[profiles.shop\n");
    QTRY_VERIFY_WITH_TIMEOUT(scene_->service().configuration_warning().contains("TOML"), kPatience);
    QCOMPARE(scene_->status(kShop).state, AccountState::connected);
  }

  void accounts_are_added_changed_and_removed_in_the_shared_file() {
    TidingsServer server;
    QVERIFY2(server.start(), server.report());
    AccountService& service = scene_->start();
    QCOMPARE(service.overall_state(), AccountState::action_needed);
    AccountDetails details;
    details.name = kShop;
    details.stream = server.stream_url();
    details.token_place = AccountDetails::TokenPlace::configuration;
    QCOMPARE(service.add_account(details, server.seller_token(7)), QString());
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status(kShop).state, AccountState::connected, kPatience);
    QVERIFY(!service.add_account(details, {}).isEmpty());
    details = service.details(kShop);
    QCOMPARE(details.stream, server.stream_url());
    QCOMPARE(service.host(kShop), QString("127.0.0.1"));

    details.heartbeat_timeout = "soon";
    QVERIFY(service.change_account(kShop, details, {}).contains("heartbeat-timeout"));
    details.heartbeat_timeout = "90s";
    details.headers = QStringList{"X-Shop: 7"};
    QCOMPARE(service.change_account(kShop, details, {}), QString());
    QCOMPARE(service.details(kShop).heartbeat_timeout, QString("90s"));
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status(kShop).state, AccountState::connected, kPatience);

    QCOMPARE(service.remove_account(kShop), QString());
    QVERIFY(service.accounts().isEmpty());
  }

  void a_token_goes_into_a_file_that_only_the_user_can_read() {
    TidingsServer server;
    QVERIFY2(server.start(), server.report());
    scene_->add_profile(kShop, {stream_line(server.stream_url()), "token-keychain = true"});
    scene_->start();
    scene_->service().set_token_in_file(kShop, server.seller_token(7));
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status(kShop).state, AccountState::connected, kPatience);
    const AccountDetails details = scene_->service().details(kShop);
    QCOMPARE(details.token_place, AccountDetails::TokenPlace::file);
    QCOMPARE(QFile::permissions(details.token_file) &
                 (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
  }

  void a_token_that_should_be_in_a_keyring_and_is_not_is_asked_for() {
    scene_->add_profile(kShop,
                        {stream_line("http://127.0.0.1:1/v1/stream"), "token-keychain = true"});
    scene_->start(300ms);
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status(kShop).state, AccountState::action_needed, kPatience);
    QVERIFY(!scene_->status(kShop).detail.isEmpty());
  }

  void the_connection_test_says_what_is_wrong() {
    TidingsServer server;
    QVERIFY2(server.start(), server.report());
    AccountService& service = scene_->start();
    QSignalSpy tested(&service, &AccountService::connection_tested);
    AccountDetails details;
    details.name = kShop;
    details.stream = server.stream_url();
    details.token_place = AccountDetails::TokenPlace::keychain;
    const auto worst = [&] {
      auto status = ConnectionCheck::Status::ok;
      for (const auto& check : tested.last()[0].value<QList<ConnectionCheck>>()) {
        status = std::max(status, check.status);
      }
      return status;
    };
    service.test_connection(details, server.seller_token(7));
    QTRY_COMPARE_WITH_TIMEOUT(tested.size(), 1, kPatience);
    QVERIFY(worst() != ConnectionCheck::Status::failure);
    service.test_connection(details, "wrong");
    QTRY_COMPARE_WITH_TIMEOUT(tested.size(), 2, kPatience);
    QCOMPARE(worst(), ConnectionCheck::Status::failure);
    details.stream = "no url";
    service.test_connection(details, "wrong");
    QCOMPARE(tested.size(), 3);
    QCOMPARE(worst(), ConnectionCheck::Status::failure);
    details.stream = server.stream_url();
    service.test_connection(details, "wrong");
    service.cancel_test();
  }
};

QTEST_GUILESS_MAIN(AccountStatusTest)
#include "account_status_test.moc"
