#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <chrono>
#include <memory>
#include <vector>

#include "service/account_service.h"

namespace tidings::test {

/// An account service with a configuration of its own and a history that only remembers.
class ServiceScene : public QObject {
  Q_OBJECT

 public:
  struct Read {
    QString account;
    QStringList ids;
    QString up_to;
    bool read = true;
  };

  ServiceScene();
  ~ServiceScene() override;

  /// Adds `[profiles.NAME]` with these lines to the configuration.
  void add_profile(const QString& name, const QStringList& lines);
  void write_configuration(const QByteArray& text) const;
  [[nodiscard]] QString configuration_path() const { return folder_.filePath("config.toml"); }
  [[nodiscard]] QString state_folder() const { return folder_.path(); }

  /// Makes the service (anew) and starts it.
  desktop::AccountService& start(std::chrono::milliseconds grace = std::chrono::seconds(30));
  [[nodiscard]] desktop::AccountService& service() { return *service_; }

  /// What the history has, in the order of arrival; by id once only.
  std::vector<desktop::HistoryEntry> entries;
  QHash<QString, desktop::Arrival> arrivals;  ///< by id, of the first arrival
  QHash<QString, QByteArray> positions;       ///< by account
  QList<Read> reads;
  int gaps = 0;
  int batches = 0;
  qsizetype largest_batch = 0;
  bool stores = true;  ///< false: the disk is full

  [[nodiscard]] QStringList titles() const;
  [[nodiscard]] desktop::AccountStatus status(const QString& account) const;

 private:
  void store(const desktop::ReceivedBatch& batch);

  QTemporaryDir folder_;
  QByteArray configuration_;
  std::unique_ptr<desktop::AccountService> service_;
};

/// A profile's lines for a real server.
QStringList profile_lines(const QString& stream_url, const QString& token);

}  // namespace tidings::test
