#include "windows/account_name.h"

#include <QRegularExpression>
#include <QUrl>

namespace tidings::desktop {
namespace {

constexpr int kLongest = 40;

/// The part of a host that tells sites apart: `shop` of `www.shop.example`.
QString telling_part(const QString& host) {
  const bool is_number = !host.isEmpty() && (host[0].isDigit() || host.contains(u':'));
  QStringList parts = is_number ? QStringList(host) : host.split(u'.', Qt::SkipEmptyParts);
  if (parts.size() > 1 && (parts.first() == u"www" || parts.first() == u"api")) {
    parts.removeFirst();
  }
  return parts.value(0);
}

}  // namespace

QString account_name_for(const QString& address, const QStringList& taken) {
  static const QRegularExpression kImpossible(QStringLiteral("[^A-Za-z0-9_-]+"));
  QString name = telling_part(QUrl(completed_address(address)).host(QUrl::FullyEncoded));
  name.replace(kImpossible, QStringLiteral("-"));
  name = name.left(kLongest);
  if (name.isEmpty()) {
    name = QStringLiteral("account");
  }
  QString free_name = name;
  for (int number = 2; taken.contains(free_name); ++number) {
    free_name = QStringLiteral("%1-%2").arg(name).arg(number);
  }
  return free_name;
}

QString completed_address(const QString& typed) {
  QString address = typed.trimmed();
  if (address.isEmpty() || address.contains(QStringLiteral("://"))) {
    return address;
  }
  const bool is_local = address.startsWith(QStringLiteral("localhost")) ||
                        address.startsWith(QStringLiteral("127.")) ||
                        address.startsWith(QStringLiteral("[::1]"));
  return (is_local ? QStringLiteral("http://") : QStringLiteral("https://")) + address;
}

}  // namespace tidings::desktop
