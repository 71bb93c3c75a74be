#include "popups/notification_text.h"

#include <QtTest>

using namespace tidings::desktop;

class NotificationTextTest : public QObject {
  Q_OBJECT

 private slots:
  void escapes_a_body_only_for_a_daemon_that_reads_markup();
  void never_escapes_a_summary();
  void takes_out_what_a_screen_should_not_obey_data();
  void takes_out_what_a_screen_should_not_obey();
  void keeps_lines_of_a_body_and_none_of_a_summary();
  void shortens_what_is_too_long();
};

void NotificationTextTest::escapes_a_body_only_for_a_daemon_that_reads_markup() {
  const QString text = QStringLiteral("<b>A&B</b> \"q\" &amp; 'x'");
  QCOMPARE(body_text(text, false), text);
  QCOMPARE(body_text(text, true), QStringLiteral("&lt;b&gt;A&amp;B&lt;/b&gt; \"q\" &amp;amp; 'x'"));
}

void NotificationTextTest::never_escapes_a_summary() {
  QCOMPARE(summary_text(QStringLiteral("<A&B>")), QStringLiteral("<A&B>"));
}

void NotificationTextTest::takes_out_what_a_screen_should_not_obey_data() {
  QTest::addColumn<QString>("text");
  QTest::newRow("NUL") << QStringLiteral("a") + QChar(0) + QStringLiteral("b");
  QTest::newRow("escape") << QStringLiteral("a\x1b") + QStringLiteral("b");
  QTest::newRow("delete") << QStringLiteral("a\x7f") + QStringLiteral("b");
  QTest::newRow("C1") << QStringLiteral("a") + QChar(0x9b) + QStringLiteral("b");
  QTest::newRow("right-to-left override") << QStringLiteral("a\u202eb");
  QTest::newRow("isolate") << QStringLiteral("a\u2067b\u2069");
  QTest::newRow("mark") << QStringLiteral("\u200fa\u200eb\u061c");
}

void NotificationTextTest::takes_out_what_a_screen_should_not_obey() {
  QFETCH(QString, text);
  QCOMPARE(summary_text(text), QStringLiteral("ab"));
  QCOMPARE(body_text(text, true), QStringLiteral("ab"));
}

void NotificationTextTest::keeps_lines_of_a_body_and_none_of_a_summary() {
  QCOMPARE(body_text(QStringLiteral("\na\r\nb\tc\u2028d\n\n"), false),
           QStringLiteral("a\nb\tc\nd"));
  QCOMPARE(summary_text(QStringLiteral("\na\r\nb\tc\n")), QStringLiteral("a b c"));
}

void NotificationTextTest::shortens_what_is_too_long() {
  const QString shortened = body_text(QString(4096, 'x'), false, 100);
  QCOMPARE(shortened, QString(99, 'x') + QChar(0x2026));
  QString emoji;
  for (int number = 0; number < 100; ++number) {
    emoji += QStringLiteral("\U0001F4E6");
  }
  QVERIFY(!summary_text(emoji, 100).chopped(1).back().isHighSurrogate());
  QCOMPARE(body_text(QString(2000, '<'), true, 10),
           QStringLiteral("&lt;").repeated(9) + QChar(0x2026));
}

QTEST_GUILESS_MAIN(NotificationTextTest)
#include "notification_text_test.moc"
