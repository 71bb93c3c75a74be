#include "desktop/service/service_scene.h"

#include <QFile>
#include <algorithm>

namespace tidings::test {

using desktop::AccountService;

ServiceScene::ServiceScene() = default;
ServiceScene::~ServiceScene() = default;

void ServiceScene::write_configuration(const QByteArray& text) const {
  QFile file(configuration_path());
  if (!file.open(QIODevice::WriteOnly)) {
    qFatal("cannot write the configuration");
  }
  file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
  file.write(text);
}

void ServiceScene::add_profile(const QString& name, const QStringList& lines) {
  configuration_ += "[profiles." + name.toUtf8() + "]\n" + lines.join(QChar(u'\n')).toUtf8() + "\n";
  write_configuration(configuration_);
}

AccountService& ServiceScene::start(std::chrono::milliseconds grace) {
  service_.reset();
  service_ = std::make_unique<AccountService>(
      configuration_path(), [this](const QString& account) { return positions.value(account); },
      nullptr, desktop::ServiceOptions{state_folder(), grace});
  connect(service_.get(), &AccountService::batch_received, this, &ServiceScene::store);
  connect(service_.get(), &AccountService::read_changed, this,
          [this](const QString& account, const QStringList& ids, bool read) {
            reads.append({account, ids, {}, read});
          });
  connect(service_.get(), &AccountService::read_up_to_changed, this,
          [this](const QString& account, const QString& id) {
            reads.append({account, {}, id, true});
          });
  connect(service_.get(), &AccountService::gap_reported, this, [this] { ++gaps; });
  service_->start();
  return *service_;
}

void ServiceScene::store(const desktop::ReceivedBatch& batch) {
  ++batches;
  largest_batch = std::max(largest_batch, static_cast<qsizetype>(batch.entries.size()));
  if (stores) {
    for (const desktop::HistoryEntry& entry : batch.entries) {
      if (!arrivals.contains(entry.id)) {
        arrivals.insert(entry.id, batch.arrival);
        entries.push_back(entry);
      }
    }
    if (!batch.position.isEmpty()) {
      positions.insert(batch.account, batch.position);
    }
  }
  service_->acknowledge(batch.account, stores);
}

QStringList ServiceScene::titles() const {
  QStringList list;
  for (const desktop::HistoryEntry& entry : entries) {
    list.append(entry.title);
  }
  return list;
}

desktop::AccountStatus ServiceScene::status(const QString& account) const {
  return service_->status(account);
}

QStringList profile_lines(const QString& stream_url, const QString& token) {
  return {QStringLiteral("stream = \"%1\"").arg(stream_url),
          QStringLiteral("token = \"%1\"").arg(token)};
}

}  // namespace tidings::test
