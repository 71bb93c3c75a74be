#!/bin/bash
# Makes packaging/demo.svg, the picture in the README, from a real run of the demo in a real terminal.
# Needs tmux and python3.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
socket=tidings-picture-$$
terminal() { tmux -L "$socket" "$@"; }
screen() { terminal capture-pane -p "$@"; }
trap 'terminal kill-server 2>/dev/null || true' EXIT

terminal -f /dev/null new-session -d -x 92 -y 40 \
  "env COLORTERM=truecolor bash --norc -c 'PS1=; echo \"\$ ./packaging/demo.sh\"; packaging/demo.sh; sleep 60'"
tries=600
until screen | grep -q '1005 was cancelled.*' && [ "$(screen | grep -c 'tidings publish --to')" -ge 5 ]; do
  tries=$((tries - 1))
  [ $tries -gt 0 ] || { screen >&2; exit 1; }
  sleep 0.2
done
sleep 1
screen -e | python3 packaging/terminal_svg.py >packaging/demo.svg
terminal send-keys C-c
sleep 2
echo "packaging/demo.svg"
