#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

#include "domain/history_entry.h"

namespace tidings::desktop {

/// Where notifications come from and where the news of what was read goes: what the inbox knows of
/// the accounts' servers. The service is one; tests have their own.
class MessageSource : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// The host of the account's stream: a URL of another host is asked about before it is opened.
  [[nodiscard]] virtual QString host(const QString& account) const = 0;

  /// Tells the server; tried again until it has heard. What other devices tell comes by
  /// `read_changed`.
  virtual void send_read(const QString& account, const QStringList& ids, bool read) = 0;
  virtual void send_read_up_to(const QString& account, const QString& id) = 0;

  /// Answers each `batch_received`: the history has it, or not (then it comes again after a while).
  /// Nothing more of the account comes before. Best called while `batch_received` is handled.
  virtual void acknowledge(const QString& account, bool stored) = 0;

 signals:
  void batch_received(const tidings::desktop::ReceivedBatch& batch);
  /// Read or unread elsewhere, or found out by asking after a reconnect.
  void read_changed(const QString& account, const QStringList& ids, bool read);
  void read_up_to_changed(const QString& account, const QString& id);
  /// Some notifications are older than the server keeps.
  void gap_reported(const QString& account);
};

}  // namespace tidings::desktop
