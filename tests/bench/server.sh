#!/bin/bash
# Measures tidings-server, beside nginx with nchan and bare Redis in the same run; prints a table.
set -euo pipefail

usage() {
  cat <<'END'
Usage: tests/bench/server.sh [--quick] [--only NAME]…

Installs what is missing (as root or with sudo), builds the preset `release` and measures. The table
is Markdown on stdout; what is going on, on stderr. In full size it takes some ten minutes, two
cores, 1.5 GB of memory and processes that may have 20,000 files each (ulimit -Hn).

  --quick      a few streams and moments: whether everything works, not how fast
  --only NAME  one line of the table: idle, all, sellers, broadcast, targeted, latency, resume

Exit status 0 when every measurement came to its end and no notification was lost, doubled, out of
order or astray; whether a goal was reached is in the table.
END
}

for argument in "$@"; do
  case $argument in
    -h | --help) usage; exit 0 ;;
  esac
done

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
packaging/install-dependencies.sh build test bench
packaging/build.sh release -DTIDINGS_BUILD_TESTS=ON server_bench tidings-server
exec build/release/tests/bench/server/server_bench "$@" build/release/server-mini/tidings-server
