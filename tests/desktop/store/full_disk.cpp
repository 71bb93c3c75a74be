#include "desktop/store/full_disk.h"

#include <algorithm>
#include <atomic>
#include <cerrno>

#include <sqlite3.h>
#include <unistd.h>

namespace tidings::test {
namespace {

// SQLite's own hook for such tests: what it calls in the place of the operating system. Windows
// write on another thread than streams do.
std::atomic<qint64> g_room{0};
std::atomic<bool> g_refused{false};

/// How many of `count` bytes may be written; none and ENOSPC when there is no room at all.
ssize_t take_room(size_t count) {
  const qint64 granted = std::min<qint64>(g_room, static_cast<qint64>(count));
  g_room -= granted;
  if (granted < static_cast<qint64>(count)) {
    g_refused = true;
  }
  if (granted == 0 && count > 0) {
    errno = ENOSPC;
    return -1;
  }
  return static_cast<ssize_t>(granted);
}

ssize_t limited_write(int file, const void* bytes, size_t count) {
  const ssize_t granted = take_room(count);
  return granted < 0 ? granted : ::write(file, bytes, static_cast<size_t>(granted));
}

ssize_t limited_pwrite(int file, const void* bytes, size_t count, off64_t offset) {
  const ssize_t granted = take_room(count);
  return granted < 0 ? granted : ::pwrite64(file, bytes, static_cast<size_t>(granted), offset);
}

void replace(const char* name, sqlite3_syscall_ptr call) {
  sqlite3_vfs* const files = sqlite3_vfs_find(nullptr);
  files->xSetSystemCall(files, name, call);
}

}  // namespace

FullDisk::FullDisk(qint64 room) {
  g_room = room;
  g_refused = false;
  replace("write", reinterpret_cast<sqlite3_syscall_ptr>(&limited_write));
  replace("pwrite", reinterpret_cast<sqlite3_syscall_ptr>(&limited_pwrite));
  replace("pwrite64", reinterpret_cast<sqlite3_syscall_ptr>(&limited_pwrite));
}

FullDisk::~FullDisk() {
  for (const char* const name : {"write", "pwrite", "pwrite64"}) {
    replace(name, nullptr);
  }
}

bool FullDisk::has_refused() {
  return g_refused;
}

}  // namespace tidings::test
