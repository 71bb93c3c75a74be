#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <memory>
#include <optional>

#include "support/program.h"

namespace tidings::test {

/// `tidings doctor -o json` at work, and what it reported.
class Examination {
 public:
  explicit Examination(const QStringList& arguments, const QString& token = {})
      : doctor_(QStringLiteral(TIDINGS_EXECUTABLE),
                QStringList{"doctor", "-o", "json"} + arguments) {
    if (!token.isEmpty()) {
      doctor_.set_environment(QStringLiteral("TIDINGS_TOKEN"), token);
    }
  }

  /// Runs it to its end. The exit status must fit the result.
  bool run() {
    status_ = doctor_.run();
    return read();
  }
  /// What was reported, after the program has ended by itself.
  bool read() {
    report_ = QJsonDocument::fromJson(doctor_.out()).object();
    return report_.contains(QStringLiteral("result")) && doctor_.out().count('\n') == 1;
  }
  [[nodiscard]] Program& program() { return doctor_; }
  [[nodiscard]] std::optional<int> status() const { return status_; }
  [[nodiscard]] QString result() const {
    return report_.value(QStringLiteral("result")).toString();
  }

  /// Everything that is blamed, as in `heartbeat warn`.
  [[nodiscard]] QStringList faults() const {
    QStringList found;
    for (const auto& value : report_.value(QStringLiteral("checks")).toArray()) {
      const QJsonObject check = value.toObject();
      if (check.value(QStringLiteral("status")).toString() != QStringLiteral("ok")) {
        found.append(check.value(QStringLiteral("name")).toString() + ' ' +
                     check.value(QStringLiteral("status")).toString());
      }
    }
    return found;
  }
  /// Detail and advice of a check; empty when it is not reported.
  [[nodiscard]] QString words(const QString& name) const {
    for (const auto& value : report_.value(QStringLiteral("checks")).toArray()) {
      const QJsonObject check = value.toObject();
      if (check.value(QStringLiteral("name")).toString() == name) {
        return check.value(QStringLiteral("detail")).toString() + " → " +
               check.value(QStringLiteral("advice")).toString();
      }
    }
    return {};
  }
  [[nodiscard]] QJsonObject report() const { return report_; }

 private:
  Program doctor_;
  std::optional<int> status_;
  QJsonObject report_;
};

}  // namespace tidings::test
