#include "text_layout.h"

#include <QtTest>

using namespace tidings::cli;

namespace {

QStringList wrapped(const char* text, std::size_t width) {
  QStringList lines;
  for (const std::string_view line : wrapped_lines(text, width)) {
    lines << QString::fromUtf8(line.data(), static_cast<qsizetype>(line.size()));
  }
  return lines;
}

}  // namespace

class TextLayoutTest : public QObject {
  Q_OBJECT

 private slots:
  void knows_how_wide_text_is();
  void breaks_lines_at_spaces();
  void breaks_long_words_anywhere();
  void keeps_line_breaks();
};

void TextLayoutTest::knows_how_wide_text_is() {
  QCOMPARE(display_width("plain"), std::size_t{5});
  QCOMPARE(display_width("주문"), std::size_t{4});
  QCOMPARE(display_width("e\xcc\x81"), std::size_t{1});
  QCOMPARE(display_width("\xf0\x9f\x93\xa6"), std::size_t{2});
  QCOMPARE(display_width("a\tb"), std::size_t{10});  // at the most
  QCOMPARE(display_width(""), std::size_t{0});
}

void TextLayoutTest::breaks_lines_at_spaces() {
  QCOMPARE(wrapped("one two three", 8), QStringList({"one two", "three"}));
  QCOMPARE(wrapped("one two three", 7), QStringList({"one two", "three"}));
  QCOMPARE(wrapped("one two three", 6), QStringList({"one", "two", "three"}));
  QCOMPARE(wrapped("one two three", 13), QStringList({"one two three"}));
  QCOMPARE(wrapped("one two three", 0), QStringList({"one two three"}));
}

void TextLayoutTest::breaks_long_words_anywhere() {
  QCOMPARE(wrapped("abcdefgh", 3), QStringList({"abc", "def", "gh"}));
  QCOMPARE(wrapped("가나다라", 5), QStringList({"가나", "다라"}));
  QCOMPARE(wrapped("가나", 1), QStringList({"가", "나"}));
}

void TextLayoutTest::keeps_line_breaks() {
  QCOMPARE(wrapped("a\n\nb", 10), QStringList({"a", "", "b"}));
  QCOMPARE(wrapped("", 10), QStringList({""}));
}

QTEST_APPLESS_MAIN(TextLayoutTest)
#include "text_layout_test.moc"
