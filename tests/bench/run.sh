#!/bin/bash
# Builds core's benchmarks the way users get the code and prints their tables: speeds, costs, and the
# ratios that hold from machine to machine. Takes about two minutes.
# Arguments go to Google Benchmark, such as --benchmark_filter=/korean/
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

packaging/install-dependencies.sh build bench
packaging/build.sh release -DTIDINGS_BUILD_BENCH=ON event_parser_bench streams_bench

# Interleaved, so that a busy moment of the machine hits both sides of a ratio.
repeated=(--benchmark_repetitions=5 --benchmark_enable_random_interleaving=true
  --benchmark_report_aggregates_only=true)
build/release/tests/bench/event_parser_bench "${repeated[@]}" --benchmark_min_time=0.05 "$@"
echo
build/release/tests/bench/streams_bench "${repeated[@]}" "$@"
