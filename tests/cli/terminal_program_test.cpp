#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>
#include <memory>

#include "support/program.h"
#include "support/pseudo_terminal.h"
#include "support/scripted_server.h"

using tidings::test::Program;
using tidings::test::PseudoTerminal;
using tidings::test::ScriptedServer;

/// What people see: colours, width, progress and languages, on a pseudo-terminal.
class TerminalProgramTest : public QObject {
  Q_OBJECT

 private slots:
  void colors_are_for_those_who_see_them_data();
  void colors_are_for_those_who_see_them();
  void text_is_wrapped_at_the_terminals_width_data();
  void text_is_wrapped_at_the_terminals_width();
  void wide_characters_take_two_columns();
  void a_window_made_smaller_counts_from_then_on();
  void any_locale_gets_the_same_bytes_data();
  void any_locale_gets_the_same_bytes();
  void a_long_job_shows_its_progress();
  void a_quiet_job_shows_none();
  void ctrl_c_ends_it_with_130();
  void help_fits_the_terminal_data();
  void help_fits_the_terminal();

 private:
  std::unique_ptr<PseudoTerminal> watch(const QStringList& flags,
                                        const ScriptedServer& server) const;
};

namespace {

const QByteArray kOrder =
    "event: order\ndata: {\"id\":\"1\",\"title\":\"Paid\",\"priority\":5,\"body\":\"alpha beta "
    "gamma "
    "delta epsilon zeta eta theta iota kappa\"}\n\n";

/// The lines on the screen, less the time's column.
QList<QByteArray> lines_of(PseudoTerminal& terminal) {
  QList<QByteArray> lines = QByteArray(terminal.screen()).replace("\r\n", "\n").split('\n');
  lines.removeLast();
  return lines;
}

}  // namespace

std::unique_ptr<PseudoTerminal> TerminalProgramTest::watch(const QStringList& flags,
                                                           const ScriptedServer& server) const {
  return std::make_unique<PseudoTerminal>(
      QStringList({QStringLiteral(TIDINGS_EXECUTABLE), "watch", "-q"}) + flags +
      QStringList(server.url()));
}

void TerminalProgramTest::colors_are_for_those_who_see_them_data() {
  QTest::addColumn<bool>("on_a_terminal");
  QTest::addColumn<QStringList>("flags");
  QTest::addColumn<QString>("variable");
  QTest::addColumn<QString>("value");
  QTest::addColumn<bool>("colored");
  const auto row = [](const char* name, bool on_a_terminal, const QStringList& flags,
                      const char* variable, const char* value, bool colored) {
    QTest::newRow(name) << on_a_terminal << flags << QString(variable) << QString(value) << colored;
  };
  row("by default", true, {}, "LANG", "C", true);
  row("NO_COLOR", true, {}, "NO_COLOR", "1", false);
  row("a dumb terminal", true, {}, "TERM", "dumb", false);
  row("--color never", true, {"--color", "never"}, "LANG", "C", false);
  row("--color always wins over NO_COLOR", true, {"--color", "always"}, "NO_COLOR", "1", true);
  row("--color auto obeys NO_COLOR", true, {"--color", "auto"}, "NO_COLOR", "1", false);
  row("CLICOLOR_FORCE on a dumb terminal", true, {}, "CLICOLOR_FORCE", "1", true);
  row("into a pipe", false, {}, "LANG", "C", false);
  row("into a pipe, CLICOLOR_FORCE", false, {}, "CLICOLOR_FORCE", "1", true);
  row("into a pipe, CLICOLOR_FORCE=0", false, {}, "CLICOLOR_FORCE", "0", false);
  row("into a pipe, --color always", false, {"--color", "always"}, "LANG", "C", true);
}

void TerminalProgramTest::colors_are_for_those_who_see_them() {
  QFETCH(bool, on_a_terminal);
  QFETCH(QStringList, flags);
  QFETCH(QString, variable);
  QFETCH(QString, value);
  QFETCH(bool, colored);
  ScriptedServer server({ScriptedServer::stream(kOrder)});
  const QStringList words = QStringList({"-o", "pretty", "-n", "1"}) + flags;
  QByteArray output;
  if (on_a_terminal) {
    const auto terminal = watch(words, server);
    terminal->set_environment(variable, value);
    QVERIFY(terminal->start());
    QCOMPARE(terminal->wait_for_exit(), 0);
    output = terminal->screen();
  } else {
    Program program(QStringLiteral(TIDINGS_EXECUTABLE),
                    QStringList({"watch", "-q"}) + words + QStringList(server.url()));
    program.set_environment(variable, value);
    QCOMPARE(program.run(), 0);
    output = program.out();
  }
  QVERIFY(output.contains("Paid"));
  QCOMPARE(output.contains("\x1b["), colored);
  // Red and bold: it is urgent.
  QCOMPARE(output.contains("\x1b[1;31mPaid\x1b[0m"), colored);
}

void TerminalProgramTest::text_is_wrapped_at_the_terminals_width_data() {
  QTest::addColumn<int>("columns");
  QTest::newRow("24") << 24;
  QTest::newRow("40") << 40;
  QTest::newRow("60") << 60;
  QTest::newRow("200") << 200;
}

void TerminalProgramTest::text_is_wrapped_at_the_terminals_width() {
  QFETCH(int, columns);
  ScriptedServer server({ScriptedServer::stream(kOrder)});
  const auto terminal = watch({"-n", "1", "--color", "never"}, server);
  terminal->set_size({24, static_cast<unsigned short>(columns)});
  QVERIFY(terminal->start());
  QCOMPARE(terminal->wait_for_exit(), 0);
  qsizetype longest = 0;
  for (const QByteArray& line : lines_of(*terminal)) {
    longest = std::max(longest, line.size());
  }
  QVERIFY(longest <= columns);
  QVERIFY(longest > std::min(columns, 70) - 12);
}

void TerminalProgramTest::wide_characters_take_two_columns() {
  ScriptedServer server(
      {ScriptedServer::stream("data: {\"title\":\"주문\",\"body\":\"고객이 새로운 주문을 "
                              "결제했습니다 확인해 주세요 😀😀\"}\n\n")});
  const auto terminal = watch({"-n", "1", "--color", "never"}, server);
  terminal->set_size({24, 40});
  QVERIFY(terminal->start());
  QCOMPARE(terminal->wait_for_exit(), 0);
  for (const QByteArray& line : lines_of(*terminal)) {
    int width = 0;
    for (const char32_t letter : QString::fromUtf8(line).toStdU32String()) {
      width += letter < 0x1100 ? 1 : 2;
    }
    QVERIFY2(width <= 40, line.constData());
  }
  QVERIFY(lines_of(*terminal).size() > 2);
}

void TerminalProgramTest::a_window_made_smaller_counts_from_then_on() {
  ScriptedServer server({ScriptedServer::stream(kOrder)});
  const auto terminal = watch({"-n", "2", "--color", "never"}, server);
  terminal->set_size({24, 200});
  QVERIFY(terminal->start());
  QVERIFY(terminal->wait_for("kappa"));
  const auto before = lines_of(*terminal).size();
  terminal->resize({24, 40});
  server.send(kOrder);
  QCOMPARE(terminal->wait_for_exit(), 0);
  QVERIFY(lines_of(*terminal).size() - before > before);
}

void TerminalProgramTest::any_locale_gets_the_same_bytes_data() {
  QTest::addColumn<QString>("locale");
  for (const char* locale : {"C.UTF-8", "C", "POSIX", "ko_KR.EUC-KR", "nonsense"}) {
    QTest::newRow(locale) << QString(locale);
  }
}

void TerminalProgramTest::any_locale_gets_the_same_bytes() {
  QFETCH(QString, locale);
  ScriptedServer server(
      {ScriptedServer::stream("data: {\"title\":\"주문 1.5\",\"data\":[1.5]}\n\n")});
  const auto terminal = watch({"-n", "1", "--color", "never"}, server);
  terminal->set_environment("LC_ALL", locale);
  QVERIFY(terminal->start());
  QCOMPARE(terminal->wait_for_exit(), 0);
  QVERIFY2(terminal->screen().contains("주문 1.5\r\n"), terminal->screen().constData());
}

void TerminalProgramTest::a_long_job_shows_its_progress() {
  QTemporaryDir folder;
  QFile file(folder.filePath("lines"));
  QVERIFY(file.open(QIODevice::WriteOnly));
  for (int line = 0; line < 40; ++line) {
    file.write("{\"sellerId\":1,\"title\":\"x\"}\n");
  }
  file.close();
  // A server that refuses for the moment: the job goes on.
  ScriptedServer server(ScriptedServer::status("503 Service Unavailable", "Retry-After: 1\r\n"));
  PseudoTerminal terminal({QStringLiteral(TIDINGS_EXECUTABLE), "publish", "--from-file",
                           file.fileName(), "-o", "quiet", server.url()});
  terminal.set_size({24, 60});
  QVERIFY(terminal.start());
  QVERIFY2(terminal.wait_for("   0%  0 accepted"), terminal.screen().constData());
  terminal.type("\x03");
  QCOMPARE(terminal.wait_for_exit(), 130);
  // No line of progress is longer than the terminal is wide.
  static const QRegularExpression ends(QStringLiteral("[\r\n]"));
  for (const QString& line : QString::fromUtf8(terminal.screen()).split(ends)) {
    QString plain = line;
    plain.remove("^C");  // what was typed
    plain.remove(QRegularExpression(QStringLiteral("\x1b\\[[0-9;]*[A-Za-z]")));
    if (plain.contains("accepted") && plain.contains('%')) {
      QVERIFY2(plain.size() <= 60, qPrintable(plain));
    }
  }
}

void TerminalProgramTest::a_quiet_job_shows_none() {
  ScriptedServer server(ScriptedServer::status("503 Service Unavailable", "Retry-After: 1\r\n"));
  PseudoTerminal terminal({QStringLiteral(TIDINGS_EXECUTABLE), "publish", "--to", "1", "--title",
                           "x", "-q", "--max-time", "2s", server.url()});
  QVERIFY(terminal.start());
  QCOMPARE(terminal.wait_for_exit(), 1);
  QVERIFY2(!terminal.screen().contains("accepted"), terminal.screen().constData());
}

void TerminalProgramTest::ctrl_c_ends_it_with_130() {
  ScriptedServer server({ScriptedServer::stream(kOrder)});
  const auto terminal = watch({}, server);
  QVERIFY(terminal->start());
  QVERIFY(terminal->wait_for("Paid"));
  terminal->type("\x03");
  QCOMPARE(terminal->wait_for_exit(), 130);
}

void TerminalProgramTest::help_fits_the_terminal_data() {
  QTest::addColumn<QString>("command");
  QTest::addColumn<int>("columns");
  for (const char* command : {"watch", "publish", "doctor", "profile"}) {
    for (const int columns : {76, 80, 200}) {
      QTest::addRow("%s in %d", command, columns) << QString(command) << columns;
    }
  }
}

void TerminalProgramTest::help_fits_the_terminal() {
  QFETCH(QString, command);
  QFETCH(int, columns);
  PseudoTerminal terminal({QStringLiteral(TIDINGS_EXECUTABLE), command, "--help"});
  terminal.set_size({24, static_cast<unsigned short>(columns)});
  QVERIFY(terminal.start());
  QCOMPARE(terminal.wait_for_exit(), 0);
  bool is_example = false;
  for (const QByteArray& line : lines_of(terminal)) {
    is_example = line.startsWith("  #") || (is_example && line.startsWith("  "));
    if (!is_example && !line.startsWith("Usage: ")) {
      QVERIFY2(QString::fromUtf8(line).size() <= std::min(columns, 100), line.constData());
    }
  }
}

QTEST_GUILESS_MAIN(TerminalProgramTest)
#include "terminal_program_test.moc"
