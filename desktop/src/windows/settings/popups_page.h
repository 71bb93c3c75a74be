#pragma once

#include <QWidget>

namespace tidings::desktop {

class SettingsEdit;

/// Popups and sounds as a whole; what is about certain notifications is a rule.
class PopupsPage : public QWidget {
  Q_OBJECT

 public:
  explicit PopupsPage(SettingsEdit& edit, QWidget* parent = nullptr);
};

}  // namespace tidings::desktop
