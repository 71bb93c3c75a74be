#include "store/search_text.h"

#include <QtTest>

using namespace tidings::desktop;

class SearchTextTest : public QObject {
  Q_OBJECT

 private slots:
  void folds_what_is_the_same_to_a_searcher_data();
  void folds_what_is_the_same_to_a_searcher();
  void cuts_a_text_into_runs_of_up_to_three_neighbours();
  void writes_marks_so_that_the_tokenizer_takes_them_as_letters();
  void asks_for_the_longest_pieces_of_a_word();
  void bounds_what_a_user_types();
  void checks_words_that_are_longer_than_a_piece();
};

void SearchTextTest::folds_what_is_the_same_to_a_searcher_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("folded");
  const auto row = [](const char* text, const char* folded) {
    QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(folded);
  };
  row("ABC xyz 09", "abc xyz 09");
  row("IŞIK ışık İ i̇", "işik işik i i");
  row("ＡＢＣ　１２", "abc 12");
  row("한글", "한글");
  row("각", "각");
  row("Straße ΣΟΦΟΣ σοφος σοφός", "strasse σοφοσ σοφοσ σοφόσ");
  row("a\tb\nc", "a b c");
  row("so\u00adft\u200b\u2066x", "softx");
  row("ﬁne", "fine");
}

void SearchTextTest::folds_what_is_the_same_to_a_searcher() {
  QFETCH(QString, text);
  QFETCH(QString, folded);
  QCOMPARE(fold(text), folded);
}

void SearchTextTest::cuts_a_text_into_runs_of_up_to_three_neighbours() {
  const auto pieces = [](const QStringList& texts) {
    QStringList list = index_pieces(texts).split(' ', Qt::SkipEmptyParts);
    list.sort();
    return list;
  };
  QCOMPARE(pieces({"abcd"}), QStringList({"a", "ab", "abc", "b", "bc", "bcd", "c", "cd", "d"}));
  QCOMPARE(pieces({"ab ba"}), QStringList({"a", "ab", "b", "ba"}));
  QCOMPARE(pieces({"a", "b"}), QStringList({"a", "b"}));
  QCOMPARE(pieces({"aaaa", "aa"}), QStringList({"a", "aa", "aaa"}));
  QCOMPARE(pieces({QStringLiteral("\U0001F4E6\U0001F389")}),
           QStringList({"\U0001F389", "\U0001F4E6", "\U0001F4E6\U0001F389"}));
  QCOMPARE(pieces({}), QStringList());
}

void SearchTextTest::writes_marks_so_that_the_tokenizer_takes_them_as_letters() {
  QCOMPARE(index_pieces({"\""}), QStringLiteral("\uff02 "));
  QCOMPARE(match_expression({"\"a"}), QStringLiteral("\"\uff02a\""));
}

void SearchTextTest::asks_for_the_longest_pieces_of_a_word() {
  QCOMPARE(match_expression({"a"}), QStringLiteral("\"a\""));
  QCOMPARE(match_expression({"ab"}), QStringLiteral("\"ab\""));
  QCOMPARE(match_expression({"abcd", "bcde"}), QStringLiteral("\"abc\" AND \"bcd\" AND \"cde\""));
}

void SearchTextTest::bounds_what_a_user_types() {
  QString typed;
  for (int number = 0; number < 1000; ++number) {
    typed += QString::number(number) + QString(1000, 'x') + ' ';
  }
  const QStringList words = search_words(typed);
  QCOMPARE(words.size(), kMaxSearchWords);
  QCOMPARE(words.first().size(), kMaxSearchWordLength);
  QVERIFY(match_expression(words).count(" AND ") < 100);
  QCOMPARE(search_words("  Ab  aB\tc "), QStringList({"ab", "c"}));
  QVERIFY(search_words(" \n ").isEmpty());
}

void SearchTextTest::checks_words_that_are_longer_than_a_piece() {
  QVERIFY(!needs_check({"a", "ab", "abc", "\U0001F4E6\U0001F389\U0001F4E6"}));
  QVERIFY(needs_check({"a", "abcd"}));
  QVERIFY(contains_all({"new order", "body"}, {"ord", "od"}));
  QVERIFY(!contains_all({"new order", "body"}, {"ord", "rb"}));
}

QTEST_GUILESS_MAIN(SearchTextTest)
#include "search_text_test.moc"
