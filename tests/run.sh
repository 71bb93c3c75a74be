#!/bin/bash
# All tests, with nothing done before.
set -euo pipefail

usage() {
  cat <<'END'
Usage: tests/run.sh [--full] [CTEST ARGUMENTS…]

Installs the Debian packages that are missing (as root or with sudo), builds the preset `release`
with its tests and runs them. Other arguments go to ctest: -R NAME for some of the tests,
--rerun-failed, -V.

  --full   after that: clang-format, shellcheck and clang-tidy over all sources, the commands of the
           README, the files beside the programs, the fuzz targets for a moment each, the tests under
           the presets `asan` (addresses, undefined behaviour) and `tsan` (data races: the tests that
           have threads), and the Debian packages in a clean Debian. Takes about 80 minutes on two
           cores.

Goes on when a part fails, and says at the end how long each took. Exit status 0 when all passed.
END
}

full=false
case ${1-} in
  -h | --help) usage; exit 0 ;;
  --full) full=true; shift ;;
esac

cd "$(dirname "${BASH_SOURCE[0]}")/.."
say() { printf '== %s\n' "$*"; }

trap 'exit 130' INT
trap 'exit 143' TERM

durations=()
failures=()
# part NAME COMMAND…: one part of the run, timed. When it fails, the others still have something to tell.
part() {
  local name=$1 start=$SECONDS verdict='' took
  shift
  say "$name"
  if ! "$@"; then
    verdict=', failed'
    failures+=("$name")
    say "failed: $name"
  fi
  took=$((SECONDS - start))
  durations+=("$name, $((took / 60)) min $((took % 60)) s$verdict")
  [ -z "$verdict" ]
}

# run_preset PRESET CTEST-ARGUMENTS…
run_preset() {
  local preset=$1 options=(-DTIDINGS_BUILD_TESTS=ON -DTIDINGS_BUILD_DESKTOP=ON)
  shift
  # Debian's Qt is built without ThreadSanitizer: its threads make reports that are none.
  [ "$preset" != tsan ] || options=(-DTIDINGS_BUILD_TESTS=ON -DTIDINGS_BUILD_DESKTOP=OFF)
  [ "$preset" != fuzz ] || options=(-DTIDINGS_BUILD_FUZZ=ON -DTIDINGS_BUILD_DESKTOP=OFF)
  part "building ($preset)" packaging/build.sh "$preset" "${options[@]}" || return 0
  part "testing ($preset)" \
    ctest --preset "$preset" --parallel "$(nproc)" --no-tests=error "$@" || return 0
}

part "checking packages" packaging/install-dependencies.sh build desktop test || exit 1
run_preset release "$@"
if $full; then
  part "more packages" packaging/install-dependencies.sh lint fuzz package check docs || exit 1
  part "checking sources" tests/lint.sh --all || true
  part "the README's commands" tests/readme/readme_commands.py build/release README.md || true
  part "files beside the programs" tests/packaging/files_test.sh || true
  for preset in fuzz asan tsan; do
    run_preset $preset
  done
  part "Debian packages" tests/packaging/packages_test.sh || true
fi
for duration in "${durations[@]}"; do
  say "took: $duration"
done
[ ${#failures[@]} -eq 0 ]
