#include "policy/rule_match.h"

#include <algorithm>

#include "domain/folded_text.h"

namespace tidings::desktop {
namespace {

bool matches_type(const QString& wanted, const QString& type) {
  if (wanted.endsWith(QLatin1Char('*'))) {
    return type.startsWith(QStringView(wanted).chopped(1));
  }
  return wanted.isEmpty() || wanted == type;
}

bool matches_text(const QString& wanted, const HistoryEntry& entry) {
  const QString folded = fold(wanted).trimmed();
  return folded.isEmpty() || fold(entry.title).contains(folded) ||
         fold(entry.body).contains(folded);
}

bool matches(const Rule& rule, const HistoryEntry& entry) {
  return rule.enabled && (rule.account.isEmpty() || rule.account == entry.account) &&
         matches_type(rule.type, entry.type) &&
         (rule.group.isEmpty() || rule.group == entry.group) &&
         entry.priority >= rule.min_priority && entry.priority <= rule.max_priority &&
         matches_text(rule.text, entry);
}

}  // namespace

const Rule* matching_rule(const QList<Rule>& rules, const HistoryEntry& entry) {
  const auto found = std::find_if(rules.begin(), rules.end(),
                                  [&](const Rule& rule) { return matches(rule, entry); });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace tidings::desktop
