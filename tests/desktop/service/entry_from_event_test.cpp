// What the history keeps of events, of whatever kind and however bad.
#include "service/entry_from_event.h"

#include <QTest>
#include <string>

#include "support/std_strings.h"

using namespace tidings;
using namespace tidings::desktop;

namespace {

const QDateTime kNow = QDateTime::fromString("2026-11-21T09:30:00.123Z", Qt::ISODateWithMs);

HistoryEntry entry(Preset preset, const std::string& data, const std::string& id = {},
                   const std::string& type = "message") {
  const Event event{type, data, id, !id.empty()};
  return entry_from_event(EventMapping(preset), event, QStringLiteral("shop"), kNow);
}

}  // namespace

class EntryFromEventTest : public QObject {
  Q_OBJECT

 private slots:
  void a_notification_of_ours_is_taken_as_it_is() {
    const auto kept =
        entry(Preset::tidings,
              "{\"id\":\"a1\",\"sellerId\":1,\"title\":\"주문\",\"body\":\"<b>&amp;\","
              "\"data\":{\"n\":1e400},\"createdAt\":\"2026-11-21T09:00:00Z\"}",
              "cursor");
    QCOMPARE(kept.id, QString("a1"));
    QCOMPARE(kept.title, QString::fromUtf8("주문"));
    QCOMPARE(kept.body, QString("<b>&amp;"));
    QCOMPARE(kept.data, QByteArray("{\"n\":1e400}"));
    QCOMPARE(kept.created_at, QDateTime(QDate(2026, 11, 21), QTime(9, 0), Qt::UTC));
    QCOMPARE(kept.received_at, kNow);
  }
  void plain_text_has_its_first_line_as_title() {
    const auto kept = entry(Preset::plain, "EventStream Created.\n[memberId=3]");
    QCOMPARE(kept.title, QString("EventStream Created."));
    QCOMPARE(kept.body, QString("EventStream Created.\n[memberId=3]"));
    QVERIFY(kept.data.isEmpty());
    QVERIFY(!kept.id.isEmpty());
  }
  void an_event_type_is_the_title_where_there_is_no_other() {
    const auto kept = entry(Preset::plain, "[1,2]", "", "sse-room");
    QCOMPARE(kept.title, QString("sse-room"));
    QCOMPARE(kept.type, QString("sse-room"));
    QCOMPARE(kept.data, QByteArray("[1,2]"));
  }
  void nothing_at_all_still_has_a_title() {
    QCOMPARE(entry(Preset::plain, "").title, QString("shop"));
    QCOMPARE(entry(Preset::plain, "\n\x01\n").title, QString("shop"));
  }
  void json_that_is_nested_too_deep_is_plain_text() {
    const auto kept = entry(Preset::tidings, std::string(10'000, '['), "c");
    QVERIFY(kept.data.isEmpty());
    QVERIFY(kept.title.startsWith("[[["));
    QVERIFY(kept.title.size() <= 256);
  }
  void control_characters_do_not_break_a_title_into_lines() {
    const auto kept =
        entry(Preset::tidings,
              "{\"id\":\"1\",\"title\":\"a\\u0000b\\nc\\u001b[31m\",\"sellerId\":1}", "c");
    QVERIFY(!kept.title.contains(QChar(u'\n')));
    QVERIFY(!kept.title.contains(QChar(u'\0')));
    QVERIFY(!kept.title.contains(QChar(u'\x1b')));
  }
  void what_is_longer_than_anyone_reads_is_cut() {
    const std::string huge(200'000, 'x');
    const auto kept =
        entry(Preset::plain, "{\"title\":\"" + huge + "\",\"body\":\"" + huge + "\"}");
    QCOMPARE(kept.title.size(), 256);
    QVERIFY(kept.title.endsWith(QChar(u'…')));
    QCOMPARE(kept.body.size(), 65536);
  }
  void a_cut_leaves_no_half_character() {
    std::string many;
    for (int n = 0; n < 300; ++n) {
      many += "😀";
    }
    const auto kept = entry(Preset::plain, "{\"title\":\"" + many + "\"}");
    QVERIFY(kept.title.isValidUtf16());
  }
  void only_http_addresses_are_kept() {
    const auto url = [](const std::string& text) {
      return entry(Preset::plain, "{\"title\":\"t\",\"url\":\"" + text + "\"}").url;
    };
    QVERIFY(url("javascript:alert(1)").isEmpty());
    QVERIFY(url("file:///etc/passwd").isEmpty());
    QCOMPARE(url("https://x.example/"), QString("https://x.example/"));
  }
  void numbers_that_begin_anew_do_not_hide_other_content() {
    const auto one = entry(Preset::plain, "{\"title\":\"one\"}", "1");
    const auto other = entry(Preset::plain, "{\"title\":\"other\"}", "1");
    QVERIFY(one.id != other.id);
    QCOMPARE(entry(Preset::plain, "{\"title\":\"one\"}", "1").id, one.id);
  }
  void unique_ids_of_foreign_servers_are_taken() {
    const std::string urn = "urn:uuid:5e94c686-2c0b-4f9b-958c-92ccc3bbb4eb";
    QCOMPARE(entry(Preset::mercure, "{\"title\":\"t\"}", urn).id, QString::fromStdString(urn));
    QCOMPARE(entry(Preset::ntfy, "{\"id\":\"hwQ2YpKdmg\",\"topic\":\"t\",\"message\":\"m\"}").id,
             QString("hwQ2YpKdmg"));
  }
  void events_without_ids_are_never_the_same() {
    QVERIFY(entry(Preset::plain, "x").id != entry(Preset::plain, "x").id);
  }
};

QTEST_APPLESS_MAIN(EntryFromEventTest)
#include "entry_from_event_test.moc"
