// What was marked here and the server has not heard yet.
#include "service/read_outbox.h"

#include <QTest>

#include "support/std_strings.h"

using tidings::desktop::ReadOutbox;

class ReadOutboxTest : public QObject {
  Q_OBJECT

 private slots:
  void marks_of_one_kind_are_one_request() {
    ReadOutbox outbox;
    outbox.add({"a", "b"}, true);
    outbox.add({"c"}, true);
    outbox.add({"d"}, false);
    auto request = outbox.take();
    QCOMPARE(request->path, std::string("/notifications/read"));
    QCOMPARE(request->json, std::string("{\"ids\":[\"a\",\"b\",\"c\"]}"));
    QVERIFY(!outbox.take());
    outbox.heard();
    request = outbox.take();
    QCOMPARE(request->path, std::string("/notifications/unread"));
    outbox.heard();
    QVERIFY(outbox.empty());
  }
  void up_to_is_a_request_of_its_own() {
    ReadOutbox outbox;
    outbox.add_up_to("z");
    QCOMPARE(outbox.take()->json, std::string("{\"upTo\":\"z\"}"));
  }
  void the_last_word_counts() {
    ReadOutbox outbox;
    outbox.add({"a"}, true);
    outbox.add({"a"}, false);
    QCOMPARE(outbox.take()->path, std::string("/notifications/unread"));
    outbox.heard();
    QVERIFY(outbox.empty());
  }
  void what_was_not_heard_comes_again_unless_there_is_a_newer_word() {
    ReadOutbox outbox;
    outbox.add({"a", "b"}, true);
    QVERIFY(outbox.take());
    outbox.add({"b"}, false);
    outbox.not_heard();
    QCOMPARE(outbox.take()->json, std::string("{\"ids\":[\"a\"]}"));
    outbox.heard();
    QCOMPARE(outbox.take()->path, std::string("/notifications/unread"));
  }
  void a_refused_one_is_found_by_halves_and_dropped() {
    ReadOutbox outbox;
    outbox.add({"a", "bad", "c", "d"}, true);
    QStringList heard;
    for (int tries = 0; !outbox.empty() && tries < 20; ++tries) {
      const auto request = outbox.take();
      if (request->json.find("bad") != std::string::npos) {
        outbox.refused();
      } else {
        heard.append(QString::fromStdString(request->json));
        outbox.heard();
      }
    }
    QVERIFY(outbox.empty());
    const QString all = heard.join(QString());
    QVERIFY(all.contains("\"a\"") && all.contains("\"c\"") && all.contains("\"d\""));
  }
  void it_survives_as_text() {
    ReadOutbox outbox;
    outbox.add({"a", QString::fromUtf8("주 문\n")}, true);
    outbox.add({"u"}, false);
    outbox.add_up_to("z");
    QVERIFY(outbox.take());
    ReadOutbox again = ReadOutbox::from_text(outbox.to_text());
    outbox.not_heard();
    QCOMPARE(again.to_text(), outbox.to_text());
    QCOMPARE(again.take()->json, outbox.take()->json);
    QVERIFY(ReadOutbox::from_text("garbage\n\nread\n").empty());
  }
};

QTEST_APPLESS_MAIN(ReadOutboxTest)
#include "read_outbox_test.moc"
