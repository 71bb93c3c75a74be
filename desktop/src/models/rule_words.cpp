#include "models/rule_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "models/shown_text.h"

namespace tidings::desktop {
namespace {

class RuleWords {
  Q_DECLARE_TR_FUNCTIONS(tidings::desktop::RuleWords)
};

QString priority_part(const Rule& rule) {
  if (rule.min_priority <= 1 && rule.max_priority >= 5) {
    return {};
  }
  if (rule.min_priority == rule.max_priority) {
    return RuleWords::tr("priority %1").arg(rule.min_priority);
  }
  return RuleWords::tr("priority %1 to %2").arg(rule.min_priority).arg(rule.max_priority);
}

QStringList conditions(const Rule& rule) {
  QStringList parts;
  if (!rule.account.isEmpty()) {
    parts.append(RuleWords::tr("account %1").arg(shown_line(rule.account)));
  }
  if (!rule.type.isEmpty()) {
    parts.append(RuleWords::tr("type %1").arg(shown_line(rule.type)));
  }
  if (!rule.group.isEmpty()) {
    parts.append(RuleWords::tr("group %1").arg(shown_line(rule.group)));
  }
  if (!rule.text.isEmpty()) {
    parts.append(RuleWords::tr("contains “%1”").arg(shown_line(rule.text)));
  }
  parts.append(priority_part(rule));
  parts.removeAll(QString());
  return parts;
}

}  // namespace

QString rule_action_word(RuleAction action) {
  switch (action) {
    case RuleAction::popup:
      return RuleWords::tr("Popup");
    case RuleAction::popup_and_sound:
      return RuleWords::tr("Popup and sound");
    case RuleAction::silent:
      return RuleWords::tr("No popup");
    case RuleAction::mute:
      break;
  }
  return RuleWords::tr("Mute: no popup, not counted");
}

QString rule_sentence(const Rule& rule) {
  const QStringList parts = conditions(rule);
  const QString when =
      parts.isEmpty() ? RuleWords::tr("everything") : parts.join(RuleWords::tr(", "));
  return RuleWords::tr("%1 → %2", "conditions, what is done")
      .arg(when, rule_action_word(rule.action));
}

}  // namespace tidings::desktop
