#!/bin/bash
# Builds targets of one preset; two at the same time take turns.
set -euo pipefail

usage() {
  cat <<'END'
Usage: packaging/build.sh PRESET [-DOPTION=VALUE…] [TARGET…]

Configures build/PRESET where that is needed and builds the targets (default: all).
Quiet when it works; with what the compiler said when it does not.
END
}

case ${1-} in
  -h | --help) usage; exit 0 ;;
  '' | -*) usage >&2; exit 2 ;;
esac
preset=$1
shift
options=()
targets=()
for argument in "$@"; do
  case $argument in
    -D*) options+=("$argument") ;;
    -*) usage >&2; exit 2 ;;
    *) targets+=("$argument") ;;
  esac
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p "build/$preset"
exec 9>"build/$preset/.lock"
flock 9

log=build/$preset/build.log
quietly() {
  if ! "$@" >"$log" 2>&1 9>&-; then
    tail -n 60 "$log" >&2
    echo "build: failed. All of it is in $PWD/$log" >&2
    exit 1
  fi
}

if [ ! -f "build/$preset/build.ninja" ] || [ ${#options[@]} -gt 0 ]; then
  quietly cmake --preset "$preset" "${options[@]}"
fi
quietly cmake --build --preset "$preset" ${targets[@]+--target "${targets[@]}"}
