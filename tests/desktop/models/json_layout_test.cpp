#include "models/json_layout.h"

#include <QtTest>

using namespace tidings::desktop;

class JsonLayoutTest : public QObject {
  Q_OBJECT

 private slots:
  void puts_each_member_on_a_line();
  void keeps_every_digit_and_every_string();
  void does_not_open_what_is_empty();
  void takes_what_is_laid_out_already();
  void gives_back_what_is_no_json_data();
  void gives_back_what_is_no_json();
  void survives_ten_thousand_levels();
};

void JsonLayoutTest::puts_each_member_on_a_line() {
  QCOMPARE(laid_out_json(R"({"a":1,"b":[true,null]})"),
           QStringLiteral("{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ]\n}"));
}

void JsonLayoutTest::keeps_every_digit_and_every_string() {
  const QString shown = laid_out_json(R"({"n":12345678901234567890.1234567890,"s":"a\"{,}:[\\"})");
  QVERIFY(shown.contains(QStringLiteral("12345678901234567890.1234567890")));
  QVERIFY(shown.contains(QStringLiteral(R"("s": "a\"{,}:[\\")")));
}

void JsonLayoutTest::does_not_open_what_is_empty() {
  QCOMPARE(laid_out_json(R"([{ },[]])"), QStringLiteral("[\n  {},\n  []\n]"));
}

void JsonLayoutTest::takes_what_is_laid_out_already() {
  const QString once = laid_out_json(R"({"a":[1,2]})");
  QCOMPARE(laid_out_json(once.toUtf8()), once);
}

void JsonLayoutTest::gives_back_what_is_no_json_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::newRow("open string") << QByteArray(R"({"a)");
  QTest::newRow("ends in a backslash") << QByteArray(R"("a\)");
  QTest::newRow("too few ends") << QByteArray("[[1]");
  QTest::newRow("too many ends") << QByteArray("[1]]");
  QTest::newRow("nothing") << QByteArray();
}

void JsonLayoutTest::gives_back_what_is_no_json() {
  QFETCH(const QByteArray, text);
  QCOMPARE(laid_out_json(text), QString::fromUtf8(text));
}

void JsonLayoutTest::survives_ten_thousand_levels() {
  const QByteArray deep = QByteArray(10'000, '[') + QByteArray(10'000, ']');
  QCOMPARE(laid_out_json(deep), QString::fromLatin1(deep));
}

QTEST_GUILESS_MAIN(JsonLayoutTest)
#include "json_layout_test.moc"
