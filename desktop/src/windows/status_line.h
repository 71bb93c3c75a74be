#pragma once

#include <QWidget>

#include "domain/account_status.h"

class QLabel;
class QPushButton;

namespace tidings::desktop {

class AccountModel;
class ElidedLabel;
class Inbox;

/// The bottom of the window, in words: how each account is, what to do where something has to be
/// done, whether popups are held back.
class StatusLine : public QWidget {
  Q_OBJECT

 public:
  StatusLine(AccountModel& accounts, Inbox& inbox, QWidget* parent = nullptr);

  [[nodiscard]] QString text() const;

 signals:
  void action_requested(const QString& account, tidings::desktop::NeededAction action);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void update_accounts();
  void update_pause();
  void draw_mark();

  AccountModel& accounts_;
  Inbox& inbox_;
  QLabel* mark_;
  ElidedLabel* sentence_;
  QPushButton* action_;
  QLabel* pause_;
  QPushButton* resume_;
  AccountStatus worst_;
  bool all_well_ = true;
};

}  // namespace tidings::desktop
