#pragma once

#include <QList>

#include "tidings/diagnosis.h"

#include "service/account_service.h"

namespace tidings::desktop {

/// The checks that say whether an account will work, in the user's language. What takes longer to
/// find out than a user waits (heartbeats, idle time-outs) stands in it only when it failed.
QList<ConnectionCheck> connection_report(const Diagnosis& diagnosis);

}  // namespace tidings::desktop
