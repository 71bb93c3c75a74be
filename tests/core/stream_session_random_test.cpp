#include <QtTest>
#include <random>
#include <string>

#include "core/session_play.h"

/// Random lives of a stream, always the same ones: see `play_session` for what must hold.
/// tests/fuzz/session_fuzz.cpp looks for others.
class StreamSessionRandomTest : public QObject {
  Q_OBJECT

 private slots:
  void keeps_its_rules_in_every_life() {
    for (unsigned seed = 0; seed < 5000; ++seed) {
      std::mt19937 random(seed);
      std::string choices(20 + random() % 2000, '\0');
      for (char& choice : choices) {
        choice = static_cast<char>(random());
      }
      const std::string broken = tidings::test::play_session(choices);
      QVERIFY2(broken.empty(), ("seed " + std::to_string(seed) + ": " + broken).c_str());
    }
  }
};

QTEST_APPLESS_MAIN(StreamSessionRandomTest)
#include "stream_session_random_test.moc"
