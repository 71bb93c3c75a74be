#pragma once

#include <QString>

#include "settings/settings.h"

namespace tidings::desktop {

/// "Popup and sound", as a list of choices shows it.
QString rule_action_word(RuleAction action);

/// A rule in a sentence: "Type task.*, account shop, priority 4 to 5: popup and sound".
QString rule_sentence(const Rule& rule);

}  // namespace tidings::desktop
