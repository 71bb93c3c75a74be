#pragma once

#include <cstddef>
#include <functional>

#include "log/log.h"
#include "metrics/metrics.h"
#include "program/run.h"
#include "program/service_manager.h"

namespace tidings::server {

/// What is run in a worker's process: worker `number`, which calls `ready` once it serves.
using Worker = std::function<ExitStatus(std::size_t number, const std::function<void()>& ready)>;

/// Runs `count` processes and looks after them: calls `all_ready` once, replaces those that die,
/// passes SIGTERM, SIGINT and SIGHUP on to all, and ends when they have ended. One that can't start
/// ends all, with its status. Workers end when this process is killed. Speaks for all of them to
/// `service_manager`. REQUIRES: one thread, no event loop yet.
ExitStatus run_workers(std::size_t count, const MetricsBoard& board, const Worker& worker,
                       const std::function<void()>& all_ready,
                       const ServiceManager& service_manager, Log& log);

}  // namespace tidings::server
