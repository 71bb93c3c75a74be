#!/bin/bash
# Measures `tidings watch`, beside curl and redis-cli in the same run; prints a table.
set -euo pipefail

usage() {
  cat <<'END'
Usage: tests/bench/cli.sh [--quick] [--only NAME]…

Installs what is missing (as root or with sudo), builds the preset `release` and measures. The table
is Markdown on stdout; what is going on, on stderr. In full size it takes some five minutes.

  --quick      a few bytes and moments: whether everything works, not how fast
  --only NAME  one line of the table: small, large, json, latency, start, memory

Exit status 0 when every measurement came to its end; whether a goal was reached is in the table.
END
}

for argument in "$@"; do
  case $argument in
    -h | --help) usage; exit 0 ;;
  esac
done

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
packaging/install-dependencies.sh build test bench
packaging/build.sh release -DTIDINGS_BUILD_TESTS=ON cli_bench tidings tidings-server
exec build/release/tests/bench/cli/cli_bench "$@" \
  build/release/cli/tidings build/release/server-mini/tidings-server
