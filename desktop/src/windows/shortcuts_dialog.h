#pragma once

#include <QDialog>

namespace tidings::desktop {

/// Every key that does something in the main window.
class ShortcutsDialog : public QDialog {
  Q_OBJECT

 public:
  /// `window`: whose actions are listed.
  explicit ShortcutsDialog(QWidget* window);
};

}  // namespace tidings::desktop
