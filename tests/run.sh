#!/bin/bash
# All tests, with nothing done before.
set -euo pipefail

usage() {
  cat <<'END'
Usage: tests/run.sh [--full] [CTEST ARGUMENTS…]

Installs the Debian packages that are missing (as root or with sudo), builds the preset `release`
with its tests and runs them. Other arguments go to ctest: -R NAME for some of the tests,
--rerun-failed, -V.

  --full   before that: clang-format and clang-tidy over all sources, the fuzz targets for a moment
           each, the tests under the presets `asan` (addresses, undefined behaviour) and `tsan`
           (data races), the Debian packages in a clean Debian, the files beside the programs and
           the commands of the READMEs

Exit status 0 when all passed.
END
}

full=false
case ${1-} in
  -h | --help) usage; exit 0 ;;
  --full) full=true; shift ;;
esac

cd "$(dirname "${BASH_SOURCE[0]}")/.."
say() { printf '== %s\n' "$*"; }
# The programs under test talk to this machine alone.
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY TIDINGS_TOKEN

run_preset() {
  local preset=$1 options=(-DTIDINGS_BUILD_TESTS=ON -DTIDINGS_BUILD_DESKTOP=ON)
  shift
  # Debian's Qt is built without ThreadSanitizer: its threads make reports that are none.
  [ "$preset" != tsan ] || options=(-DTIDINGS_BUILD_TESTS=ON -DTIDINGS_BUILD_DESKTOP=OFF)
  [ "$preset" != fuzz ] || options=(-DTIDINGS_BUILD_FUZZ=ON -DTIDINGS_BUILD_DESKTOP=OFF)
  say "building ($preset)"
  packaging/build.sh "$preset" "${options[@]}"
  say "testing ($preset)"
  ctest --preset "$preset" --parallel "$(nproc)" --no-tests=error "$@"
}

say "checking packages"
packaging/install-dependencies.sh build desktop test
if $full; then
  packaging/install-dependencies.sh lint fuzz check
  for preset in fuzz asan tsan; do
    run_preset $preset
  done
  packaging/build.sh release -DTIDINGS_BUILD_TESTS=ON -DTIDINGS_BUILD_DESKTOP=ON
  say "checking sources"
  tests/lint.sh --all
  say "the READMEs' commands"
  tests/readme/readme_commands.py build/release README.md
  say "files beside the programs"
  tests/packaging/files_test.sh
  say "packages"
  tests/packaging/packages_test.sh
fi
run_preset release "$@"
