#include "tidings/duration.h"

#include <QtTest>

#include "support/std_strings.h"

using namespace tidings;
using std::chrono::milliseconds;
using test::fetch;

class DurationTest : public QObject {
  Q_OBJECT

 private slots:
  void is_read_as_users_write_it_data();
  void is_read_as_users_write_it();
  void is_refused_with_its_value_and_the_accepted_form_data();
  void is_refused_with_its_value_and_the_accepted_form();
  void is_shown_in_the_shortest_form_data();
  void is_shown_in_the_shortest_form();
};

void DurationTest::is_read_as_users_write_it_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<qint64>("ms");
  const auto row = [](const char* text, qint64 ms) {
    QTest::newRow(text) << QByteArray(text) << ms;
  };
  row("250ms", 250);
  row("45s", 45'000);
  row("5m", 300'000);
  row("1h", 3'600'000);
  row("14d", 14 * 86'400'000LL);
  row("1.5s", 1'500);
  row("0.25m", 15'000);
  row("30", 30'000);
  row("1.5", 1'500);
  row("0", 0);
  row("0s", 0);
  row("007s", 7'000);
  row("0.4ms", 0);
  row("0.5ms", 1);
  row("0.0014s", 1);
  row("2.9s", 2'900);
  row("100000d", 100'000 * 86'400'000LL);
}

void DurationTest::is_read_as_users_write_it() {
  QFETCH(qint64, ms);
  const auto duration = parse_duration(fetch("text"));
  QVERIFY(duration.ok());
  QCOMPARE(static_cast<qint64>(duration->count()), ms);
}

void DurationTest::is_refused_with_its_value_and_the_accepted_form_data() {
  QTest::addColumn<QByteArray>("text");
  for (const char* text :
       {"",     "s",    "ms",    "-1s",   "+1s",     " 1s",   "1 s",      "1s ",  "1S",
        "1M",   "1sec", "1h30m", "1..5s", ".5s",     "5.",    "5.s",      "1,5s", "1e3",
        "0x10", "inf",  "nan",   "five",  "100001d", "1e999", "100000.1d"}) {
    QTest::newRow(text) << QByteArray(text);
  }
  QTest::newRow("more digits than a double holds") << QByteArray(400, '9');
  QTest::newRow("a NUL byte") << QByteArray("1\0s", 3);
}

void DurationTest::is_refused_with_its_value_and_the_accepted_form() {
  const auto text = fetch("text");
  const auto duration = parse_duration(text);
  QVERIFY(!duration.ok());
  QVERIFY(duration.error().message.find('"' + text + '"') == 0);
  QVERIFY(duration.error().message.find("250ms") != std::string::npos);
}

void DurationTest::is_shown_in_the_shortest_form_data() {
  QTest::addColumn<qint64>("ms");
  QTest::addColumn<QByteArray>("text");
  const auto row = [](qint64 ms, const char* text) {
    QTest::addRow("%lld ms", static_cast<long long>(ms)) << ms << QByteArray(text);
  };
  row(0, "0s");
  row(1, "1ms");
  row(250, "250ms");
  row(999, "999ms");
  row(1'000, "1s");
  row(1'500, "1.5s");
  row(2'949, "2.9s");
  row(2'950, "3s");
  row(45'000, "45s");
  row(59'949, "59.9s");
  row(59'950, "1m");
  row(90'000, "1m 30s");
  row(300'000, "5m");
  row(3'599'499, "59m 59s");
  row(3'599'500, "1h");
  row(5'400'000, "1h 30m");
  row(86'399'999, "1d");
  row(14 * 86'400'000LL, "14d");
  row(27 * 3'600'000LL, "1d 3h");
  row(-1'500, "-1.5s");
  row(std::numeric_limits<qint64>::max(), "100000d");
  row(std::numeric_limits<qint64>::min(), "-100000d");
}

void DurationTest::is_shown_in_the_shortest_form() {
  QFETCH(qint64, ms);
  QCOMPARE(format_duration(milliseconds(ms)), fetch("text"));
}

QTEST_APPLESS_MAIN(DurationTest)
#include "duration_test.moc"
