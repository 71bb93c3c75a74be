#pragma once

#include <QCoreApplication>
#include <QString>
#include <chrono>
#include <optional>

#include "tidings/clock.h"

#include "domain/account_status.h"

namespace tidings::desktop {

/// What to show of an account: a laptop that wakes, a server that restarts and a Wi-Fi that changes
/// are no errors, so nothing looks like one before some time has passed. Pure: the moment is
/// handed in.
class StatusJudge {
  Q_DECLARE_TR_FUNCTIONS(tidings::desktop::StatusJudge)

 public:
  static constexpr std::chrono::seconds kGrace{30};

  explicit StatusJudge(QString account, std::chrono::milliseconds grace = kGrace)
      : account_(std::move(account)), grace_(grace) {}

  /// It is tried from the beginning.
  void started(BootTime now);
  void connecting(BootTime now);
  void opened();
  /// The connection or a try failed; the next follows by itself.
  void failed(const QString& reason, BootTime now);
  /// Only the user can mend it. What is `certain` is said at once.
  void needs(NeededAction action, const QString& detail, bool certain, BootTime now);
  /// The machine woke or the network changed.
  void woke(BootTime now);

  [[nodiscard]] AccountStatus status(BootTime now) const;
  /// When `status` changes without an input.
  [[nodiscard]] std::optional<BootTime> next_change(BootTime now) const;
  /// Since `started`.
  [[nodiscard]] bool has_been_connected() const noexcept { return has_been_connected_; }

 private:
  void lose(BootTime now);

  QString account_;
  std::chrono::milliseconds grace_;
  BootTime grace_until_{};
  bool connected_ = false;
  bool has_been_connected_ = false;
  bool certain_ = false;
  NeededAction action_ = NeededAction::none;
  QString detail_;
};

}  // namespace tidings::desktop
