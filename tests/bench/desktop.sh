#!/bin/bash
# Measures `tidings-desktop`, beside `tidings watch` and a bare Qt tray program; prints a table.
set -euo pipefail

usage() {
  cat <<'END'
Usage: tests/bench/desktop.sh [--quick]

Installs what is missing (as root or with sudo), builds the preset `release` and measures the whole
program on a display and a bus of its own. The table is Markdown on stdout. In full size it takes
some five minutes.

  --quick  small numbers: whether everything works, not how fast
END
}

for argument in "$@"; do
  case $argument in
    -h | --help) usage; exit 0 ;;
    --quick) ;;
    *) usage >&2; exit 2 ;;
  esac
done

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
packaging/install-dependencies.sh build desktop test
packaging/build.sh release -DTIDINGS_BUILD_TESTS=ON desktop_bench bare_tray tidings tidings-server tidings-desktop
exec build/release/tests/bench/desktop_program/desktop_bench "$@" \
  build/release/cli/tidings build/release/tests/bench/desktop_program/bare_tray
