#pragma once

#include <QString>

namespace tidings::desktop {

/// The entry that starts the program, minimized, with the desktop session (XDG autostart).
class Autostart {
 public:
  /// `folder`: `$XDG_CONFIG_HOME/autostart`; `program`: what is started.
  Autostart(QString folder, QString program);

  [[nodiscard]] bool is_on() const;
  /// Returns a translated sentence when it failed, else an empty string. An entry that says already
  /// what is wanted is left alone: a user may have changed the rest of it.
  QString set(bool on) const;

  /// The user's folder, and this program.
  static Autostart of_the_user();

 private:
  [[nodiscard]] QString path() const;

  QString folder_;
  QString program_;
};

}  // namespace tidings::desktop
