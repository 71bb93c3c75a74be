#pragma once

#include "cli/sizes.h"
#include "server/figures.h"

/// The lines of the table: each runs its measurement and throws when that does not come to its end.
namespace tidings::bench {

Row measure_small_chunks(const CliBench& bench);
Row measure_large_chunks(const CliBench& bench);
Row measure_json(const CliBench& bench);
Row measure_print_latency(const CliBench& bench);
Row measure_start(const CliBench& bench);
Row measure_memory(const CliBench& bench);

}  // namespace tidings::bench
