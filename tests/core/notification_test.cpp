#include "tidings/notification.h"

#include <QtTest>

using namespace tidings;

class NotificationTest : public QObject {
  Q_OBJECT

 private slots:
  void every_member_survives_reading_and_writing();
};

void NotificationTest::every_member_survives_reading_and_writing() {
  const std::string json =
      R"({"sellerId":42,"type":"task.assigned","title":"Packt 업무","body":"two\nlines",)"
      R"("url":"https://shop.example/orders/7?a=b#c","priority":5,"group":"orders",)"
      R"("data":{"n":123456789012345678901234567890,"x":1.0e400},"createdAt":"2026-11-21T09:30:00Z",)"
      R"("shop":{"a":[1,2]}})";
  const auto notification = parse_notification(json, NotificationOrigin::publisher);
  QVERIFY2(notification.ok(), notification ? "" : notification.error().message.c_str());
  QCOMPARE(QString::fromStdString(to_json(*notification)), QString::fromStdString(json));
}

QTEST_APPLESS_MAIN(NotificationTest)
#include "notification_test.moc"
