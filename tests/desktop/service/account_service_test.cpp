// The accounts' streams against a real server: what arrives, in which order, as what, and what the
// server hears of it.
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <memory>

#include "desktop/service/service_scene.h"
#include "support/raw_http.h"
#include "support/tidings_server.h"

using namespace tidings::desktop;
using namespace tidings::test;

namespace {

constexpr int kPatience = 30'000;
const QString kShop = QStringLiteral("shop");

/// Publishes to seller 7 and returns the id that the server gave.
QString publish(const TidingsServer& server, const QString& title) {
  const QJsonObject notification{{"sellerId", 7}, {"title", title}};
  const RawAnswer answer =
      post_json(server.port(), "/v1/notifications", server.publish_token().toUtf8(),
                QJsonDocument(notification).toJson(QJsonDocument::Compact));
  return QJsonDocument::fromJson(answer.body()).object().value("id").toString();
}

void publish_many(const TidingsServer& server, int count) {
  QByteArray lines;
  for (int n = 1; n <= count; ++n) {
    lines += "{\"sellerId\":7,\"title\":\"n" + QByteArray::number(n) + "\"}\n";
    if (n % 1000 == 0 || n == count) {
      const auto answer = post_json(server.port(), "/v1/notifications",
                                    server.publish_token().toUtf8(), lines, "application/x-ndjson");
      QCOMPARE(answer.status(), 200);
      lines.clear();
    }
  }
}

void mark(const TidingsServer& server, const QString& id, const QByteArray& how) {
  const auto answer =
      post_json(server.port(), "/v1/notifications/" + how, server.seller_token(7).toUtf8(),
                "{\"ids\":[\"" + id.toUtf8() + "\"]}");
  QCOMPARE(answer.status(), 204);
}

/// What the server says of the seller's notification.
bool is_read_on(const TidingsServer& server, const QString& id) {
  const RawAnswer answer =
      exchange(server.port(),
               "GET /v1/notifications?limit=500 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
               "Authorization: Bearer " +
                   server.seller_token(7).toUtf8() + "\r\n\r\n");
  const QJsonArray list =
      QJsonDocument::fromJson(answer.body()).object().value("notifications").toArray();
  return std::any_of(list.begin(), list.end(), [&](const QJsonValue& notification) {
    return notification["id"].toString() == id && notification["read"].toBool();
  });
}

}  // namespace

class AccountServiceTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<TidingsServer> server_;
  std::unique_ptr<ServiceScene> scene_;

  void follow() {
    scene_->start();
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status(kShop).state, AccountState::connected, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!scene_->positions.value(kShop).isEmpty(), kPatience);
  }

 private slots:
  void init() {
    server_ = std::make_unique<TidingsServer>(
        QStringList{"--retry", "100ms", "--history", "6000", "--drain-spread", "100ms"});
    QVERIFY2(server_->start(), server_->report());
    scene_ = std::make_unique<ServiceScene>();
    scene_->add_profile(kShop, profile_lines(server_->stream_url(), server_->seller_token(7)));
  }
  void cleanup() {
    scene_.reset();
    server_.reset();
  }

  void a_live_notification_arrives_whole() {
    follow();
    const QByteArray json =
        R"({"sellerId":7,"type":"order.new","title":"New order","body":"3 × tea","url":"https://shop.example/o/1","priority":4,"group":"orders","data":{"n":12345678901234567890},"createdAt":"2026-11-21T09:30:00Z"})";
    post_json(server_->port(), "/v1/notifications", server_->publish_token().toUtf8(), json);
    QTRY_COMPARE_WITH_TIMEOUT(scene_->entries.size(), std::size_t{1}, kPatience);
    const HistoryEntry& entry = scene_->entries.front();
    QCOMPARE(entry.account, kShop);
    QCOMPARE(entry.type, QString("order.new"));
    QCOMPARE(entry.title, QString("New order"));
    QCOMPARE(entry.body, QString::fromUtf8("3 × tea"));
    QCOMPARE(entry.url, QString("https://shop.example/o/1"));
    QCOMPARE(entry.group, QString("orders"));
    QCOMPARE(entry.priority, 4);
    QCOMPARE(entry.data, QByteArray("{\"n\":12345678901234567890}"));
    QCOMPARE(entry.created_at.toString(Qt::ISODate), QString("2026-11-21T09:30:00Z"));
    QVERIFY(!entry.read);
    QCOMPARE(scene_->arrivals.value(entry.id), Arrival::live);
  }

  void a_new_account_gets_the_kept_history_first_and_silently() {
    const QString old = publish(*server_, "old");
    publish(*server_, "older news");
    mark(*server_, old, "read");
    follow();
    QTRY_COMPARE_WITH_TIMEOUT(scene_->entries.size(), std::size_t{2}, kPatience);
    const QString live = publish(*server_, "live");
    QTRY_COMPARE_WITH_TIMEOUT(scene_->titles(), QStringList({"old", "older news", "live"}),
                              kPatience);
    QVERIFY(scene_->entries[0].read);
    QVERIFY(!scene_->entries[1].read);
    QCOMPARE(scene_->arrivals.value(old), Arrival::backlog);
    QCOMPARE(scene_->arrivals.value(live), Arrival::live);
  }

  void a_long_history_comes_in_pages_and_in_order() {
    publish_many(*server_, 450);
    follow();
    QTRY_COMPARE_WITH_TIMEOUT(scene_->entries.size(), std::size_t{450}, kPatience);
    QCOMPARE(scene_->entries.front().title, QString("n1"));
    QCOMPARE(scene_->entries.back().title, QString("n450"));
    QVERIFY(scene_->largest_batch <= 128);
  }

  void after_a_restart_it_goes_on_where_it_was() {
    follow();
    publish(*server_, "one");
    QTRY_COMPARE_WITH_TIMEOUT(scene_->entries.size(), std::size_t{1}, kPatience);
    scene_->service().stop();
    const QString missed = publish(*server_, "two");
    scene_->start();
    QTRY_COMPARE_WITH_TIMEOUT(scene_->titles(), QStringList({"one", "two"}), kPatience);
    QCOMPARE(scene_->arrivals.value(missed), Arrival::catch_up);
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status(kShop).state, AccountState::connected, kPatience);
    const QString live = publish(*server_, "three");
    QTRY_COMPARE_WITH_TIMEOUT(scene_->entries.size(), std::size_t{3}, kPatience);
    QCOMPARE(scene_->arrivals.value(live), Arrival::live);
  }

  void what_cannot_be_stored_comes_again_and_nothing_before_it() {
    follow();
    scene_->stores = false;
    const int before = scene_->batches;
    publish(*server_, "one");
    QTRY_VERIFY_WITH_TIMEOUT(scene_->batches > before, kPatience);
    publish(*server_, "two");
    scene_->stores = true;
    QTRY_COMPARE_WITH_TIMEOUT(scene_->titles(), QStringList({"one", "two"}), kPatience);
  }

  void five_thousand_at_once_all_arrive_in_order_in_small_batches() {
    follow();
    publish_many(*server_, 5000);
    QTRY_COMPARE_WITH_TIMEOUT(scene_->entries.size(), std::size_t{5000}, kPatience);
    for (std::size_t n = 0; n < 5000; ++n) {
      QCOMPARE(scene_->entries[n].title, QStringLiteral("n%1").arg(n + 1));
    }
    QVERIFY(scene_->largest_batch <= 128);
  }

  void read_on_another_device_is_told() {
    follow();
    const QString id = publish(*server_, "one");
    QTRY_COMPARE_WITH_TIMEOUT(scene_->entries.size(), std::size_t{1}, kPatience);
    mark(*server_, id, "read");
    QTRY_COMPARE_WITH_TIMEOUT(scene_->reads.size(), 1, kPatience);
    QCOMPARE(scene_->reads[0].ids, QStringList(id));
    QVERIFY(scene_->reads[0].read);
    mark(*server_, id, "unread");
    QTRY_COMPARE_WITH_TIMEOUT(scene_->reads.size(), 2, kPatience);
    QVERIFY(!scene_->reads[1].read);
  }

  void what_was_read_elsewhere_while_away_is_asked_for() {
    follow();
    const QString one = publish(*server_, "one");
    const QString two = publish(*server_, "two");
    QTRY_COMPARE_WITH_TIMEOUT(scene_->entries.size(), std::size_t{2}, kPatience);
    scene_->service().stop();
    mark(*server_, one, "read");
    scene_->reads.clear();
    scene_->start();
    QTRY_COMPARE_WITH_TIMEOUT(scene_->reads.size(), 2, kPatience);
    QCOMPARE(scene_->reads[0].ids, QStringList(one));
    QVERIFY(scene_->reads[0].read);
    QCOMPARE(scene_->reads[1].ids, QStringList(two));
    QVERIFY(!scene_->reads[1].read);
  }

  void the_server_hears_what_was_read_here() {
    follow();
    const QString one = publish(*server_, "one");
    const QString two = publish(*server_, "two");
    QTRY_COMPARE_WITH_TIMEOUT(scene_->entries.size(), std::size_t{2}, kPatience);
    scene_->service().send_read(kShop, {one}, true);
    QTRY_VERIFY_WITH_TIMEOUT(is_read_on(*server_, one), kPatience);
    QVERIFY(!is_read_on(*server_, two));
    scene_->service().send_read(kShop, {one}, false);
    QTRY_VERIFY_WITH_TIMEOUT(!is_read_on(*server_, one), kPatience);
    scene_->service().send_read_up_to(kShop, two);
    QTRY_VERIFY_WITH_TIMEOUT(is_read_on(*server_, one) && is_read_on(*server_, two), kPatience);
  }

  void an_id_that_the_server_does_not_know_keeps_no_other_from_being_heard() {
    follow();
    const QString id = publish(*server_, "one");
    scene_->service().send_read(kShop, {"no-such", id, "nor this"}, true);
    QTRY_VERIFY_WITH_TIMEOUT(is_read_on(*server_, id), kPatience);
  }

  void what_was_read_without_a_connection_is_heard_after_a_restart() {
    follow();
    const QString id = publish(*server_, "one");
    QTRY_COMPARE_WITH_TIMEOUT(scene_->entries.size(), std::size_t{1}, kPatience);
    scene_->service().stop();
    // Signals that do not get through: the account's address is out of order for now.
    scene_->write_configuration("[profiles.shop]\nstream = \"http://127.0.0.1:1/v1/stream\"\n");
    scene_->start();
    scene_->service().send_read(kShop, {id}, true);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(scene_->state_folder() + "/unsent-shop"), kPatience);
    scene_->service().stop();
    scene_->write_configuration(
        "[profiles.shop]\n" +
        profile_lines(server_->stream_url(), server_->seller_token(7)).join('\n').toUtf8() + "\n");
    scene_->reads.clear();
    scene_->start();
    QTRY_VERIFY_WITH_TIMEOUT(is_read_on(*server_, id), kPatience);
    // The server's older opinion was not asked for before.
    QTRY_VERIFY_WITH_TIMEOUT(!scene_->reads.isEmpty(), kPatience);
    for (const auto& read : scene_->reads) {
      QVERIFY(read.read);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(scene_->state_folder() + "/unsent-shop"), kPatience);
  }

  void a_gap_is_reported_and_what_is_kept_follows() {
    scene_->positions.insert(kShop, "somewhere-else");
    publish(*server_, "kept");
    scene_->start();
    QTRY_COMPARE_WITH_TIMEOUT(scene_->gaps, 1, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(scene_->titles(), QStringList("kept"), kPatience);
  }

  void a_restarted_server_is_followed_again() {
    follow();
    QSignalSpy changes(&scene_->service(), &AccountService::status_changed);
    server_->kill();
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status(kShop).state, AccountState::connecting, kPatience);
    QVERIFY(server_->start());
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status(kShop).state, AccountState::connected, kPatience);
    publish(*server_, "again");
    QTRY_VERIFY_WITH_TIMEOUT(scene_->titles().contains("again"), kPatience);
  }

  void reconnect_now_does_not_wait_for_the_next_try() {
    follow();
    QSignalSpy changes(&scene_->service(), &AccountService::status_changed);
    scene_->service().reconnect_now();
    QTRY_VERIFY_WITH_TIMEOUT(changes.size() >= 2, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status(kShop).state, AccountState::connected, kPatience);
  }

  void several_accounts_are_followed_apart() {
    scene_->add_profile("other", profile_lines(server_->stream_url(), server_->seller_token(8)));
    follow();
    QCOMPARE(scene_->service().accounts(), QStringList({"shop", "other"}));
    QTRY_COMPARE_WITH_TIMEOUT(scene_->status("other").state, AccountState::connected, kPatience);
    publish(*server_, "for shop");
    QTRY_COMPARE_WITH_TIMEOUT(scene_->entries.size(), std::size_t{1}, kPatience);
    QCOMPARE(scene_->entries[0].account, kShop);
  }
};

QTEST_GUILESS_MAIN(AccountServiceTest)
#include "account_service_test.moc"
