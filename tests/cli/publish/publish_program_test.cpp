#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>
#include <memory>

#include "support/program.h"
#include "support/tidings_server.h"

using tidings::test::Program;
using tidings::test::TidingsServer;

/// `tidings publish`, by the real program against the real server.
class PublishProgramTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void prints_the_id_of_what_was_accepted();
  void sends_a_file_in_order_and_says_what_became_of_each_line();
  void reports_refused_lines_on_standard_error_in_text_form();
  void reads_standard_input_as_it_comes();
  void says_nothing_when_quiet();
  void stores_a_repeat_with_the_same_key_once();
  void needs_the_right_token();
  void gives_up_after_the_time_it_was_given();
  void ends_on_a_signal_while_it_waits();
  void says_where_to_go_on_when_it_is_stopped();
  void never_shows_the_token();

 private:
  std::unique_ptr<Program> publish(const QStringList& flags) const;
  std::unique_ptr<Program> follow() const;

  std::unique_ptr<TidingsServer> server_;
  QTemporaryDir folder_;
};

void PublishProgramTest::initTestCase() {
  server_ = std::make_unique<TidingsServer>();
  QVERIFY2(server_->start(), server_->report().constData());
}

std::unique_ptr<Program> PublishProgramTest::publish(const QStringList& flags) const {
  auto program = std::make_unique<Program>(
      QStringLiteral(TIDINGS_EXECUTABLE),
      QStringList("publish") + flags + QStringList(server_->publish_url()));
  program->set_environment("TIDINGS_TOKEN", server_->publish_token());
  return program;
}

std::unique_ptr<Program> PublishProgramTest::follow() const {
  auto program = std::make_unique<Program>(
      QStringLiteral(TIDINGS_EXECUTABLE),
      QStringList({"watch", "-f", "{data/title}", server_->stream_url()}));
  program->set_environment("TIDINGS_TOKEN", server_->seller_token(42));
  return program;
}

void PublishProgramTest::prints_the_id_of_what_was_accepted() {
  const auto watch = follow();
  QVERIFY(watch->start());
  QVERIFY(watch->wait_for_err("connected"));
  const auto program = publish({"--to", "42", "--to", "43", "--title", "-5 degrees"});
  QCOMPARE(program->run(), 0);
  QCOMPARE(program->out_lines().size(), 2);
  QVERIFY(!program->out_lines().front().isEmpty());
  QCOMPARE(program->err(), QByteArray());
  QVERIFY(watch->wait_for_out_lines(1));
  QCOMPARE(watch->out(), QByteArray("-5 degrees\n"));
}

void PublishProgramTest::sends_a_file_in_order_and_says_what_became_of_each_line() {
  QFile file(folder_.filePath("batch"));
  QVERIFY(file.open(QIODevice::WriteOnly));
  for (int line = 1; line <= 2500; ++line) {
    file.write(line == 1200 ? QByteArray("no JSON\n")
                            : "{\"sellerId\":42,\"title\":\"" + QByteArray::number(line) + "\"}\n");
  }
  file.close();
  const auto watch = follow();
  QVERIFY(watch->start());
  QVERIFY(watch->wait_for_err("connected"));
  const auto program = publish({"--from-file", file.fileName(), "-o", "json"});
  QCOMPARE(program->run(), 1);
  const QList<QByteArray> results = program->out_lines();
  QCOMPARE(results.size(), 2500);
  for (qsizetype index = 0; index < results.size(); ++index) {
    const QJsonObject result = QJsonDocument::fromJson(results[index]).object();
    QCOMPARE(result["line"].toInt(), static_cast<int>(index) + 1);
    QCOMPARE(result.contains("error"), index + 1 == 1200);
    QCOMPARE(result.contains("id"), index + 1 != 1200);
  }
  QVERIFY(watch->wait_for_out_lines(2499));
  int expected = 0;
  for (const QByteArray& title : watch->out_lines()) {
    expected += ++expected == 1200 ? 1 : 0;
    QCOMPARE(title.toInt(), expected);
  }
}

void PublishProgramTest::reports_refused_lines_on_standard_error_in_text_form() {
  const auto program = publish({"--from-file", "-"});
  program->set_input(
      "{\"sellerId\":42,\"title\":\"a\"}\n\n{\"title\":\"nobody\"}\n"
      "{\"sellerId\":42,\"title\":\"\"}\n{\"sellerId\":42,\"title\":\"b\"}");
  QCOMPARE(program->run(), 1);
  QCOMPARE(program->out_lines().size(), 2);
  QCOMPARE(program->err_lines().size(), 3);
  QVERIFY2(program->err_lines()[0].startsWith("tidings: line 3: "), program->err().constData());
  QVERIFY(program->err_lines()[0].contains("sellerId"));
  QVERIFY(program->err_lines()[1].startsWith("tidings: line 4: "));
  QCOMPARE(program->err_lines()[2], QByteArray("tidings: line 5 was the last accepted"));
}

void PublishProgramTest::reads_standard_input_as_it_comes() {
  // The second line is written only when the first one has been accepted.
  Program program(
      "sh", {"-c",
             "{ echo '{\"sellerId\":42,\"title\":\"a\"}'; until [ -s \"$OUT\" ]; do sleep 0.01; "
             "done; echo '{\"sellerId\":42,\"title\":\"b\"}'; } | "
             "\"$PROGRAM\" publish --from-file - \"$URL\" > \"$OUT\""});
  program.set_environment("OUT", folder_.filePath("ids"));
  program.set_environment("PROGRAM", TIDINGS_EXECUTABLE);
  program.set_environment("URL", server_->publish_url());
  program.set_environment("TIDINGS_TOKEN", server_->publish_token());
  QCOMPARE(program.run(), 0);
}

void PublishProgramTest::says_nothing_when_quiet() {
  const auto program = publish({"--broadcast", "--title", "T", "-o", "quiet"});
  QCOMPARE(program->run(), 0);
  QCOMPARE(program->out() + program->err(), QByteArray());
}

void PublishProgramTest::stores_a_repeat_with_the_same_key_once() {
  const QStringList flags{"--to",     "42", "--title",           "T {n}",
                          "--repeat", "3",  "--idempotency-key", "key"};
  const auto first = publish(flags);
  QCOMPARE(first->run(), 0);
  const auto second = publish(flags);
  QCOMPARE(second->run(), 0);
  QCOMPARE(second->out(), first->out());
}

void PublishProgramTest::needs_the_right_token() {
  const auto program = publish({"--to", "42", "--title", "T"});
  program->set_environment("TIDINGS_TOKEN", server_->seller_token(42));
  QCOMPARE(program->run(), 4);
  QCOMPARE(program->err_lines().size(), 1);
  QVERIFY(program->err().contains("403"));
}

void PublishProgramTest::gives_up_after_the_time_it_was_given() {
  Program program(QStringLiteral(TIDINGS_EXECUTABLE), {"publish", "--to", "42", "--title", "T",
                                                       "--max-time", "0", "http://127.0.0.1:1/n"});
  QCOMPARE(program.run(), 1);
  QCOMPARE(program.err_lines().size(), 1);
}

void PublishProgramTest::ends_on_a_signal_while_it_waits() {
  Program program(QStringLiteral(TIDINGS_EXECUTABLE),
                  {"publish", "--to", "42", "--title", "T", "http://127.0.0.1:1/n"});
  QVERIFY(program.start());
  QVERIFY(program.wait_for_err("trying again in "));
  program.send_signal(SIGINT);
  QCOMPARE(program.wait_for_exit(), 130);
}

void PublishProgramTest::says_where_to_go_on_when_it_is_stopped() {
  QFile file(folder_.filePath("slow"));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("\n{\"sellerId\":42,\"title\":\"a\"}\n{\"sellerId\":42,\"title\":\"b\"}\n");
  file.close();
  const auto program = publish({"--from-file", file.fileName(), "--rate", "0.001"});
  QVERIFY(program->start());
  QVERIFY(program->wait_for_out_lines(1));
  program->send_signal(SIGTERM);
  QCOMPARE(program->wait_for_exit(), 143);
  QVERIFY2(program->err().contains("line 2 was the last accepted"), program->err().constData());
}

void PublishProgramTest::never_shows_the_token() {
  const auto program = publish({"--to", "42", "--title", "T", "-v"});
  QCOMPARE(program->run(), 0);
  QVERIFY(program->err().contains("> POST "));
  QVERIFY(program->err().contains("< HTTP/1.1 201"));
  QVERIFY(!program->err().contains(server_->publish_token().toUtf8()));
}

QTEST_GUILESS_MAIN(PublishProgramTest)
#include "publish_program_test.moc"
