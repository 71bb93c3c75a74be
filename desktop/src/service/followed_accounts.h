#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "tidings/stream_client.h"

#include "service/followed_account.h"

namespace tidings::desktop {

/// The accounts that are followed at the moment, on one client of core's that begins when it is
/// first needed (the HTTP library takes its time) and ends with `stop`.
class FollowedAccounts : public QObject {
  Q_OBJECT

 public:
  FollowedAccounts(SecretService& secrets,
                   std::function<QByteArray(const QString& account)> last_position,
                   QString state_folder, std::chrono::milliseconds grace,
                   QObject* parent = nullptr);
  ~FollowedAccounts() override;

  /// Makes the client if there is none.
  Result<StreamClient*> client();
  /// Null before the client was needed, and after the end.
  [[nodiscard]] StreamClient* running_client() { return client_.get(); }
  /// Follows these; accounts that did not change go on untouched.
  /// REQUIRES: there is a client.
  void follow(const std::vector<Profile>& profiles);
  /// No account is left; core's thread still runs.
  void unfollow() { accounts_.clear(); }
  /// Ends core's thread. `at_end` runs when it has ended, while what belonged to it is still there.
  void stop(const std::function<void()>& at_end);

  [[nodiscard]] FollowedAccount* find(const QString& account) const;
  [[nodiscard]] QStringList names() const;
  /// The worst of all.
  [[nodiscard]] AccountState state() const;
  void reconnect_now();

 signals:
  void status_changed(const QString& account);
  void batch_received(const tidings::desktop::ReceivedBatch& batch);
  void read_changed(const QString& account, const QStringList& ids, bool read);
  void read_up_to_changed(const QString& account, const QString& id);
  void gap_reported(const QString& account);

 private:
  void note_follower(const std::shared_ptr<StreamFollower>& follower);
  void connect_account(FollowedAccount& account);

  SecretService& secrets_;
  const std::function<QByteArray(const QString& account)> last_position_;
  const QString state_folder_;
  const std::chrono::milliseconds grace_;
  std::unique_ptr<StreamClient> client_;
  std::vector<std::weak_ptr<StreamFollower>> followers_;
  std::optional<AccountSurroundings> surroundings_;
  std::vector<std::unique_ptr<FollowedAccount>> accounts_;  ///< in the order of the file
};

}  // namespace tidings::desktop
