#!/bin/bash
# The form of the sources (clang-format) and the faults that clang-tidy and shellcheck find.
set -euo pipefail

usage() {
  cat <<'END'
Usage: tests/lint.sh [--all | --last N]

Checks all C++ files with clang-format and all scripts with shellcheck; with clang-tidy the C++ files
that the last N commits and the work tree changed (default: 10), or all. Needs the preset `release`
with its tests and the desktop program, built.
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

# What clang-tidy is run with, made anew when its sources or the build changed: the plugin that keeps it
# to our code, headers precompiled by clang, and each source's command with those instead of GCC's.
lint=build/release/lint
mkdir -p $lint
if ! [ $lint/own_code.so -nt tests/lint/own_code.cpp ]; then
  clang++-14 -std=c++17 -O1 -fno-rtti -fPIC -shared -Wall -Wextra -Werror \
    -isystem /usr/lib/llvm-14/include tests/lint/own_code.cpp -o $lint/own_code.so
fi
# Without what makes one precompiled header unfit for all, and without GCC's own. Where C++20's modules
# are on, clang-tidy reads all headers a second time.
jq 'unique_by(.file) | map(.command |= (
    gsub(" (-include [^ ]*cmake_pch[.]hxx|-fpch-preprocess|-O[0-3]|-fPI[CE])(?= )"; "")
    | sub(" -std=c\\+\\+20 "; " -std=c++20 -Xclang -fno-cxx-modules ")))' \
  build/release/compile_commands.json >$lint/plain_commands.json
# Prints the arguments that the first source is compiled with whose command has all those given.
flags_of_one_with() {
  jq -r 'first(.[].command | split(" ") | select(contains($ARGS.positional))) | .[1 : index("-o")][]' \
    $lint/plain_commands.json --args -- "$@"
}
precompile() {
  local name=$1 flags
  shift
  mapfile -t flags < <(flags_of_one_with "$@")
  if [ ${#flags[@]} -eq 0 ]; then
    echo "lint: the preset release is to be built with its tests and the desktop program" >&2
    exit 1
  fi
  clang++-14 -x c++-header "${flags[@]}" -Wno-unknown-warning-option -w \
    "tests/lint/precompiled_$name.h" -o "$lint/precompiled_$name.pch"
}
precompile cxx -std=c++20
precompile qt -DQT_CORE_LIB -DQT_DBUS_LIB -DQT_NETWORK_LIB -DQT_TESTLIB_LIB -DQT_WIDGETS_LIB
jq --arg folder "$PWD/$lint" 'map(
    (if .command | test(" -DQT_CORE_LIB ") then "qt" else "cxx" end) as $headers
    | .command |= sub(" -o "; " -include-pch \($folder)/precompiled_\($headers).pch -o "))' \
  $lint/plain_commands.json >$lint/compile_commands.json

# Only what the preset compiles: nothing else has a command line there.
mapfile -t files < <(jq -r '.[].file' $lint/compile_commands.json |
  grep -xF -f <(printf "$PWD/%s\n" "${changed[@]}"))
# Where the analyzer gives a function up: at half of what it would go through, which takes a few files
# from a quarter of a minute to seconds.
analyzer=(--extra-arg=-Xclang --extra-arg=-analyzer-config
  --extra-arg=-Xclang --extra-arg=max-nodes=100000)
if [ ${#files[@]} -gt 0 ]; then
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  if ! printf '%s\0' "${files[@]}" |
    xargs -0 -n 1 -P "$(nproc)" clang-tidy-14 --quiet -p $lint --load=$lint/own_code.so \
      --checks=tidings-own-code --extra-arg=-Wno-unknown-warning-option "${analyzer[@]}" \
      >"$log" 2>&1; then
    grep -v 'warnings* generated\.$\|^Suppressed \|^Use -header-filter' "$log" >&2
    exit 1
  fi
fi
echo "clang-tidy: ${#files[@]} files without findings"
