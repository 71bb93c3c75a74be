#pragma once

#include <functional>

namespace tidings::desktop {

class MainWindow;

/// Says that the program goes on in the tray. A window of its own: the main one has just gone.
void explain_tray();

/// Where there is no tray: minimised, or the program's end? Exactly one of the two is called, or
/// none when the window stays.
void ask_how_to_close(MainWindow& window, const std::function<void()>& minimise,
                      const std::function<void()>& quit);

}  // namespace tidings::desktop
