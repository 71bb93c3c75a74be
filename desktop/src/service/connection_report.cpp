#include "service/connection_report.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <string_view>

#include "service/text.h"

namespace tidings::desktop {
namespace {

struct CheckWords {
  std::string_view name;
  const char* title;
  const char* advice;  ///< for a failure; null: what core says
};

constexpr std::array kWords{
    CheckWords{"name", QT_TRANSLATE_NOOP("ConnectionReport", "Server found"),
               QT_TRANSLATE_NOOP("ConnectionReport",
                                 "Check the address for typing errors, and the network.")},
    CheckWords{"tcp", QT_TRANSLATE_NOOP("ConnectionReport", "Server reachable"),
               QT_TRANSLATE_NOOP("ConnectionReport",
                                 "Check the address and its port. A firewall or a proxy may stand "
                                 "in between.")},
    CheckWords{"tls", QT_TRANSLATE_NOOP("ConnectionReport", "Encryption"), nullptr},
    CheckWords{"certificate", QT_TRANSLATE_NOOP("ConnectionReport", "Certificate"),
               QT_TRANSLATE_NOOP("ConnectionReport",
                                 "If the server has a certificate authority of its own, name its "
                                 "file below.")},
    CheckWords{"redirects", QT_TRANSLATE_NOOP("ConnectionReport", "Redirects"), nullptr},
    CheckWords{"status", QT_TRANSLATE_NOOP("ConnectionReport", "Answer"), nullptr},
    CheckWords{"authentication", QT_TRANSLATE_NOOP("ConnectionReport", "Token accepted"),
               QT_TRANSLATE_NOOP("ConnectionReport",
                                 "Enter the token that you were given for this account.")},
    CheckWords{"content-type", QT_TRANSLATE_NOOP("ConnectionReport", "Stream of notifications"),
               QT_TRANSLATE_NOOP("ConnectionReport",
                                 "This address is something else. Ask for the address of the "
                                 "stream; it often ends in /v1/stream.")},
    CheckWords{"persistence", QT_TRANSLATE_NOOP("ConnectionReport", "Stays connected"), nullptr},
    CheckWords{"buffering", QT_TRANSLATE_NOOP("ConnectionReport", "Arrives at once"), nullptr},
};

ConnectionCheck::Status status_of(CheckStatus status) {
  switch (status) {
    case CheckStatus::ok:
      return ConnectionCheck::Status::ok;
    case CheckStatus::warn:
      return ConnectionCheck::Status::warning;
    case CheckStatus::fail:
      break;
  }
  return ConnectionCheck::Status::failure;
}

QString translated(const char* text) {
  return QCoreApplication::translate("ConnectionReport", text);
}

}  // namespace

QList<ConnectionCheck> connection_report(const Diagnosis& diagnosis) {
  QList<ConnectionCheck> report;
  for (const Check& check : diagnosis.checks) {
    const auto words = std::find_if(kWords.begin(), kWords.end(), [&](const CheckWords& known) {
      return known.name == check.name;
    });
    const bool failed = check.status == CheckStatus::fail;
    if (words == kWords.end() && !failed) {
      continue;
    }
    ConnectionCheck line;
    line.name = words != kWords.end() ? translated(words->title) : to_qt(check.name);
    line.status = status_of(check.status);
    line.detail = to_qt(check.detail);
    line.advice = failed && words != kWords.end() && words->advice != nullptr
                      ? translated(words->advice)
                      : to_qt(check.advice);
    report.append(line);
  }
  return report;
}

}  // namespace tidings::desktop
