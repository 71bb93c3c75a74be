#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>
#include <map>
#include <memory>
#include <random>

#include "support/program.h"
#include "support/scripted_server.h"

using tidings::test::Program;
using tidings::test::ScriptedServer;

namespace {

QByteArray events(int first, int last) {
  QByteArray text;
  for (int number = first; number <= last; ++number) {
    text += "id: " + QByteArray::number(number) + "\ndata: " + QByteArray::number(number) + "\n\n";
  }
  return text;
}

/// The number in a request's `Last-Event-ID`, 0 for none.
int last_event_id(const QByteArray& head) {
  const QByteArray name = "Last-Event-ID: ";
  const qsizetype start = head.indexOf(name);
  return start < 0 ? 0 : head.mid(start + name.size()).split('\r').front().toInt();
}

}  // namespace

/// `tidings watch --state`, by the real program.
class StateTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void a_second_run_goes_on_where_the_first_ended();
  void what_is_left_out_counts_as_dealt_with();
  void an_id_without_an_event_counts();
  void a_flag_wins_over_the_file();
  void each_stream_has_its_own_position();
  void a_kill_loses_nothing();
  void a_kill_repeats_one_event_with_a_hook();
  void a_kill_repeats_one_event_a_job();
  void no_hook_runs_far_ahead_of_one_that_hangs();
  void a_failed_hook_counts_unless_it_stops_the_watch();
  void a_file_in_use_or_impossible_is_a_sentence();

 private:
  std::unique_ptr<Program> watch(const QStringList& flags, const QStringList& urls) const;
  [[nodiscard]] QByteArray written(const QString& name) const;

  std::unique_ptr<QTemporaryDir> folder_;
};

void StateTest::init() {
  folder_ = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<Program> StateTest::watch(const QStringList& flags, const QStringList& urls) const {
  auto program = std::make_unique<Program>(
      QStringLiteral(TIDINGS_EXECUTABLE),
      QStringList({"watch", "-o", "data", "--state", folder_->filePath("state")}) + flags + urls);
  program->set_environment("FOLDER", folder_->path());
  return program;
}

QByteArray StateTest::written(const QString& name) const {
  QFile file(folder_->filePath(name));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
}

void StateTest::a_second_run_goes_on_where_the_first_ended() {
  ScriptedServer server({ScriptedServer::stream(events(1, 5))});
  QCOMPARE(watch({"-n", "3"}, {server.url()})->run(), 0);
  QCOMPARE(watch({"-n", "1"}, {server.url()})->run(), 0);
  QCOMPARE(last_event_id(server.requests()[0]), 0);
  QCOMPARE(last_event_id(server.requests()[1]), 3);
}

void StateTest::what_is_left_out_counts_as_dealt_with() {
  ScriptedServer server({ScriptedServer::stream(events(1, 3) + "id: 4\nevent: other\ndata: x\n\n" +
                                                "id: 5\ndata: [DONE]\n\n")});
  QCOMPARE(watch({"-e", "message", "--until", "[DONE]"}, {server.url()})->run(), 0);
  QCOMPARE(watch({"-n", "1"}, {server.url()})->run(), 0);
  QCOMPARE(last_event_id(server.requests()[1]), 5);
}

void StateTest::an_id_without_an_event_counts() {
  ScriptedServer server([](const QByteArray&, int) {
    return ScriptedServer::Answer{ScriptedServer::stream("id: 7\n\n"), true};
  });
  QCOMPARE(watch({"--no-reconnect"}, {server.url()})->run(), 0);
  QCOMPARE(watch({"--no-reconnect"}, {server.url()})->run(), 0);
  QCOMPARE(last_event_id(server.requests()[1]), 7);
}

void StateTest::a_flag_wins_over_the_file() {
  ScriptedServer server({ScriptedServer::stream(events(1, 5))});
  QCOMPARE(watch({"-n", "3"}, {server.url()})->run(), 0);
  QCOMPARE(watch({"-n", "1", "--last-event-id", "2"}, {server.url()})->run(), 0);
  QCOMPARE(last_event_id(server.requests()[1]), 2);
}

void StateTest::each_stream_has_its_own_position() {
  ScriptedServer first({ScriptedServer::stream(events(1, 2))});
  ScriptedServer second({ScriptedServer::stream(events(11, 13))});
  QCOMPARE(watch({"-n", "5"}, {first.url(), second.url()})->run(), 0);
  QCOMPARE(watch({"-n", "1"}, {second.url(), first.url()})->run(), 0);
  QCOMPARE(last_event_id(first.requests()[1]), 2);
  QCOMPARE(last_event_id(second.requests()[1]), 13);
}

void StateTest::a_kill_loses_nothing() {
  ScriptedServer server([](const QByteArray& head, int) {
    const int after = last_event_id(head);
    return ScriptedServer::Answer{ScriptedServer::stream(events(after + 1, after + 5000))};
  });
  int printed = 0;  // everything up to here has been printed, in one run or another
  for (int run = 0; run < 5; ++run) {
    const auto program = watch({}, {server.url()});
    QVERIFY(program->start());
    QVERIFY(program->wait_for_out_lines(1 + run * 700));
    program->kill();
    const int resumed = last_event_id(server.requests().back());
    QVERIFY2(resumed <= printed, "an event that was not printed was passed over");
    const QList<QByteArray> lines = program->out_lines();
    for (qsizetype line = 0; line < lines.size(); ++line) {
      QCOMPARE(lines[line].toInt(), resumed + 1 + static_cast<int>(line));
    }
    printed = std::max(printed, resumed + static_cast<int>(lines.size()));
  }
}

void StateTest::a_kill_repeats_one_event_with_a_hook() {
  ScriptedServer server([](const QByteArray& head, int) {
    const int after = last_event_id(head);
    return ScriptedServer::Answer{ScriptedServer::stream(events(after + 1, after + 50))};
  });
  for (int run = 0; run < 4; ++run) {
    const auto program = watch({"-x", "echo $TIDINGS_ID >> $FOLDER/log"}, {server.url()});
    QVERIFY(program->start());
    const qsizetype enough = (written("log").count('\n')) + 3;
    QVERIFY(program->wait_until([&] { return written("log").count('\n') >= enough; }));
    program->kill();
  }
  int expected = 1;
  int repeated = 0;
  for (const QByteArray& line : written("log").trimmed().split('\n')) {
    const int number = line.toInt();
    QVERIFY2(number == expected || number == expected - 1, line.constData());
    repeated += number == expected ? 0 : 1;
    expected = number + 1;
  }
  QVERIFY(repeated <= 4);
}

void StateTest::a_kill_repeats_one_event_a_job() {
  constexpr int kJobs = 3;
  constexpr int kRuns = 8;
  ScriptedServer server([](const QByteArray& head, int) {
    const int after = last_event_id(head);
    return ScriptedServer::Answer{ScriptedServer::stream(events(after + 1, after + 200))};
  });
  std::mt19937 random(7);
  for (int run = 0; run < kRuns; ++run) {
    const auto program =
        watch({"--exec-jobs", QString::number(kJobs), "-x", "echo $TIDINGS_ID >> $FOLDER/log"},
              {server.url()});
    QVERIFY(program->start());
    const qsizetype enough =
        written("log").count('\n') + std::uniform_int_distribution<int>(1, 25)(random);
    QVERIFY(program->wait_until([&] { return written("log").count('\n') >= enough; }));
    program->kill();
  }
  std::map<int, int> times;
  for (const QByteArray& line : written("log").trimmed().split('\n')) {
    ++times[line.toInt()];
  }
  int repeated = 0;
  // The last few may not have got their turn before the last kill.
  const int complete = times.rbegin()->first - kJobs;
  for (int number = 1; number <= complete; ++number) {
    QVERIFY2(times[number] >= 1, qPrintable(QString::number(number) + " was lost"));
  }
  for (const auto& [number, count] : times) {
    repeated += std::max(count - 1, 0);
  }
  QVERIFY2(repeated <= kJobs * kRuns, qPrintable(QString::number(repeated)));
}

void StateTest::no_hook_runs_far_ahead_of_one_that_hangs() {
  ScriptedServer server([](const QByteArray& head, int) {
    const int after = last_event_id(head);
    return ScriptedServer::Answer{ScriptedServer::stream(events(after + 1, 50))};
  });
  const auto hanging =
      watch({"--exec-jobs", "4", "-x",
             "echo $TIDINGS_ID >> $FOLDER/log; [ $TIDINGS_ID != 2 ] || sleep 1000"},
            {server.url()});
  QVERIFY(hanging->start());
  // 1 ends, 2 hangs, 3 to 5 end: behind them nothing may start, since a kill would repeat it.
  QVERIFY(hanging->wait_until([&] { return written("log").count('\n') == 5; }));
  QVERIFY(hanging->wait_for_out_lines(50));
  server.send(":\n\n");  // another round of its loop
  hanging->send_signal(SIGTERM);
  QCOMPARE(hanging->wait_for_exit(), 143);
  QCOMPARE(written("log").count('\n'), 5);
  QCOMPARE(watch({"-n", "1"}, {server.url()})->run(), 0);
  QCOMPARE(last_event_id(server.requests().back()), 1);
}

void StateTest::a_failed_hook_counts_unless_it_stops_the_watch() {
  ScriptedServer server({ScriptedServer::stream(events(1, 3))});
  QCOMPARE(watch({"-n", "2", "-x", "false"}, {server.url()})->run(), 0);
  QCOMPARE(watch({"-x", "[ $TIDINGS_ID = 1 ]", "--exec-stop"}, {server.url()})->run(), 1);
  QCOMPARE(watch({"-n", "1"}, {server.url()})->run(), 0);
  QCOMPARE(last_event_id(server.requests()[1]), 2);
  QCOMPARE(last_event_id(server.requests()[2]), 1);
}

void StateTest::a_file_in_use_or_impossible_is_a_sentence() {
  ScriptedServer server({ScriptedServer::stream(events(1, 1))});
  const auto first = watch({}, {server.url()});
  QVERIFY(first->start());
  QVERIFY(first->wait_for_out_lines(1));
  const auto second = watch({}, {server.url()});
  QCOMPARE(second->run(), 2);
  QVERIFY2(second->err().contains("--state: "), second->report().constData());
  Program nowhere(QStringLiteral(TIDINGS_EXECUTABLE),
                  {"watch", "--state", "/nowhere/at/all", server.url()});
  QCOMPARE(nowhere.run(), 2);
  QVERIFY2(nowhere.err().contains("/nowhere/at/all"), nowhere.report().constData());
}

QTEST_GUILESS_MAIN(StateTest)
#include "state_test.moc"
