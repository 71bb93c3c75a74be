#pragma once

#include <QObject>
#include <QString>
#include <QUrl>
#include <functional>
#include <optional>

#include "domain/history_entry.h"

namespace tidings::desktop {

class HistoryStore;
class MessageSource;

/// Opens entries' links: http and https only, and another host than the account's only after it was
/// asked about. The source and the history outlive it. GUI thread.
class LinkOpener : public QObject {
  Q_OBJECT

 public:
  /// `open_url`: hands a link to the browser; false when there is none.
  LinkOpener(const MessageSource& source, const HistoryStore& store,
             std::function<bool(const QUrl&)> open_url, QObject* parent = nullptr);

  /// `activation_token`: of the popup that was pressed, handed on to the browser. An entry that is
  /// gone or has no link: nothing happens.
  void open(qint64 row, const QString& activation_token);
  /// Without asking.
  void open_confirmed(qint64 row);

 signals:
  void opened(qint64 row);
  void confirmation_needed(qint64 row, const QUrl& url, const QString& activation_token);
  /// One translated sentence.
  void failed(const QString& sentence);

 private:
  [[nodiscard]] std::optional<HistoryEntry> with_link(qint64 row) const;

  const MessageSource& source_;
  const HistoryStore& store_;
  std::function<bool(const QUrl&)> open_url_;
};

}  // namespace tidings::desktop
