#!/bin/bash
# Builds the benchmarks the way users get the code and prints their table: speeds, and the ratios that
# hold from machine to machine. Takes about a minute.
# Arguments go to Google Benchmark, such as --benchmark_filter=/korean/
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

packaging/install-dependencies.sh build bench
packaging/build.sh release -DTIDINGS_BUILD_BENCH=ON event_parser_bench

# Interleaved, so that a busy moment of the machine hits both sides of a ratio.
exec build/release/tests/bench/event_parser_bench \
  --benchmark_repetitions=5 --benchmark_min_time=0.05 \
  --benchmark_enable_random_interleaving=true --benchmark_report_aggregates_only=true "$@"
