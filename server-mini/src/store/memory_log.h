#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>

#include "new_entry.h"
#include "store.h"

namespace tidings::server {

/// One log in memory. It keeps exactly what the limits by number and by age allow. Pure: moments
/// are arguments, in milliseconds since 1970, and may go backwards (positions never do).
class MemoryLog {
 public:
  /// Everything before `now` counts as unknown, so a position from an earlier life of the log is a
  /// gap.
  MemoryLog(std::size_t history, std::chrono::milliseconds age, std::uint64_t now);

  struct Stored {
    Appended appended;
    Entry entry;  ///< when stored
  };
  /// At `accepted`, or right after the last entry when that is later.
  Stored append(NewEntry entry, Position accepted, std::uint64_t now);

  Page read_after(Position after, std::size_t limit, std::size_t max_bytes, std::uint64_t now);
  LogBounds bounds(std::uint64_t now);
  std::vector<Position> kept(std::uint64_t now);
  /// Whether the entry is kept, random part included.
  bool has(const NotificationId& id, std::uint64_t now);

 private:
  struct Kept {
    std::string json;
    std::string key_hash;
  };
  struct Remembered {
    NotificationId id;
    std::string content_hash;
  };
  void trim(std::uint64_t now);
  void drop_oldest();

  std::size_t history_;
  std::uint64_t age_;
  LogBounds bounds_;
  std::map<Position, Kept> entries_;  // takes nothing while it is empty, as most logs are
  std::unordered_map<std::string, Remembered> keys_;
};

}  // namespace tidings::server
