#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>
#include <memory>

#include "support/program.h"
#include "support/pseudo_terminal.h"

using tidings::test::Program;
using tidings::test::PseudoTerminal;

/// The completions as they are installed, in the real shells.
class CompletionTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void bash_completes_data() { rows(); }
  void bash_completes();
  void bash_lists_what_begins_alike();
  void zsh_completes_data() { rows(); }
  void zsh_completes();
  void fish_offers_data();
  void fish_offers();

 private:
  static void rows();
  void completes(PseudoTerminal& shell, const QByteArray& prompt);
  void prepare(PseudoTerminal& shell) const;
  void start_bash(PseudoTerminal& shell) const;
  [[nodiscard]] QString search_path() const;

  QTemporaryDir folder_;
};

namespace {

QString reference(const QString& file) {
  return QStringLiteral(TIDINGS_REFERENCE_FOLDER "/") + file;
}

}  // namespace

void CompletionTest::initTestCase() {
  // The programs by their names, and a profile whose name can be completed.
  for (const char* program : {TIDINGS_EXECUTABLE, TIDINGS_SERVER_EXECUTABLE}) {
    const QString path = QString::fromUtf8(program);
    QVERIFY(QFile::link(path, folder_.filePath(QFileInfo(path).fileName())));
  }
  Program add(QStringLiteral(TIDINGS_EXECUTABLE),
              {"profile", "add", "warehouse", "--stream", "http://127.0.0.1:1/"});
  add.set_environment("XDG_CONFIG_HOME", folder_.filePath("config"));
  QCOMPARE(add.run(), 0);
  QFile file(folder_.filePath("zebra.pem"));
  QVERIFY(file.open(QIODevice::WriteOnly));
}

QString CompletionTest::search_path() const {
  return folder_.path() + ":" + qEnvironmentVariable("PATH");
}

void CompletionTest::rows() {
  QTest::addColumn<QByteArray>("typed");
  QTest::addColumn<QByteArray>("becomes");
  const auto row = [](const char* typed, const char* becomes) {
    QTest::newRow(typed) << QByteArray(typed) << QByteArray(becomes);
  };
  row("tidings wat", "tidings watch ");
  row("tidings --ver", "tidings --version ");
  row("tidings watch --hel", "tidings watch --help ");
  row("tidings publish --broad", "tidings publish --broadcast ");
  row("tidings watch --output pre", "tidings watch --output pretty ");
  row("tidings watch -o js", "tidings watch -o json ");
  row("tidings watch --output=ra", "tidings watch --output=raw ");
  row("tidings watch --preset merc", "tidings watch --preset mercure ");
  row("tidings watch --cacert zeb", "tidings watch --cacert zebra.pem ");
  row("tidings watch --profile ware", "tidings watch --profile warehouse ");
  row("tidings profile sho", "tidings profile show ");
  row("tidings profile show ware", "tidings profile show warehouse ");
  row("tidings-server --jwt-secret", "tidings-server --jwt-secret-file ");
  row("tidings-server tok", "tidings-server token ");
  row("tidings-server token --sel", "tidings-server token --seller ");
  row("tidings-server --log-format js", "tidings-server --log-format json ");
}

void CompletionTest::prepare(PseudoTerminal& shell) const {
  shell.set_environment("PATH", search_path());
  shell.set_environment("XDG_CONFIG_HOME", folder_.filePath("config"));
  shell.set_environment("HOME", folder_.path());
  shell.set_environment("TERM", "dumb");
  shell.set_size({24, 200});
}

/// Types the words and a tab: the shell's echo has the completed words in it.
void CompletionTest::completes(PseudoTerminal& shell, const QByteArray& prompt) {
  QFETCH(QByteArray, typed);
  QFETCH(QByteArray, becomes);
  QVERIFY2(shell.wait_for(prompt), shell.screen().constData());
  shell.type(typed);
  QVERIFY2(shell.wait_for(typed), shell.screen().constData());
  shell.type("\t");
  const auto is_complete = [&] {
    const QByteArray screen = QByteArray(shell.screen()).replace('\a', "");
    // zsh puts `=` behind a flag that takes a value.
    return screen.contains(becomes) || screen.contains(becomes.chopped(1) + "=");
  };
  QVERIFY2(shell.wait_until(is_complete), shell.screen().constData());
}

void CompletionTest::start_bash(PseudoTerminal& shell) const {
  prepare(shell);
  QVERIFY(shell.start());
  shell.type(
      "PS1='rea''dy>'; bind 'set bell-style none'; bind 'set enable-bracketed-paste off'; cd '" +
      folder_.path().toUtf8() + "'; . '" + reference("tidings/tidings").toUtf8() + "'; . '" +
      reference("tidings-server/tidings-server").toUtf8() + "'\n");
}

void CompletionTest::bash_completes() {
  PseudoTerminal shell({"bash", "--norc", "--noprofile", "-i"});
  start_bash(shell);
  completes(shell, "ready>");
}

void CompletionTest::bash_lists_what_begins_alike() {
  PseudoTerminal shell({"bash", "--norc", "--noprofile", "-i"});
  start_bash(shell);
  QVERIFY(shell.wait_for("ready>"));
  shell.type("tidings watch --he\t\t");
  for (const char* flag : {"--header", "--heartbeat-timeout", "--help"}) {
    QVERIFY2(shell.wait_for(flag), shell.screen().constData());
  }
}

void CompletionTest::zsh_completes() {
  PseudoTerminal shell({"zsh", "-f", "-i"});
  prepare(shell);
  QVERIFY(shell.start());
  shell.type("unsetopt zle_bracketed_paste 2>/dev/null; cd '" + folder_.path().toUtf8() +
             "'; fpath=('" + reference("tidings").toUtf8() + "' '" +
             reference("tidings-server").toUtf8() +
             "' $fpath); autoload -Uz compinit; compinit -u -D; PS1='rea''dy>'\n");
  completes(shell, "ready>");
}

void CompletionTest::fish_offers_data() {
  QTest::addColumn<QString>("typed");
  QTest::addColumn<QByteArray>("offered");
  const auto row = [](const char* typed, const char* offered) {
    QTest::newRow(typed) << QString(typed) << QByteArray(offered);
  };
  row("tidings wat", "watch");
  row("tidings --ver", "--version");
  row("tidings watch --hel", "--help");
  row("tidings watch --heart", "--heartbeat-timeout");
  row("tidings watch --output pre", "pretty");
  row("tidings watch --cacert zeb", "zebra.pem");
  row("tidings watch --profile ware", "warehouse");
  row("tidings profile sho", "show");
  row("tidings profile show ware", "warehouse");
  row("tidings-server --jwt-secret", "--jwt-secret-file");
  row("tidings-server tok", "token");
  row("tidings-server token --sel", "--seller");
  row("tidings-server --log-format js", "json");
}

void CompletionTest::fish_offers() {
  QFETCH(QString, typed);
  QFETCH(QByteArray, offered);
  Program fish("fish", {"--no-config", "-c",
                        "cd " + folder_.path() + "; source " + reference("tidings/tidings.fish") +
                            "; source " + reference("tidings-server/tidings-server.fish") +
                            "; complete -C '" + typed + "'"});
  fish.set_environment("PATH", search_path());
  fish.set_environment("HOME", folder_.path());
  fish.set_environment("XDG_CONFIG_HOME", folder_.filePath("config"));
  QCOMPARE(fish.run(), 0);
  QVERIFY2(fish.out().startsWith(offered), fish.report().constData());
}

QTEST_GUILESS_MAIN(CompletionTest)
#include "completion_test.moc"
