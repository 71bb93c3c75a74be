#pragma once

#include "popups/popup_display.h"

namespace tidings::test {

/// A desktop that shows no popups.
class SilentPopups : public desktop::PopupDisplay {
  Q_OBJECT

 public:
  void show(const desktop::Popup&) override {}
  void withdraw(const QString&) override {}
  void withdraw_all() override {}
  [[nodiscard]] bool is_available() const override { return false; }
  [[nodiscard]] bool do_not_disturb() const override { return false; }
};

}  // namespace tidings::test
