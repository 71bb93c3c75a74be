#!/bin/bash
# The main job, for a person to watch: publish → server → stream → terminal.
set -euo pipefail

usage() {
  cat <<'END'
Usage: packaging/demo.sh [--once]

Installs the Debian packages that are missing (as root or with sudo), builds tidings and
tidings-server, starts the server on a free port with notifications in memory, follows it with
`tidings watch` and publishes with `tidings publish`: all on this machine, with nothing left behind
but the build. On a terminal it goes on until Ctrl-C.

  --once   publish five, check that all five were printed in order, and end; so it does too when
           there is no terminal

Exit status 0 when it worked, else 1.
END
}

once=false
case ${1-} in
  '') ;;
  --once) once=true ;;
  -h | --help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac
[ -t 1 ] || once=true

colors=never bold='' dim='' green='' red='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR-}" ]; then
  colors=always bold=$'\e[1m' dim=$'\e[2m' green=$'\e[32m' red=$'\e[31m' plain=$'\e[0m'
fi
stage() { printf '%s▸ %s%s\n' "$bold" "$*" "$plain"; }
done_with() { printf '  %s✓%s %s\n' "$green" "$plain" "$*"; }
fail() {
  printf '  %s✗ %s%s\n' "$red" "$*" "$plain" >&2
  exit 1
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tidings=$root/build/release/cli/tidings
server=$root/build/release/server-mini/tidings-server
work=$(mktemp -d)
server_pid='' watch_pid=''

# Ends a program that this script started, by force when it does not go within five seconds.
stop() {
  local pid=$1 tries=50
  [ -n "$pid" ] || return 0
  kill -TERM "$pid" 2>/dev/null || true
  while [ $tries -gt 0 ] && kill -0 "$pid" 2>/dev/null; do
    sleep 0.1
    tries=$((tries - 1))
  done
  kill -KILL "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
}
clean_up() {
  trap '' INT TERM HUP
  stop "$watch_pid"
  stop "$server_pid"
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

# Starts a program out of Ctrl-C's reach, since this script ends it, and never survived by it.
in_background() { exec setpriv --pdeathsig TERM setsid "$@"; }

wait_for() {
  local what=$1 file=$2 pid=$3 tries=200
  until grep -q -- "$what" "$file" 2>/dev/null; do
    tries=$((tries - 1))
    if [ $tries -eq 0 ] || ! kill -0 "$pid" 2>/dev/null; then
      tail -n 20 "$work"/*.err >&2
      return 1
    fi
    sleep 0.1
  done
}

# The five kinds of notification of the demo: type, priority, title, body.
samples=(
  'task.assigned|3|New task: photograph order %s|Two items, white background, by noon'
  'order.paid|2|Order %s was paid|₩38,000 by card'
  'chat.message|4|고객 문의: 주문 %s|배송은 언제 시작되나요?'
  'stock.low|4|Stock is low for order %s|Three mugs left, two of them reserved'
  'order.cancelled|5|Order %s was cancelled|Stop the parcel: it leaves at 17:00'
)

publish_sample() {
  local number=$1 type priority title body
  IFS='|' read -r type priority title body <<<"${samples[number % ${#samples[@]}]}"
  # shellcheck disable=SC2059  # the title is a format of this file
  title=$(printf "$title" $((1001 + number)))
  published+=("$title")
  printf '%s$ tidings publish --to %s --priority %s --title "%s" …%s\n' \
    "$dim" "$seller" "$priority" "$title" "$plain"
  TIDINGS_TOKEN=$publish_token "$tidings" publish "$address/v1/notifications" -o quiet --to "$seller" \
    --type "$type" --priority "$priority" --title "$title" --body "$body" ||
    fail "tidings publish could not send \"$title\""
}

# Whether every published title was printed once, in the order of publishing.
printed_in_order() {
  local file=$1 from=1 line title
  for title in "${published[@]}"; do
    [ "$(grep -cF -- "$title" "$file")" = 1 ] || return 1
    line=$(tail -n "+$from" "$file" | grep -nF -m 1 -- "$title" | cut -d: -f1) || return 1
    from=$((from + line))
  done
}

stage "Checking the packages"
"$root/packaging/install-dependencies.sh" build || exit 1
done_with "nothing is missing"

stage "Building tidings and tidings-server"
configured=$root/build/release/CMakeCache.txt
options=()
if [ ! -f "$configured" ]; then
  options=(-DTIDINGS_BUILD_TESTS=OFF -DTIDINGS_BUILD_DESKTOP=OFF)
  printf '  %sthe first time takes some minutes%s\n' "$dim" "$plain"
fi
"$root/packaging/build.sh" release "${options[@]}" tidings tidings-server || exit 1
done_with "${tidings#"$root/"} and ${server#"$root/"}"

# Nothing of the person's own configuration and proxies takes part.
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY TIDINGS_TOKEN
export XDG_CONFIG_HOME=$work
cd "$work"

stage "Starting tidings-server --dev"
in_background "$server" --dev --listen 127.0.0.1:0 >server.out 2>server.err </dev/null &
server_pid=$!
wait_for 'listening on' server.out "$server_pid" || fail "the server did not start"
address=$(sed -n '1s/^listening on //p' server.out)
wait_for '^publish token' server.out "$server_pid" || fail "the server printed no tokens"
seller_token=$(sed -n 's/^seller token.*: //p' server.out)
publish_token=$(sed -n 's/^publish token.*: //p' server.out)
seller=$(sed -n 's/^seller token (seller \(.*\)): .*/\1/p' server.out)
done_with "$address, notifications in memory"

stage "Following it: tidings watch $address/v1/stream"
export TIDINGS_TOKEN=$seller_token
touch watch.out watch.err  # there before anyone looks at them
if $once; then
  in_background "$tidings" watch "$address/v1/stream" -o pretty --color "$colors" \
    --count ${#samples[@]} --timeout 60s >watch.out 2>watch.err &
  watch_pid=$!
  tail -f -s 0.1 --pid=$watch_pid watch.out &
  show_pid=$!
else
  in_background "$tidings" watch "$address/v1/stream" 2>watch.err &
  watch_pid=$!
fi
unset TIDINGS_TOKEN
wait_for '^connected' watch.err "$watch_pid" || fail "tidings watch did not connect"
done_with "connected as seller $seller"
$once || tail -f -n 0 -s 0.1 --pid=$watch_pid watch.err >&2 &

stage "Publishing$($once || printf ' until Ctrl-C')"
published=()
number=0
if ! $once; then
  trap 'echo; stage "Stopping"; exit 0' INT
  while kill -0 "$watch_pid" 2>/dev/null && kill -0 "$server_pid" 2>/dev/null; do
    publish_sample $number
    number=$((number + 1))
    sleep 2
  done
  fail "one of the programs has ended"
fi
while [ $number -lt ${#samples[@]} ]; do
  publish_sample $number
  number=$((number + 1))
done
status=0
wait "$watch_pid" || status=$?
watch_pid=''
wait "$show_pid"
[ $status -eq 0 ] || { cat watch.err >&2; fail "tidings watch ended with status $status"; }
printed_in_order watch.out || fail "not every notification was printed once and in order"
stage "All ${#samples[@]} notifications were printed, in order"
