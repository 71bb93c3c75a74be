#!/bin/bash
# Measures `tidings-desktop`, beside `tidings watch` and a bare Qt tray program; prints a table.
set -euo pipefail

usage() {
  cat <<'END'
Usage: tests/bench/desktop.sh [--quick] [--only NAME]…

Installs what is missing (as root or with sudo), builds the preset `release` and measures the whole
program on a display and a bus of its own. The table is Markdown on stdout, line by line. In full size
it takes some four minutes.

  --quick      small numbers: whether everything works, not how fast
  --only NAME  only these lines of the table: idle, latency, burst, start
END
}

names=' idle latency burst start '
options=()
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) usage; exit 0 ;;
    --quick) options+=("$1"); shift ;;
    --only)
      if [ $# -lt 2 ] || [ "${names/ $2 /}" = "$names" ]; then usage >&2; exit 2; fi
      options+=("$1" "$2"); shift 2 ;;
    *) usage >&2; exit 2 ;;
  esac
done

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
packaging/install-dependencies.sh build desktop test
packaging/build.sh release -DTIDINGS_BUILD_TESTS=ON desktop_bench bare_tray tidings tidings-server tidings-desktop
exec build/release/tests/bench/desktop_program/desktop_bench "${options[@]}" \
  build/release/cli/tidings build/release/tests/bench/desktop_program/bare_tray
