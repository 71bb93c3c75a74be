#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "tidings/profile.h"
#include "tidings/stream_client.h"

#include "domain/account_status.h"
#include "domain/history_entry.h"
#include "service/end_verdict.h"
#include "service/follower_listener.h"
#include "service/secret_service.h"
#include "service/status_judge.h"
#include "service/stream_follower.h"

namespace tidings::desktop {

/// What all accounts of a service share; outlives them.
struct AccountSurroundings {
  StreamClient& client;
  SecretService& secrets;
  std::function<QByteArray(const QString& account)> last_position;
  /// Each follower, so that the service can end them after core's thread.
  std::function<void(const std::shared_ptr<StreamFollower>&)> made_follower;
  QString state_folder;
  std::chrono::milliseconds grace = StatusJudge::kGrace;
};

/// One account on the GUI thread: gets its token, follows its stream, tells its status, tries again
/// what only a change can mend.
class FollowedAccount final : public QObject, public FollowerListener {
  Q_OBJECT

 public:
  FollowedAccount(AccountSurroundings& surroundings, Profile profile, QObject* parent = nullptr);
  ~FollowedAccount() override;

  void start();
  /// From the beginning: there is another token.
  void restart();
  void woke();
  [[nodiscard]] const Profile& profile() const noexcept { return profile_; }
  [[nodiscard]] const AccountStatus& status() const noexcept { return status_; }

  void acknowledge(bool stored);
  void send_read(const QStringList& ids, bool read);
  void send_read_up_to(const QString& id);

 signals:
  void status_changed();
  void batch_received(const tidings::desktop::ReceivedBatch& batch);
  void read_changed(const QStringList& ids, bool read);
  void read_up_to_changed(const QString& id);
  void gap_reported();

 private:
  // The token.
  void get_token();
  void on_token(const TokenReading& reading);
  void wait_for_keyring(NeededAction action, const QString& sentence, bool certain);

  // The stream.
  void follow(const QString& keychain_token);
  void unfollow();
  void try_again();
  void try_later(const std::optional<EndVerdict::Retry>& retry);

  // FollowerListener
  void on_connecting() override;
  void on_opened() override;
  void on_failed(const QString& reason) override;
  void on_ended(const StreamEnd& end) override;
  void on_batch_ready() override;
  void on_read_marks(const ReadMarks& marks, bool read) override;
  void on_gap() override;

  void deliver();
  void hand_over_marks();
  void update_status();

  AccountSurroundings& surroundings_;
  const Profile profile_;
  StatusJudge judge_;
  AccountStatus status_;
  QTimer status_timer_;

  bool waits_for_keyring_ = false;
  QString token_;          ///< from the keychain, in use
  QString refused_token_;  ///< the server did not accept it
  QTimer keyring_timer_;

  std::shared_ptr<BatchQueue> queue_;
  std::shared_ptr<Mailbox> mailbox_;
  std::shared_ptr<StreamFollower> follower_;
  QTimer retry_timer_;
  std::chrono::seconds retry_delay_{0};
  QTimer store_timer_;
  std::chrono::seconds store_delay_;

  struct Mark {
    ReadMarks marks;
    bool read = true;
  };
  /// Made while nothing is followed.
  std::vector<Mark> marks_;
};

}  // namespace tidings::desktop
