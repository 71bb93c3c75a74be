#pragma once

#include <QWidget>

namespace tidings::desktop {

class SettingsEdit;

/// Language and start with the session.
class GeneralPage : public QWidget {
  Q_OBJECT

 public:
  explicit GeneralPage(SettingsEdit& edit, QWidget* parent = nullptr);
};

}  // namespace tidings::desktop
