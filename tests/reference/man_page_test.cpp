#include <QDir>
#include <QRegularExpression>
#include <QtTest>

#include "support/program.h"

using tidings::test::Program;

/// The man pages as they are installed.
class ManPageTest : public QObject {
  Q_OBJECT

 private slots:
  void there_is_one_for_each_command_data();
  void there_is_one_for_each_command();
  void is_well_formed_data() { pages(); }
  void is_well_formed();
  void has_every_flag_of_the_help_data() { there_is_one_for_each_command_data(); }
  void has_every_flag_of_the_help();
  void names_pages_that_exist_data() { pages(); }
  void names_pages_that_exist();

 private:
  static void pages();
  static QString folder(const QString& page);
  static QByteArray shown(const QString& path);
};

namespace {

/// The long flags that a `--help` lists.
QSet<QString> flags_of(const QByteArray& help) {
  static const QRegularExpression flag(QStringLiteral("^ +(?:-\\w, ?)?--([a-z0-9-]+)"),
                                       QRegularExpression::MultilineOption);
  QSet<QString> flags;
  for (auto match = flag.globalMatch(QString::fromUtf8(help)); match.hasNext();) {
    flags.insert(match.next().captured(1));
  }
  return flags;
}

QByteArray help_of(const QString& program, const QStringList& words) {
  Program help(program, words + QStringList("--help"));
  return help.run() == 0 ? help.out() : QByteArray();
}

}  // namespace

QString ManPageTest::folder(const QString& page) {
  return QStringLiteral(TIDINGS_REFERENCE_FOLDER "/") +
         (page.startsWith("tidings-server") ? "tidings-server" : "tidings");
}

QByteArray ManPageTest::shown(const QString& path) {
  Program man("man", {"--warnings=w", "-E", "UTF-8", "-l", path});
  man.set_environment("MANWIDTH", "100");
  man.set_environment("MAN_KEEP_FORMATTING", "");
  if (man.run() != 0 || !man.err().isEmpty()) {
    qWarning("%s", man.report().constData());
    return {};
  }
  return man.out();
}

void ManPageTest::pages() {
  QTest::addColumn<QString>("path");
  for (const char* program : {"tidings", "tidings-server"}) {
    const QDir folder(QStringLiteral(TIDINGS_REFERENCE_FOLDER "/") + program);
    for (const QString& name : folder.entryList({"*.1"})) {
      QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
  }
}

void ManPageTest::there_is_one_for_each_command_data() {
  QTest::addColumn<QString>("program");
  QTest::addColumn<QStringList>("words");
  QTest::addColumn<QString>("page");
  // What `tidings --help` lists.
  static const QRegularExpression command(QStringLiteral("^  ([a-z]+) {2,}"),
                                          QRegularExpression::MultilineOption);
  const QString tidings(QStringLiteral(TIDINGS_EXECUTABLE));
  const QString help = QString::fromUtf8(help_of(tidings, {}));
  for (auto match = command.globalMatch(help); match.hasNext();) {
    const QString name = match.next().captured(1);
    QTest::newRow(qPrintable(name)) << tidings << QStringList(name) << "tidings-" + name;
  }
  QTest::newRow("server") << QStringLiteral(TIDINGS_SERVER_EXECUTABLE) << QStringList()
                          << QStringLiteral("tidings-server");
}

void ManPageTest::there_is_one_for_each_command() {
  QFETCH(QString, page);
  QVERIFY(QFile::exists(folder(page) + "/" + page + ".1"));
}

void ManPageTest::is_well_formed() {
  QFETCH(QString, path);
  Program lint("mandoc", {"-Tlint", "-Wstyle", path});
  QCOMPARE(lint.run(), 0);
  QCOMPARE(lint.out() + lint.err(), QByteArray());
  QVERIFY(shown(path).contains("SYNOPSIS"));
}

void ManPageTest::has_every_flag_of_the_help() {
  QFETCH(QString, program);
  QFETCH(QStringList, words);
  QFETCH(QString, page);
  const QByteArray text = shown(folder(page) + "/" + page + ".1");
  const QSet<QString> flags = flags_of(help_of(program, words));
  QVERIFY(flags.size() >= 5);
  for (const QString& flag : flags) {
    QVERIFY2(text.contains("--" + flag.toUtf8()), qPrintable(flag));
  }
}

void ManPageTest::names_pages_that_exist() {
  QFETCH(QString, path);
  static const QRegularExpression page(QStringLiteral("(tidings[a-z-]*) ?\\(1\\)"));
  const QString text = QString::fromUtf8(shown(path));
  for (auto match = page.globalMatch(text); match.hasNext();) {
    const QString name = match.next().captured(1);
    QVERIFY2(QFile::exists(folder(name) + "/" + name + ".1"), qPrintable(name));
  }
}

QTEST_GUILESS_MAIN(ManPageTest)
#include "man_page_test.moc"
