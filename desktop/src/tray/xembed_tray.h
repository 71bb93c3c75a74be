#pragma once

namespace tidings::desktop {

/// Whether an X11 system tray of the older kind (XEmbed) is there now. Always false elsewhere than
/// on X11.
bool has_xembed_tray();

}  // namespace tidings::desktop
