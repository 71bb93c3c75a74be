#include "app/program.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusReply>
#include <cstdio>
#include <optional>
#include <string>

#include <sys/stat.h>

#include "tidings/http_transport.h"
#include "tidings/version.h"

#include "app/application.h"
#include "app/command_line.h"
#include "app/first_instance.h"
#include "app/folders.h"
#include "app/session_interface.h"
#include "app/translations.h"
#include "settings/settings_file.h"

namespace tidings::desktop {
namespace {

enum ExitStatus : int { kDone = 0, kCannotRun = 1, kWrongUsage = 2 };

void print(std::FILE* stream, const QString& text) {
  const QByteArray bytes = text.toUtf8();
  std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
}

void complain(const QString& sentence) {
  print(stderr, QStringLiteral("tidings-desktop: ") + sentence + QChar(u'\n'));
}

void complain_of_silence() {
  complain(QStringLiteral("another tidings-desktop runs in this session, but does not answer"));
}

QString version_text() {
  return QStringLiteral("tidings-desktop %1\nQt %2, %3\n")
      .arg(QString::fromUtf8(version().data(), static_cast<qsizetype>(version().size())),
           QString::fromLatin1(qVersion()), QString::fromStdString(http_library_version()));
}

/// The name is free, or it becomes ours in this moment.
bool take_name(const QDBusConnection& bus) {
  if (!bus.isConnected()) {
    return true;
  }
  const auto reply = bus.interface()->registerService(QLatin1String(SessionInterface::kName),
                                                      QDBusConnectionInterface::DontQueueService);
  return reply.isValid() && reply.value() == QDBusConnectionInterface::ServiceRegistered;
}

void name_application() {
  // The tray item's Id; windows show the display name.
  QCoreApplication::setApplicationName(QStringLiteral("tidings"));
  QCoreApplication::setApplicationVersion(
      QString::fromUtf8(version().data(), static_cast<qsizetype>(version().size())));
  QGuiApplication::setApplicationDisplayName(QStringLiteral("Tidings"));
  QGuiApplication::setDesktopFileName(QStringLiteral("org.tidings.Desktop"));
  QApplication::setQuitOnLastWindowClosed(false);
}

int run_first(const CommandLine& line) {
  const Folders folders = prepare_folders(line);
  Translations translations(SettingsFile(folders.settings_file).settings().language);
  auto application = Application::create(line, folders, translations);
  if (!application) {
    complain(QString::fromStdString(application.error().message));
    return kCannotRun;
  }
  // Only now, so that whoever finds the name can call what stands behind it.
  if (!take_name(QDBusConnection::sessionBus())) {
    if (hand_over(QDBusConnection::sessionBus(), line) == HandOver::done) {
      return kDone;
    }
    complain_of_silence();
    return kCannotRun;
  }
  QObject::connect(application->get(), &Application::complaint, &complain);
  (*application)->start();
  return QApplication::exec();
}

/// Handed over, or nothing left to do; nothing: this is the first of the session, and is to run.
std::optional<int> end_early(const CommandLine& line) {
  const QDBusConnection bus = QDBusConnection::sessionBus();
  switch (hand_over(bus, line)) {
    case HandOver::done:
      return kDone;
    case HandOver::no_answer:
      complain_of_silence();
      return kCannotRun;
    case HandOver::none_runs:
      break;
  }
  if (line.request == CommandLine::Request::quit) {
    complain(QStringLiteral("none is running in this session"));
    return bus.isConnected() ? kDone : kCannotRun;
  }
  return std::nullopt;
}

bool has_display() {
  return !qEnvironmentVariableIsEmpty("DISPLAY") ||
         !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
         !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

/// Qt would abort. The first of the session may have a display.
int run_without_display(const CommandLine& line, int argc, char** argv) {
  const QCoreApplication qt(argc, argv);
  if (const std::optional<int> status = end_early(line)) {
    return *status;
  }
  complain(QStringLiteral("there is no display: it runs within a desktop session"));
  return kCannotRun;
}

int run_parsed(const CommandLine& line, int argc, char** argv) {
  // Secrets and received text are in what it writes.
  ::umask(S_IRWXG | S_IRWXO);
  name_application();
  if (!has_display()) {
    return run_without_display(line, argc, argv);
  }
  QApplication qt(argc, argv);
  const std::optional<int> status = end_early(line);
  return status ? *status : run_first(line);
}

QStringList words_of(int argc, char** argv) {
  QStringList words;
  for (int index = 1; index < argc; ++index) {
    words.append(QString::fromLocal8Bit(argv[index]));
  }
  return words;
}

}  // namespace

int run_program(int argc, char** argv) {
  const auto line = parse_command_line(words_of(argc, argv));
  if (!line) {
    complain(QString::fromStdString(line.error().message) +
             QStringLiteral(" (see tidings-desktop --help)"));
    return kWrongUsage;
  }
  switch (line->request) {
    case CommandLine::Request::help:
      print(stdout, help_text());
      return kDone;
    case CommandLine::Request::version:
      print(stdout, version_text());
      return kDone;
    case CommandLine::Request::run:
    case CommandLine::Request::quit:
      return run_parsed(*line, argc, argv);
  }
  return kDone;
}

}  // namespace tidings::desktop
