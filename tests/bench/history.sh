#!/bin/bash
# Builds the desktop program's history benchmark the way users get the code and prints its table.
# ROWS: how large the history is (default 1000000: takes some minutes and about 1 GB in /tmp).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

packaging/install-dependencies.sh build desktop bench
packaging/build.sh release -DTIDINGS_BUILD_BENCH=ON history_bench
exec build/release/tests/bench/desktop/history_bench "$@"
