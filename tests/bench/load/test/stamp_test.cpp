#include "load/stamp.h"

#include <QTest>

#include "tidings/notification.h"

namespace tidings::load {

class StampTest : public QObject {
  Q_OBJECT

 private slots:
  void a_stamp_is_found_again() {
    const auto stamp = find_stamp(stamped_notification({15'000, 7, 123'456'789'012}));
    QVERIFY(stamp.has_value());
    QCOMPARE(stamp->lane, 15'000U);
    QCOMPARE(stamp->number, 7U);
    QCOMPARE(stamp->sent_at, 123'456'789'012);
  }

  void the_notification_is_one_that_the_server_takes() {
    for (const std::uint32_t lane : {0U, 42U}) {
      const auto taken =
          parse_notification(stamped_notification({lane, 1, 1}), NotificationOrigin::publisher);
      QVERIFY(taken.ok());
      QCOMPARE(taken->broadcast, lane == 0);
      const auto stamp = find_stamp(to_json(*taken));
      QVERIFY(stamp.has_value());
      QCOMPARE(stamp->lane, lane);
    }
  }

  void what_is_incomplete_has_none() {
    for (const char* text :
         {"", "{}", "{\"load\":\"1 2\"}", "{\"load\":\"1 2 3", "\"load\":\"a b c\""})
      QVERIFY2(!find_stamp(text), text);
  }
};

}  // namespace tidings::load

QTEST_GUILESS_MAIN(tidings::load::StampTest)
#include "stamp_test.moc"
