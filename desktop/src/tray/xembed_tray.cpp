#include "tray/xembed_tray.h"

#include <QByteArray>
#include <QGuiApplication>
#include <cstdlib>
#include <memory>

#include <xcb/xcb.h>

namespace tidings::desktop {
namespace {

template <class Reply>
using ReplyPtr = std::unique_ptr<Reply, decltype(&std::free)>;

xcb_atom_t atom_named(xcb_connection_t* connection, const QByteArray& name) {
  const auto cookie =
      xcb_intern_atom(connection, 1, static_cast<std::uint16_t>(name.size()), name.constData());
  const ReplyPtr<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(connection, cookie, nullptr),
                                                &std::free);
  return reply ? reply->atom : static_cast<xcb_atom_t>(XCB_ATOM_NONE);
}

}  // namespace

bool has_xembed_tray() {
  const auto* x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
  xcb_connection_t* connection = x11 != nullptr ? x11->connection() : nullptr;
  if (connection == nullptr) {
    return false;
  }
  // One tray a screen; programs of today show theirs on the first.
  const xcb_atom_t selection = atom_named(connection, "_NET_SYSTEM_TRAY_S0");
  if (selection == XCB_ATOM_NONE) {
    return false;
  }
  const ReplyPtr<xcb_get_selection_owner_reply_t> reply(
      xcb_get_selection_owner_reply(connection, xcb_get_selection_owner(connection, selection),
                                    nullptr),
      &std::free);
  return reply && reply->owner != XCB_WINDOW_NONE;
}

}  // namespace tidings::desktop
