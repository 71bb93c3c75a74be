#include "suggestion.h"

#include <QtTest>
#include <array>

using namespace tidings::cli;

class SuggestionTest : public QObject {
  Q_OBJECT

 private slots:
  void is_the_name_that_was_meant_data();
  void is_the_name_that_was_meant();
};

void SuggestionTest::is_the_name_that_was_meant_data() {
  QTest::addColumn<QString>("word");
  QTest::addColumn<QString>("suggestion");
  const auto row = [](const char* word, const char* suggestion) {
    QTest::newRow(*word == '\0' ? "nothing" : word) << QString(word) << QString(suggestion);
  };
  row("evnt", "event");
  row("evetn", "event");
  row("eventt", "event");
  row("event-type", "event");
  row("outptu", "output");
  row("heartbeat", "heartbeat-timeout");
  row("heartbeattimeout", "heartbeat-timeout");
  row("hartbeat-timout", "heartbeat-timeout");
  row("q", "");
  row("", "");
  row("colour-scheme", "");
  row("zzzzz", "");
}

void SuggestionTest::is_the_name_that_was_meant() {
  constexpr std::array<std::string_view, 4> kNames{"event", "output", "heartbeat-timeout", "quiet"};
  QFETCH(QString, word);
  QFETCH(QString, suggestion);
  const std::string typed = word.toStdString();
  const auto found = suggestion_for(typed, kNames);
  QCOMPARE(QString::fromStdString(std::string(found.value_or(""))), suggestion);
}

QTEST_APPLESS_MAIN(SuggestionTest)
#include "suggestion_test.moc"
