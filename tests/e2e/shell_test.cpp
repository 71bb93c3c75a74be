#include <QTemporaryDir>
#include <QTest>

#include "e2e/publishing.h"
#include "support/scripted_server.h"

namespace tidings::test {

/// `watch` as a part of shell pipelines. `$TIDINGS` is the program, `$URL` the stream.
class ShellTest : public QObject {
  Q_OBJECT

 private:
  TidingsServer server_;

  [[nodiscard]] std::unique_ptr<Program> shell(const QString& command) const {
    auto program = std::make_unique<Program>("bash", QStringList{"-c", command});
    program->set_environment("TIDINGS", QStringLiteral(TIDINGS_EXECUTABLE));
    program->set_environment("URL", server_.stream_url());
    program->set_environment("TIDINGS_TOKEN", server_.seller_token(42));
    return program;
  }

 private slots:
  void initTestCase() {
    QVERIFY2(server_.start(), server_.report());
    for (const char* title : {"one", "two", "three"}) {
      QVERIFY(!publish(server_, 42, title).isEmpty());
    }
  }

  void head_takes_its_line_and_the_watch_ends_with_status_0() {
    const auto program =
        shell("$TIDINGS watch $URL --last-event-id 0 -o json | head -1; echo ${PIPESTATUS[0]}");
    QVERIFY(program->start());
    QVERIFY2(program->wait_for_out_lines(1), program->report());
    // The reader is gone; the next event is what finds out.
    QVERIFY(!publish(server_, 42, "four").isEmpty());
    QVERIFY2(program->wait_for_exit() == 0, program->report());
    QCOMPARE(program->out_lines().size(), 2);
    QVERIFY2(program->out_lines().first().contains("one"), program->report());
    QCOMPARE(program->out_lines().last(), "0");
  }

  void jq_gets_nothing_but_events() {
    const auto program = shell(
        "$TIDINGS watch $URL --last-event-id 0 -o json --count 3 | jq -r '.data|fromjson|.title'");
    QVERIFY2(program->run() == 0, program->report());
    QCOMPARE(program->out_lines(), (QByteArrayList{"one", "two", "three"}));
  }

  void data_is_the_form_of_a_pipe() {
    const auto program =
        shell("$TIDINGS watch $URL --last-event-id 0 --count 3 2>/dev/null | jq -r .title");
    QVERIFY2(program->run() == 0, program->report());
    QCOMPARE(program->out_lines(), (QByteArrayList{"one", "two", "three"}));
    QCOMPARE(program->err(), QByteArray());
  }

  void an_event_is_passed_on_before_the_next_one_comes() {
    ScriptedServer stream({ScriptedServer::stream("data: now\n\n"), false});
    const auto program = shell("unset TIDINGS_TOKEN; $TIDINGS watch -q " + stream.url() + " | cat");
    QVERIFY(program->start());
    QVERIFY2(program->wait_for_out_lines(1), program->report());
    QCOMPARE(program->out(), "now\n");
  }

  void a_full_disk_ends_the_watch_with_status_1() {
    const auto program =
        shell("$TIDINGS watch $URL --last-event-id 0 >/dev/full; status=$?; echo $status");
    QVERIFY2(program->run() == 0, program->report());
    QCOMPARE(program->out(), "1\n");
    QVERIFY2(program->err().contains("No space left"), program->report());
  }

  void a_closed_standard_output_is_reported_at_once() {
    const auto program = shell("$TIDINGS watch $URL --last-event-id 0 >&-; exit $?");
    QVERIFY2(program->run() == 1, program->report());
    QVERIFY2(!program->err().isEmpty(), program->report());
  }

  void publish_takes_a_pipe_and_gives_ids_to_a_pipe() {
    const auto program = shell(
        R"(printf '{"sellerId":7,"title":"a"}\n{"sellerId":7,"title":"b"}\n' |
             $TIDINGS publish ${URL%stream}notifications --from-file - | wc -l)");
    program->set_environment("TIDINGS_TOKEN", server_.publish_token());
    QVERIFY2(program->run() == 0, program->report());
    QCOMPARE(program->out().trimmed(), "2");
  }
};

}  // namespace tidings::test

QTEST_GUILESS_MAIN(tidings::test::ShellTest)
#include "shell_test.moc"
