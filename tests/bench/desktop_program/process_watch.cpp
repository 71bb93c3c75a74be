#include "process_watch.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QString>

namespace tidings::bench {
namespace {

QString content(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll()) : QString();
}

}  // namespace

double pss_megabytes(qint64 pid) {
  static const QRegularExpression pss("^Pss:\\s+(\\d+) kB", QRegularExpression::MultilineOption);
  const auto match = pss.match(content(QStringLiteral("/proc/%1/smaps_rollup").arg(pid)));
  return match.captured(1).toDouble() / 1024;
}

qint64 context_switches(qint64 pid) {
  static const QRegularExpression count("ctxt_switches:\\s+(\\d+)");
  const QString tasks = QStringLiteral("/proc/%1/task/").arg(pid);
  qint64 sum = 0;
  for (const QString& task : QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
    auto matches = count.globalMatch(content(tasks + task + "/status"));
    while (matches.hasNext()) {
      sum += matches.next().captured(1).toLongLong();
    }
  }
  return sum;
}

}  // namespace tidings::bench
