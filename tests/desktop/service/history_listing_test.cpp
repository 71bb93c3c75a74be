// The pages of the server's history.
#include "service/history_listing.h"

#include <QTest>

#include "support/std_strings.h"

using namespace tidings::desktop;

class HistoryListingTest : public QObject {
  Q_OBJECT

 private slots:
  void a_page_has_notifications_their_read_state_and_the_next_page() {
    const auto page = parse_history_listing(
        R"({"notifications":[{"id":"1","sellerId":7,"title":"a","read":true},{"id":"2","sellerId":7,"title":"b","read":false}],"unread":1,"next":"2"})",
        "shop", QDateTime::currentDateTimeUtc());
    QVERIFY(page);
    QCOMPARE(page->entries.size(), std::size_t{2});
    QVERIFY(page->entries[0].read && !page->entries[1].read);
    QCOMPARE(page->next, std::string("2"));
  }
  void the_last_page_names_no_next() {
    const auto page = parse_history_listing(R"({"notifications":[],"unread":0,"next":null})",
                                            "shop", QDateTime::currentDateTimeUtc());
    QVERIFY(page && page->entries.empty() && page->next.empty());
  }
  void a_notification_that_is_none_is_passed_over() {
    const auto page = parse_history_listing(
        R"({"notifications":[17,{"id":"1","sellerId":7},{"title":"no id","sellerId":7},{"id":"2","sellerId":7,"title":"b"}]})",
        "shop", QDateTime::currentDateTimeUtc());
    QVERIFY(page);
    QCOMPARE(page->entries.size(), std::size_t{1});
  }
  void the_deepest_notification_does_not_spoil_the_page() {
    const std::string deepest = std::string(127, '[') + std::string(127, ']');
    const auto page = parse_history_listing(
        R"({"notifications":[{"id":"1","sellerId":7,"title":"a","data":)" + deepest + "}]}", "shop",
        QDateTime::currentDateTimeUtc());
    QVERIFY(page);
    QCOMPARE(page->entries.size(), std::size_t{1});
  }
  void what_is_no_page_is_an_error() {
    for (const char* text : {"", "[]", "{}", "<html>", "{\"notifications\":{}}"}) {
      QVERIFY2(!parse_history_listing(text, "shop", QDateTime::currentDateTimeUtc()), text);
    }
  }
};

QTEST_APPLESS_MAIN(HistoryListingTest)
#include "history_listing_test.moc"
