#include "service/reason_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace tidings::desktop {
namespace {

struct KnownReason {
  const char* begin;
  const char* sentence;
};

constexpr std::array kKnown{
    KnownReason{"connection refused",
                QT_TRANSLATE_NOOP("Reason", "The server refuses the connection.")},
    KnownReason{"the name of the server could not be resolved",
                QT_TRANSLATE_NOOP("Reason", "The server's name is not found. Is there a network?")},
    KnownReason{"the name of the proxy could not be resolved",
                QT_TRANSLATE_NOOP("Reason", "The proxy's name is not found.")},
    KnownReason{"no connection to the proxy",
                QT_TRANSLATE_NOOP("Reason", "The proxy cannot be reached.")},
    KnownReason{"network is unreachable", QT_TRANSLATE_NOOP("Reason", "There is no network.")},
    KnownReason{"no route to host", QT_TRANSLATE_NOOP("Reason", "The server cannot be reached.")},
    KnownReason{"no connection within", QT_TRANSLATE_NOOP("Reason", "The server does not answer.")},
    KnownReason{"no answer for", QT_TRANSLATE_NOOP("Reason", "The server does not answer.")},
    KnownReason{"no data for",
                QT_TRANSLATE_NOOP("Reason", "The connection fell silent; it is made anew.")},
    KnownReason{"the server closed the connection without an answer",
                QT_TRANSLATE_NOOP("Reason", "The server closed the connection without an answer.")},
    KnownReason{"the connection was cut", QT_TRANSLATE_NOOP("Reason", "The connection was cut.")},
    KnownReason{"connection reset", QT_TRANSLATE_NOOP("Reason", "The connection was cut.")},
    KnownReason{"the server ended the stream",
                QT_TRANSLATE_NOOP("Reason", "The server ended the connection.")},
    KnownReason{"the proxy wants other credentials",
                QT_TRANSLATE_NOOP("Reason", "The proxy wants another name or password.")},
    KnownReason{"the server's certificate is not trusted: it has expired",
                QT_TRANSLATE_NOOP("Reason", "The server's certificate has expired.")},
    KnownReason{"the server's certificate is not trusted: it is for another host name",
                QT_TRANSLATE_NOOP("Reason",
                                  "The server's certificate is for another name. Check "
                                  "the address; in a public network, log in first.")},
    KnownReason{"the server's certificate is not trusted",
                QT_TRANSLATE_NOOP("Reason",
                                  "The server's certificate is not trusted. If the server has a "
                                  "certificate authority of its own, name its file in the "
                                  "account's settings.")},
};

}  // namespace

QString reason_text(const QString& reason) {
  const QString folded = reason.toLower();
  const auto* known = std::find_if(kKnown.begin(), kKnown.end(), [&](const KnownReason& candidate) {
    return folded.startsWith(QLatin1String(candidate.begin));
  });
  if (known != kKnown.end()) {
    return QCoreApplication::translate("Reason", known->sentence);
  }
  constexpr QLatin1String kAnswered("the server answered ");
  if (folded.startsWith(kAnswered)) {
    return QCoreApplication::translate("Reason", "The server answered %1.")
        .arg(reason.mid(kAnswered.size()));
  }
  return QCoreApplication::translate("Reason", "The connection failed: %1.").arg(reason);
}

}  // namespace tidings::desktop
