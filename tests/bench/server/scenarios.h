#pragma once

#include "server/bench.h"
#include "server/figures.h"

/// One function for each line of the table. Each starts what it needs and ends it; throws when a
/// notification was lost, doubled, out of order or astray at our server, whatever the figures.
namespace tidings::bench {

/// Resident memory per idle stream, all in one process.
Row measure_idle_memory(const Bench& bench);
/// As many streams as the machine holds, over several workers; each gets its own notification and a
/// broadcast.
Row measure_all_streams(const Bench& bench);
/// Processor time per targeted notification, with many sellers connected and with few.
Row measure_cost_by_sellers(const Bench& bench);
/// Processor time per delivery of a broadcast, beside nchan.
Row measure_broadcast(const Bench& bench);
/// Targeted notifications a second through Redis, beside nchan.
Row measure_targeted(const Bench& bench);
/// From publishing to receiving, beside bare Redis.
Row measure_latency(const Bench& bench);
/// All clients come back at once after their server was killed.
Row measure_resume(const Bench& bench);

}  // namespace tidings::bench
