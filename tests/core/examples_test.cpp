// The example programs do what their first line says.
#include <QSet>
#include <QtTest>

#include "support/program.h"
#include "support/scripted_server.h"

using tidings::test::Program;
using tidings::test::ScriptedServer;
using Answer = ScriptedServer::Answer;

namespace {

const Answer kNoContent = ScriptedServer::status("204 No Content");

}  // namespace

class ExamplesTest : public QObject {
  Q_OBJECT

 private slots:
  void print_stream_prints_reconnects_and_ends() {
    ScriptedServer server([](const QByteArray&, int request) -> Answer {
      switch (request) {
        case 1:
          return {ScriptedServer::stream("retry: 1\nid: 7\ndata: one\n\n"), true};
        case 2:
          return {ScriptedServer::stream("data: two\ndata: lines\n\n"), true};
        default:
          return kNoContent;
      }
    });
    Program example(PRINT_STREAM, {server.url()});
    QVERIFY2(example.run() == 0, example.report());
    QCOMPARE(example.out(), QByteArray("one\ntwo\nlines\n"));
    QVERIFY2(server.requests().at(1).contains("\r\nLast-Event-ID: 7\r\n"), server.requests().at(1));
    QVERIFY2(example.err().contains("reconnecting in 1 ms: the server ended the stream\n"),
             example.report());
    QVERIFY2(
        example.err().endsWith("ended: the server answered 204 (no content): the stream is over\n"),
        example.report());
  }

  void follow_fifty_follows_fifty_at_once() {
    int waiting = 0;
    ScriptedServer server([&waiting](const QByteArray&, int request) -> Answer {
      if (request <= 50) {
        ++waiting;
        return {ScriptedServer::stream("retry: 1\n: open\n\n"), false};
      }
      return kNoContent;
    });
    Program example(FOLLOW_FIFTY, {server.url()});
    QVERIFY(example.start());
    QVERIFY2(example.wait_until([&] { return waiting == 50; }), example.report());
    server.send("event: news\ndata: to all\n\n");
    QVERIFY2(example.wait_for_out_lines(50), example.report());
    const QList<QByteArray> lines = example.out_lines();
    QCOMPARE(QSet<QByteArray>(lines.begin(), lines.end()).size(), 50);
    QVERIFY2(lines.contains("50\tnews\tto all"), example.report());
    server.disconnect_all();
    QVERIFY2(example.wait_for_exit() == 0, example.report());
    QCOMPARE(example.err_lines().size(), 50);
    QVERIFY2(example.err_lines().contains(
                 "50: the server answered 204 (no content): the stream is over"),
             example.report());
  }

  void they_end_when_nobody_reads_what_they_print() {
    for (const char* path : {PRINT_STREAM, FOLLOW_FIFTY}) {
      ScriptedServer server({ScriptedServer::stream("data: one\n\n"), false});
      Program example("/bin/sh", {"-c", "\"$0\" \"$1\" | head -n 1", path, server.url()});
      QVERIFY(example.start());
      QVERIFY2(example.wait_for_out_lines(1), example.report());
      QVERIFY2(example.wait_until([&] {
        server.send("data: more\n\n");
        return !example.running();
      }),
               example.report());
    }
  }

  void wrong_usage_is_said() {
    for (const char* path : {PRINT_STREAM, FOLLOW_FIFTY}) {
      Program example(path);
      QVERIFY2(example.run() == 2, example.report());
      QVERIFY2(example.err().startsWith("usage: "), example.report());
    }
  }
};

QTEST_GUILESS_MAIN(ExamplesTest)
#include "examples_test.moc"
