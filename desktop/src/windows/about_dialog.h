#pragma once

#include <QDialog>

namespace tidings::desktop {

/// Name, version, what it runs on.
class AboutDialog : public QDialog {
  Q_OBJECT

 public:
  explicit AboutDialog(QWidget* parent = nullptr);
};

}  // namespace tidings::desktop
