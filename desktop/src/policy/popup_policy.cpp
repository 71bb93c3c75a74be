#include "policy/popup_policy.h"

#include "policy/quiet_hours.h"
#include "policy/rule_match.h"

namespace tidings::desktop {
namespace {

constexpr int kUrgentPriority = 5;
constexpr int kSilentPriority = 1;

}  // namespace

void PopupPolicy::set_settings(const Settings& settings) {
  settings_ = settings;
}

bool PopupPolicy::is_quiet_hour(const QDateTime& local) const {
  return quiet_hours_end(local).has_value();
}

std::optional<QDateTime> PopupPolicy::quiet_hours_end(const QDateTime& local) const {
  return quiet_until(settings_.quiet_hours, local);
}

bool PopupPolicy::is_held(const Quiet& quiet, const QDateTime& local) const {
  return quiet.paused || quiet.do_not_disturb || is_quiet_hour(local);
}

bool PopupPolicy::is_muted(const HistoryEntry& entry) const {
  const Rule* rule = matching_rule(settings_.rules, entry);
  return rule != nullptr && rule->action == RuleAction::mute;
}

bool PopupPolicy::may_pop_up(const HistoryEntry& entry, const Rule* rule) const {
  if (!settings_.popups_enabled || entry.read) {
    return false;
  }
  return rule == nullptr ? entry.priority > kSilentPriority : rule->action != RuleAction::silent;
}

QString PopupPolicy::sound_of(const Rule* rule, const Quiet& quiet) const {
  if (rule == nullptr || rule->action != RuleAction::popup_and_sound || !settings_.sounds_enabled ||
      quiet.do_not_disturb) {
    return {};
  }
  return rule->sound.isEmpty() ? QString::fromLatin1(kUsualSound) : rule->sound;
}

PopupVerdict PopupPolicy::within_burst(bool urgent, std::chrono::milliseconds now) {
  while (!shown_.empty() && now - shown_.front() >= kBurstWindow) {
    shown_.pop_front();
  }
  const bool is_folding = last_folded_ && now - *last_folded_ < kBurstWindow;
  const std::size_t limit = kBurstPopups + (urgent ? 1 : 0);
  if (shown_.size() < limit && (urgent || !is_folding)) {
    shown_.push_back(now);
    return PopupVerdict::popup;
  }
  last_folded_ = now;
  return PopupVerdict::fold;
}

PopupDecision PopupPolicy::decide(const HistoryEntry& entry, Arrival arrival, const Quiet& quiet,
                                  const PolicyClock& clock) {
  const Rule* rule = matching_rule(settings_.rules, entry);
  PopupDecision decision;
  decision.urgent = entry.priority == kUrgentPriority;
  if (rule != nullptr && rule->action == RuleAction::mute) {
    decision.verdict = PopupVerdict::mute;
    return decision;
  }
  if (arrival == Arrival::backlog || !may_pop_up(entry, rule)) {
    return decision;
  }
  const bool breaks_through = decision.urgent && settings_.urgent_breaks_through;
  if (arrival == Arrival::catch_up || (is_held(quiet, clock.local) && !breaks_through)) {
    decision.verdict = PopupVerdict::digest;
    return decision;
  }
  decision.verdict = within_burst(decision.urgent, clock.steady);
  if (decision.verdict == PopupVerdict::popup) {
    decision.sound = sound_of(rule, quiet);
  }
  return decision;
}

}  // namespace tidings::desktop
