#include "tidings/size.h"

#include <QtTest>

#include "support/std_strings.h"

using namespace tidings;
using test::fetch;

class SizeTest : public QObject {
  Q_OBJECT

 private slots:
  void is_read_as_users_write_it_data();
  void is_read_as_users_write_it();
  void is_refused_with_its_value_and_the_accepted_form_data();
  void is_refused_with_its_value_and_the_accepted_form();
  void is_shown_with_at_most_one_decimal_data();
  void is_shown_with_at_most_one_decimal();
};

void SizeTest::is_read_as_users_write_it_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<quint64>("bytes");
  const auto row = [](const char* text, quint64 bytes) {
    QTest::newRow(text) << QByteArray(text) << bytes;
  };
  row("0", 0);
  row("65536", 65'536);
  row("512B", 512);
  row("64KiB", 65'536);
  row("1MiB", 1'048'576);
  row("2GiB", 2'147'483'648);
  row("1TiB", 1'099'511'627'776);
  row("1.5MiB", 1'572'864);
  row("0.3KiB", 307);
  row("9007199254740992", 9'007'199'254'740'992);
  row("8192TiB", 9'007'199'254'740'992);
}

void SizeTest::is_read_as_users_write_it() {
  QFETCH(quint64, bytes);
  const auto size = parse_size(fetch("text"));
  QVERIFY(size.ok());
  QCOMPARE(static_cast<quint64>(*size), bytes);
}

void SizeTest::is_refused_with_its_value_and_the_accepted_form_data() {
  QTest::addColumn<QByteArray>("text");
  for (const char* text : {"",     "KiB",   "-1",   "+1",      " 1",
                           "1 ",   "1 KiB", "1kb",  "1K",      "1KB",
                           "1kib", "1.5",   "1.5B", "1.KiB",   ".5KiB",
                           "0x10", "1e3",   "inf",  "8193TiB", "99999999999999999999"}) {
    QTest::newRow(text) << QByteArray(text);
  }
  QTest::newRow("more digits than a double holds") << QByteArray(400, '9');
}

void SizeTest::is_refused_with_its_value_and_the_accepted_form() {
  const auto text = fetch("text");
  const auto size = parse_size(text);
  QVERIFY(!size.ok());
  QVERIFY(size.error().message.find('"' + text + '"') == 0);
  QVERIFY(size.error().message.find("64KiB") != std::string::npos);
}

void SizeTest::is_shown_with_at_most_one_decimal_data() {
  QTest::addColumn<quint64>("bytes");
  QTest::addColumn<QByteArray>("text");
  const auto row = [](quint64 bytes, const char* text) {
    QTest::addRow("%llu", static_cast<unsigned long long>(bytes)) << bytes << QByteArray(text);
  };
  row(0, "0 B");
  row(1023, "1023 B");
  row(1024, "1 KiB");
  row(1536, "1.5 KiB");
  row(65'536, "64 KiB");
  row(1'048'575, "1 MiB");
  row(1'572'864, "1.5 MiB");
  row(std::numeric_limits<quint64>::max(), "16 EiB");
}

void SizeTest::is_shown_with_at_most_one_decimal() {
  QFETCH(quint64, bytes);
  QCOMPARE(format_size(bytes), fetch("text"));
}

QTEST_APPLESS_MAIN(SizeTest)
#include "size_test.moc"
