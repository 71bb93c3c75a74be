#pragma once

#include <QtGlobal>

namespace tidings::test {

/// While it lives, SQLite's files lie on a disk with room for so many more bytes: what is beyond
/// fails with ENOSPC, after a write was cut short where the room ended. One at a time.
class FullDisk {
 public:
  explicit FullDisk(qint64 room = 0);
  ~FullDisk();
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

  /// Whether something did not fit.
  [[nodiscard]] static bool has_refused();
};

}  // namespace tidings::test
