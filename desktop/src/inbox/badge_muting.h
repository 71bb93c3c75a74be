#pragma once

#include <QList>
#include <QObject>
#include <QString>

#include "settings/settings.h"

namespace tidings::desktop {

class HistoryStore;
class PopupPolicy;

/// When the rules change, what is unread lights the badge as they say now. In pieces, between which
/// the event loop runs.
class BadgeMuting : public QObject {
  Q_OBJECT

 public:
  /// `rules`: by which what is there was muted.
  BadgeMuting(HistoryStore& store, const PopupPolicy& policy, const QList<Rule>& rules,
              QObject* parent = nullptr);

  /// The policy has these rules by now.
  void take(const QList<Rule>& rules);

 signals:
  /// One translated sentence.
  void failed(const QString& sentence);

 private:
  void mute_piece(qint64 below);

  HistoryStore& store_;
  const PopupPolicy& policy_;
  QList<Rule> rules_;
};

}  // namespace tidings::desktop
