#include "models/shown_text.h"

#include <QTextDocument>
#include <QtTest>

using namespace tidings::desktop;

class ShownTextTest : public QObject {
  Q_OBJECT

 private slots:
  void leaves_ordinary_text_alone();
  void shows_control_characters_by_their_numbers_data();
  void shows_control_characters_by_their_numbers();
  void keeps_the_marks_that_arabic_and_hebrew_need();
  void ends_lines_alike();
  void replaces_half_a_surrogate_pair();
  void puts_many_lines_on_one();
  void looks_only_at_the_beginning_of_a_long_line();
  void makes_a_tooltip_that_shows_markup_as_it_stands();
};

void ShownTextTest::leaves_ordinary_text_alone() {
  const QString text =
      QStringLiteral("주문 #7 <b>&amp; ışık\tİ\n👨‍👩‍👧 عربى");
  QCOMPARE(shown_text(text), text);
}

void ShownTextTest::shows_control_characters_by_their_numbers_data() {
  QTest::addColumn<char16_t>("unit");
  QTest::addColumn<QString>("shown");
  QTest::newRow("bell") << char16_t(0x07) << QStringLiteral("\\u{7}");
  QTest::newRow("escape") << char16_t(0x1B) << QStringLiteral("\\u{1b}");
  QTest::newRow("delete") << char16_t(0x7F) << QStringLiteral("\\u{7f}");
  QTest::newRow("C1") << char16_t(0x9B) << QStringLiteral("\\u{9b}");
  QTest::newRow("right-to-left override") << char16_t(0x202E) << QStringLiteral("\\u{202e}");
  QTest::newRow("isolate") << char16_t(0x2066) << QStringLiteral("\\u{2066}");
  QTest::newRow("nothing") << char16_t(0) << QStringLiteral("\\u{0}");
}

void ShownTextTest::shows_control_characters_by_their_numbers() {
  QFETCH(const char16_t, unit);
  QFETCH(const QString, shown);
  QCOMPARE(shown_text(QStringLiteral("a") + QChar(unit) + QStringLiteral("b")),
           QStringLiteral("a%1b").arg(shown));
}

void ShownTextTest::keeps_the_marks_that_arabic_and_hebrew_need() {
  const QString text = QStringLiteral("\u200Fעברית\u200E 7");
  QCOMPARE(shown_text(text), text);
}

void ShownTextTest::ends_lines_alike() {
  QCOMPARE(shown_text(QStringLiteral("a\r\nb\rc\u2028d\u2029e")), QStringLiteral("a\nb\nc\nd\ne"));
}

void ShownTextTest::replaces_half_a_surrogate_pair() {
  const QString high(QChar(0xD83D));
  const QString low(QChar(0xDE00));
  QCOMPARE(shown_text(high), QStringLiteral("\uFFFD"));
  QCOMPARE(shown_text(low + high), QStringLiteral("\uFFFD\uFFFD"));
  QCOMPARE(shown_text(high + low), high + low);
}

void ShownTextTest::puts_many_lines_on_one() {
  QCOMPARE(shown_line(QStringLiteral(" two\r\n\n lines\tand  more ")),
           QStringLiteral("two lines and more"));
}

void ShownTextTest::looks_only_at_the_beginning_of_a_long_line() {
  QCOMPARE(shown_line(QString(100'000, u'x')).size(), 512);
}

void ShownTextTest::makes_a_tooltip_that_shows_markup_as_it_stands() {
  const QString tooltip = shown_tooltip(QStringLiteral("<img src=x> & <b>no</b>"));
  QTextDocument shown;
  shown.setHtml(tooltip);
  QCOMPARE(shown.toPlainText(), QStringLiteral("<img src=x> & <b>no</b>"));
}

QTEST_MAIN(ShownTextTest)
#include "shown_text_test.moc"
