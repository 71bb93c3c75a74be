#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>
#include <map>
#include <memory>

#include "support/free_port.h"
#include "support/program.h"
#include "support/scripted_server.h"

using tidings::test::free_port;
using tidings::test::Program;
using tidings::test::ScriptedServer;

/// Every command of cli/README.md, run in the order of the page.
class CookbookTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void has_fifteen_tasks();
  void every_command_works_data();
  void every_command_works();
  void the_unit_is_one_that_systemd_understands();

 private:
  struct Block {
    QString task;
    QString comment;  ///< of the HTML comment above it
    QString language;
    QString text;
  };

  static QList<Block> read_page();
  [[nodiscard]] QString localized(const Block& block) const;
  std::unique_ptr<Program> bash(const QString& script) const;
  void add_command(const QString& name, const QByteArray& script) const;

  QList<Block> blocks_ = read_page();
  QTemporaryDir folder_;
  quint16 port_ = free_port();
  std::unique_ptr<Program> server_;
  std::unique_ptr<ScriptedServer> foreign_;
  QString set_up_;  ///< the variables that the page's first block exports
};

namespace {

/// What the servers outside say to the page's requests.
QByteArray foreign_stream(const QByteArray& head) {
  if (head.contains("/chat/completions")) {
    return "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n"
           "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\n"
           "data: {\"choices\":[{\"delta\":{\"content\":\"lo\"}}]}\n\ndata: [DONE]\n\n";
  }
  if (head.contains("/recentchange")) {
    return "event: message\nid: [{\"topic\":\"a\",\"partition\":0,\"timestamp\":1}]\ndata: "
           "{\"wiki\":\"kowiki\",\"user\":\"kim\",\"title\":\"서울\"}\n\n"
           "event: message\nid: [{\"topic\":\"a\",\"partition\":0,\"timestamp\":2}]\ndata: "
           "{\"wiki\":\"enwiki\",\"user\":\"x\",\"title\":\"y\"}\n\n"
           "event: message\nid: [{\"topic\":\"a\",\"partition\":0,\"timestamp\":3}]\ndata: "
           "{\"wiki\":\"kowiki\",\"user\":\"lee\",\"title\":\"부산\"}\n\n";
  }
  if (head.contains("/sse")) {
    return "event: open\ndata: "
           "{\"id\":\"a\",\"time\":1,\"event\":\"open\",\"topic\":\"mytopic\"}\n\n"
           "data: {\"id\":\"b\",\"time\":2,\"event\":\"message\",\"topic\":\"mytopic\",\"message\":"
           "\"Backup done\",\"title\":\"nas\"}\n\n";
  }
  return ":\n\nid: urn:uuid:1\ndata: {\"@id\":\"https://example.com/books/1\"}\n\n";
}

}  // namespace

QList<CookbookTest::Block> CookbookTest::read_page() {
  QFile file(QStringLiteral(TIDINGS_COOKBOOK));
  if (!file.open(QIODevice::ReadOnly)) {
    return {};
  }
  QList<Block> blocks;
  QString task;
  QString comment;
  bool inside = false;
  for (const QString& line : QString::fromUtf8(file.readAll()).split('\n')) {
    if (line.startsWith("```") && !inside) {
      blocks.append({task, comment, line.mid(3), {}});
      comment.clear();
      inside = true;
    } else if (line.startsWith("```")) {
      inside = false;
    } else if (inside) {
      blocks.last().text += line + "\n";
    } else if (line.startsWith("## ")) {
      task = line.mid(3);
    } else if (line.startsWith("<!-- ")) {
      comment = line.mid(5).chopped(4);
    }
  }
  return blocks;
}

std::unique_ptr<Program> CookbookTest::bash(const QString& script) const {
  auto program = std::make_unique<Program>(
      "bash", QStringList({"-euo", "pipefail", "-c", "cd " + folder_.path() + "\n" + script}));
  program->set_environment("PATH", folder_.filePath("bin") + ":" + qEnvironmentVariable("PATH"));
  program->set_environment("HOME", folder_.path());
  program->set_environment("XDG_CONFIG_HOME", folder_.filePath("config"));
  program->set_environment("WEBHOOK", foreign_->url() + "webhook");
  return program;
}

void CookbookTest::add_command(const QString& name, const QByteArray& script) const {
  QFile file(folder_.filePath("bin/" + name));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write("#!/bin/sh\n" + script);
  file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

/// The block with this run's port, and with servers outside replaced by ours.
QString CookbookTest::localized(const Block& block) const {
  QString text = block.text;
  text.replace("127.0.0.1:8080", "127.0.0.1:" + QString::number(port_));
  if (block.comment.startsWith("outside: ")) {
    text.replace(block.comment.mid(9),
                 foreign_->url().endsWith('/') ? foreign_->url() : foreign_->url() + "/");
  }
  return text;
}

void CookbookTest::initTestCase() {
  foreign_ = std::make_unique<ScriptedServer>([](const QByteArray& head, int) {
    return head.contains("webhook")
               ? ScriptedServer::status("204 No Content")
               : ScriptedServer::Answer{ScriptedServer::stream(foreign_stream(head))};
  });
  QVERIFY(QDir(folder_.path()).mkpath("bin"));
  for (const char* program : {TIDINGS_EXECUTABLE, TIDINGS_SERVER_EXECUTABLE}) {
    const QString path = QString::fromUtf8(program);
    QVERIFY(QFile::link(path, folder_.filePath("bin/" + QFileInfo(path).fileName())));
  }
  add_command("notify-send", "printf '%s\\n' \"$@\" >> \"$HOME/shown\"\n");

  // The set-up, which goes on in the background; the other blocks get its variables. What it starts
  // dies with its shell, as that does with the test.
  const QString mortal = "%1() { exec setpriv --pdeathsig KILL %1 \"$@\"; }\n";
  const Block& set_up = blocks_.front();
  server_ = bash(mortal.arg("tidings") + mortal.arg("tidings-server") +
                 localized(set_up).replace("--rate 5 ", "--rate 50 ") +
                 "declare -p STREAM PUBLISH TIDINGS_TOKEN > variables.new\n"
                 "mv variables.new variables\nwait\n");
  QVERIFY(server_->start());
  const QString variables = folder_.filePath("variables");
  QVERIFY(server_->wait_until([&] { return QFile::exists(variables); }));
  set_up_ = ". ./variables\n";
  const auto first = bash(set_up_ + "tidings watch $STREAM -n 1 --timeout 20s --retry 100ms");
  QVERIFY2(first->run() == 0, first->report().constData());
}

void CookbookTest::has_fifteen_tasks() {
  QStringList tasks;
  for (const Block& block : blocks_) {
    if (!block.task.isEmpty() && !tasks.contains(block.task)) {
      tasks.append(block.task);
    }
  }
  QVERIFY(tasks.size() >= 15);
}

void CookbookTest::every_command_works_data() {
  QTest::addColumn<QString>("script");
  QTest::addColumn<QString>("prints");
  // What a task's blocks must print, by the block's number in the task.
  const std::map<QString, QString> expected{
      {"1.1", "Z Order \\d+ was paid\n"},
      {"1.2", "^(\"Order \\d+ was paid\"\n){3}$"},
      {"2.1", "Z\tmessage\t\\d+\tOrder \\d+ was paid\n"},
      {"3.1", "^paid: Order \\d+"},
      {"3.2", "^nothing came within a second\n$"},
      {"4.1", "(3: Order \\d+ was paid\n){3}"},
      {"7.1", "^(Order \\d+ was paid\n){6}$"},
      {"8.1", "Stock is low"},
      {"9.1", "^(http://\\S+\t\\{.*\n){4}$"},
      {"10.1", "connected to http.*\n\\{.*Order \\d+ was paid"},
      {"11.1", "^500\n$"},
      {"12.1", "^1000\n$"},
      {"13.1", "^id: \\S+\ndata: \\{"},
      {"15.1", "^Hello$"},
      {"16.1", "^kim: 서울\nlee: 부산\n$"},
      {"17.1", "nas: Backup done\n"},
      {"18.1", "books/1"},
      {"19.1", "\n(ok|warn): \\d+ checks\n$"},
  };
  std::map<QString, int> numbers;
  for (const Block& block : blocks_) {
    if (block.task.isEmpty() || block.language != "sh") {
      continue;
    }
    const QString task = block.task.section('.', 0, 0);
    const QString place = task + "." + QString::number(++numbers[task]);
    if (block.comment.startsWith("not run: ")) {
      continue;
    }
    const auto prints = expected.find(place);
    QTest::newRow(qPrintable(place + " " + block.task))
        << localized(block) << (prints == expected.end() ? QString() : prints->second);
  }
}

void CookbookTest::every_command_works() {
  QFETCH(QString, script);
  QFETCH(QString, prints);
  const auto program = bash(set_up_ + script);
  QVERIFY2(program->run(std::chrono::seconds(90)) == 0, program->report().constData());
  const QRegularExpression expected(prints);
  QVERIFY2(expected.match(QString::fromUtf8(program->out())).hasMatch(),
           program->report().constData());
}

void CookbookTest::the_unit_is_one_that_systemd_understands() {
  for (const Block& block : blocks_) {
    if (block.language != "ini") {
      continue;
    }
    QFile unit(folder_.filePath("orders.service"));
    QVERIFY(unit.open(QIODevice::WriteOnly));
    unit.write(QString(block.text).replace("/usr/bin/tidings", TIDINGS_EXECUTABLE).toUtf8());
    unit.close();
    const auto verify = bash(
        "SYSTEMD_LOG_LEVEL=warning systemd-analyze verify --user "
        "--man=no --recursive-errors=no ./orders.service");
    verify->set_environment("XDG_RUNTIME_DIR", folder_.path());
    QVERIFY2(verify->run() == 0, verify->report().constData());
    return;
  }
  QFAIL("there is no unit on the page");
}

QTEST_GUILESS_MAIN(CookbookTest)
#include "cookbook_test.moc"
