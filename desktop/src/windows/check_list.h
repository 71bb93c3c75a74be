#pragma once

#include <QList>
#include <QWidget>

#include "service/account_service.h"

class QLabel;
class QProgressBar;
class QVBoxLayout;

namespace tidings::desktop {

/// What "Test connection" found: each check with its verdict in a word and a form, what it means,
/// and what to do.
class CheckList : public QWidget {
  Q_OBJECT

 public:
  explicit CheckList(QWidget* parent = nullptr);

  void show_running();
  void show_checks(const QList<ConnectionCheck>& checks);
  void clear();
  /// Everything in sentences, as it stands there.
  [[nodiscard]] QString text() const;

 private:
  void add_line(const ConnectionCheck& check);
  QString summary(const QList<ConnectionCheck>& checks) const;

  QLabel* heading_;
  QProgressBar* running_;
  QVBoxLayout* lines_;
};

}  // namespace tidings::desktop
