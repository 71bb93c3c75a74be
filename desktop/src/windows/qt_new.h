#pragma once

#include <memory>
#include <utility>

namespace tidings::desktop {

/// A new object for Qt to own: handed to its parent, or to the layout, menu or view that adopts it.
template <class T, class... Arguments>
T* qt_new(Arguments&&... arguments) {
  return std::make_unique<T>(std::forward<Arguments>(arguments)...).release();
}

}  // namespace tidings::desktop
