#pragma once

#include <QtGlobal>

namespace tidings::bench {

/// The memory that is a process's share of all (PSS), in MB.
double pss_megabytes(qint64 pid);

/// Context switches of all threads of a process so far: each wake-up is one, or two.
qint64 context_switches(qint64 pid);

}  // namespace tidings::bench
