#pragma once

#include <QWidget>

namespace tidings::desktop {

class SettingsEdit;

/// How much of the history is kept.
class RetentionPage : public QWidget {
  Q_OBJECT

 public:
  explicit RetentionPage(SettingsEdit& edit, QWidget* parent = nullptr);
};

}  // namespace tidings::desktop
