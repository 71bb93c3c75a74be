#!/bin/bash
# The form of the sources (clang-format) and the faults that clang-tidy and shellcheck find.
set -euo pipefail

usage() {
  cat <<'END'
Usage: tests/lint.sh [--all | --last N]

Checks all C++ files with clang-format and all scripts with shellcheck; with clang-tidy the C++ files
that the last N commits and the work tree changed (default: 10), or all. Needs the preset `release`
with its tests, built.
END
}

all=false
commits=10
case ${1-} in
  -h | --help) usage; exit 0 ;;
  --all) all=true ;;
  --last) commits=${2:?"--last takes a number"} ;;
  '') ;;
  *) usage >&2; exit 2 ;;
esac

cd "$(dirname "${BASH_SOURCE[0]}")/.."

mapfile -t sources < <(git ls-files '*.cpp' '*.h')
clang-format-14 --dry-run --Werror "${sources[@]}"
echo "clang-format: ${#sources[@]} files in form"
mapfile -t scripts < <(git grep -l '^#!/bin/bash')
shellcheck "${scripts[@]}"
echo "shellcheck: ${#scripts[@]} scripts without findings"

if $all || ! git rev-parse -q --verify "HEAD~$commits" >/dev/null; then
  mapfile -t changed < <(git ls-files '*.cpp')
else
  # A header is checked with the source of its name.
  mapfile -t changed < <(git diff --name-only --diff-filter=d "HEAD~$commits" -- '*.cpp' '*.h' |
    sed 's/\.h$/.cpp/' | sort -u)
fi
# clang cannot read what GCC has precompiled: the headers themselves are read.
mkdir -p build/release/lint
sed 's/ -include [^ ]*cmake_pch\.hxx//' build/release/compile_commands.json \
  >build/release/lint/compile_commands.json
# Only what the preset compiles: nothing else has a command line there.
compiled=$(sed -n 's/^ *"file": "\(.*\)",*$/\1/p' build/release/compile_commands.json)
files=()
for file in "${changed[@]}"; do
  if grep -qxF -- "$PWD/$file" <<<"$compiled"; then
    files+=("$file")
  fi
done
if [ ${#files[@]} -gt 0 ]; then
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  if ! printf '%s\0' "${files[@]}" |
    xargs -0 -n 1 -P "$(nproc)" clang-tidy-14 --quiet -p build/release/lint \
      --extra-arg=-Wno-unknown-warning-option >"$log" 2>&1; then
    grep -v 'warnings* generated\.$\|^Suppressed \|^Use -header-filter' "$log" >&2
    exit 1
  fi
fi
echo "clang-tidy: ${#files[@]} files without findings"
