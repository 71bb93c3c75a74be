#pragma once

#include <chrono>

#include "domain/history_entry.h"

namespace tidings::desktop {

/// Whether what a stream delivers is news or what was missed. Pure.
///
/// Our own server says when the replay is over, by a block with only an id; with other servers it
/// is taken to be over after a second in which nothing came. A stream that resumes nowhere replays
/// nothing that was missed.
class ArrivalJudge {
 public:
  static constexpr std::chrono::seconds kSilence{1};

  void opened(bool resumes, bool is_our_server) {
    catching_up_ = resumes;
    ends_by_silence_ = resumes && !is_our_server;
  }
  void id_only_block() { catching_up_ = catching_up_ && ends_by_silence_; }
  void silence() { catching_up_ = catching_up_ && !ends_by_silence_; }

  /// Whether `silence` is to be reported when nothing came for `kSilence`.
  [[nodiscard]] bool waits_for_silence() const { return catching_up_ && ends_by_silence_; }
  [[nodiscard]] Arrival arrival() const { return catching_up_ ? Arrival::catch_up : Arrival::live; }

 private:
  bool catching_up_ = false;
  bool ends_by_silence_ = false;
};

}  // namespace tidings::desktop
