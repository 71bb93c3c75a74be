#pragma once

#include <QProcess>
#include <QString>

namespace tidings::test {

/// An X server without a screen (Xvfb), of the test's own. Ends with the object, and with the test
/// if that dies.
class VirtualDisplay {
 public:
  VirtualDisplay();
  ~VirtualDisplay();
  VirtualDisplay(const VirtualDisplay&) = delete;
  VirtualDisplay& operator=(const VirtualDisplay&) = delete;

  [[nodiscard]] bool is_running() const { return !name_.isEmpty(); }
  /// For `DISPLAY`.
  [[nodiscard]] const QString& name() const { return name_; }
  /// Writes what is on it into a PNG.
  [[nodiscard]] bool save_screenshot(const QString& file) const;

 private:
  QProcess server_;
  QString name_;
};

}  // namespace tidings::test
