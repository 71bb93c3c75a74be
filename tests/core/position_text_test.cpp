#include "position_text.h"

#include <QtTest>
#include <string>

using namespace tidings;

class PositionTextTest : public QObject {
  Q_OBJECT

 private slots:
  void what_is_written_is_read_again();
  void any_changed_byte_is_noticed();
  void any_cut_is_noticed();
  void foreign_text_is_damage_data();
  void foreign_text_is_damage();
  void a_newer_version_is_no_damage();
};

namespace {

const Positions kPositions{
    {"https://shop.example/v1/stream", "7f3a-1700000000000-0"},
    {"한국어", R"(a "quoted" \ id, [with] 업무)"},
    {"kafka", R"([{"topic":"t","partition":0,"offset":12345678901234567890}])"},
    {"line ends", "a\u2028b\tc"},
};

bool is_damaged(std::string_view text) {
  return std::holds_alternative<DamagedPositions>(positions_from_text(text));
}

}  // namespace

void PositionTextTest::what_is_written_is_read_again() {
  for (const Positions& positions : {Positions(), kPositions}) {
    const auto read = positions_from_text(positions_to_text(positions));
    QVERIFY(std::holds_alternative<Positions>(read));
    QVERIFY(std::get<Positions>(read) == positions);
  }
}

void PositionTextTest::any_changed_byte_is_noticed() {
  const std::string text = positions_to_text(kPositions);
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string changed = text;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    const auto read = positions_from_text(changed);
    QVERIFY2(!std::holds_alternative<Positions>(read), changed.c_str());
  }
}

void PositionTextTest::any_cut_is_noticed() {
  const std::string text = positions_to_text(kPositions);
  for (std::size_t size = 0; size + 1 < text.size(); ++size) {
    QVERIFY2(is_damaged(text.substr(0, size)), text.substr(0, size).c_str());
  }
}

void PositionTextTest::foreign_text_is_damage_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::newRow("an empty text") << QByteArray("");
  QTest::newRow("other text") << QByteArray("hello\n");
  QTest::newRow("a bare id") << QByteArray("42");
  QTest::newRow("zeros, as after a broken disk") << QByteArray(4096, '\0');
  QTest::newRow("twice") << QByteArray::fromStdString(positions_to_text(kPositions)).repeated(2);
  QTest::newRow("no version") << QByteArray("tidings positions \nend 0\n");
  QTest::newRow("deep JSON") << "tidings positions 1\n" + QByteArray(100'000, '[') + "\n";
}

void PositionTextTest::foreign_text_is_damage() {
  QFETCH(QByteArray, text);
  QVERIFY(is_damaged(text.toStdString()));
}

void PositionTextTest::a_newer_version_is_no_damage() {
  QVERIFY(std::holds_alternative<NewerPositions>(positions_from_text("tidings positions 2\n{}")));
}

QTEST_APPLESS_MAIN(PositionTextTest)
#include "position_text_test.moc"
