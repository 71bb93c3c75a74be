#include "publish/notification_series.h"

#include <QtTest>

#include "support/std_strings.h"

using namespace tidings::cli;
using tidings::SellerId;

class NotificationSeriesTest : public QObject {
  Q_OBJECT

 private slots:
  void is_one_notification_for_each_receiver();
  void numbers_the_copies();
  void leaves_braces_alone_without_copies();
};

void NotificationSeriesTest::is_one_notification_for_each_receiver() {
  PublishOptions options;
  options.notification.title = "T";
  options.sellers = {SellerId::from_integer(42), *SellerId::from_text("abc")};
  const NotificationSeries series(options);
  QCOMPARE(series.size(), std::uint64_t{2});
  QCOMPARE(series.json(1), std::string(R"({"sellerId":42,"title":"T","priority":3})"));
  QCOMPARE(series.json(2), std::string(R"({"sellerId":"abc","title":"T","priority":3})"));
}

void NotificationSeriesTest::numbers_the_copies() {
  PublishOptions options;
  options.notification.title = "number {n} of {n}{n}";
  options.notification.body = "{N} {n";
  options.notification.type = "{n}";
  options.notification.data = R"({"n":{n}})";
  options.sellers = {SellerId::from_integer(1), SellerId::from_integer(2)};
  options.repeat = 3;
  const NotificationSeries series(options);
  QCOMPARE(series.size(), std::uint64_t{6});
  QCOMPARE(series.json(6),
           std::string(R"({"sellerId":2,"type":"{n}","title":"number 3 of 33","body":"{N} {n",)"
                       R"("priority":3,"data":{"n":3}})"));
  QVERIFY(series.json(2).find("number 1 of 11") != std::string::npos);
}

void NotificationSeriesTest::leaves_braces_alone_without_copies() {
  PublishOptions options;
  options.notification.title = "{n}";
  options.broadcast = true;
  QCOMPARE(NotificationSeries(options).json(1),
           std::string(R"({"broadcast":true,"title":"{n}","priority":3})"));
}

QTEST_APPLESS_MAIN(NotificationSeriesTest)
#include "notification_series_test.moc"
