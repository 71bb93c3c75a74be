#include "safe_text.h"

#include <QtTest>

#include "support/std_strings.h"

using namespace tidings::cli;
using tidings::test::fetch;

class SafeTextTest : public QObject {
  Q_OBJECT

 private slots:
  void shows_what_a_terminal_must_not_obey_by_its_number_data();
  void shows_what_a_terminal_must_not_obey_by_its_number();
  void leaves_text_alone_data();
  void leaves_text_alone();
  void keeps_a_line_a_line();
};

void SafeTextTest::shows_what_a_terminal_must_not_obey_by_its_number_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QByteArray>("shown");
  const auto row = [](const char* name, const QByteArray& text, const char* shown) {
    QTest::newRow(name) << text << QByteArray(shown);
  };
  row("escape", "a\x1b[31mb", R"(a\u{1b}[31mb)");
  row("NUL", QByteArray("a\0b", 3), R"(a\u{0}b)");
  row("carriage return", "a\rb", R"(a\u{d}b)");
  row("bell, backspace", "\x07\x08", R"(\u{7}\u{8})");
  row("DEL", "\x7f", R"(\u{7f})");
  row("C1: CSI",
      "\xc2\x9b"
      "31m",
      R"(\u{9b}31m)");
  row("C1: first and last", "\xc2\x80\xc2\x9f", R"(\u{80}\u{9f})");
  row("right-to-left override",
      "\xe2\x80\xae"
      "abc",
      R"(\u{202e}abc)");
  row("all bidirectional controls",
      "\xd8\x9c\xe2\x80\x8e\xe2\x80\x8f\xe2\x80\xaa\xe2\x80\xad\xe2\x81\xa6\xe2\x81\xa9",
      R"(\u{61c}\u{200e}\u{200f}\u{202a}\u{202d}\u{2066}\u{2069})");
  row("a byte that some terminals take for C1",
      "a\x9b"
      "b",
      "a\xef\xbf\xbd"
      "b");
  row("an overlong escape", "\xc0\x9b", "\xef\xbf\xbd\xef\xbf\xbd");
  row("a surrogate", "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
  row("a sequence cut short", "a\xe2\x80", "a\xef\xbf\xbd\xef\xbf\xbd");
}

void SafeTextTest::shows_what_a_terminal_must_not_obey_by_its_number() {
  std::string shown;
  append_safe_text(shown, fetch("text"));
  QCOMPARE(shown, fetch("shown"));
}

void SafeTextTest::leaves_text_alone_data() {
  QTest::addColumn<QByteArray>("text");
  for (const char* text : {"", "plain", "two\nlines\tand a tab", "\xc2\xa0\xc3\xa9", "주문 4711",
                           "\xf0\x9f\x93\xa6 emoji", "\xe2\x80\xa8\xef\xbb\xbf", R"(a\u{1b})"}) {
    QTest::newRow(*text == '\0' ? "nothing" : text) << QByteArray(text);
  }
}

void SafeTextTest::leaves_text_alone() {
  std::string shown;
  append_safe_text(shown, fetch("text"));
  QCOMPARE(shown, fetch("text"));
}

void SafeTextTest::keeps_a_line_a_line() {
  QCOMPARE(safe_line("a\nended: all is well\tb"), std::string(R"(a\u{a}ended: all is well\u{9}b)"));
}

QTEST_APPLESS_MAIN(SafeTextTest)
#include "safe_text_test.moc"
