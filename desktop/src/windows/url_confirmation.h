#pragma once

#include <QDialog>

namespace tidings::desktop {

/// Asks before a link to another host than the account's is opened, with all of the link in sight.
/// "Cancel" is what Enter and Escape mean.
class UrlConfirmation : public QDialog {
  Q_OBJECT

 public:
  UrlConfirmation(const QString& url, const QString& host, QWidget* parent = nullptr);
};

}  // namespace tidings::desktop
