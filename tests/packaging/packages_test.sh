#!/bin/bash
# The Debian packages as people meet them: made, checked by lintian, then installed, upgraded, removed
# and purged in a clean Debian 12, where the programs, manuals, completions and the service are tried.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/packaging/clean_tree.sh

say() { printf -- '-- %s\n' "$*"; }
fail() {
  printf 'packages_test: %s\n' "$*" >&2
  exit 1
}

obstacle=$(clean_tree_obstacle)
[ -z "$obstacle" ] || fail "no clean Debian can be made here, so nothing was tested: $obstacle"
packaging/install-dependencies.sh package check

work=$(mktemp -d)
tree=$work/tree
service_pid=''
clean_up() {
  [ -z "$service_pid" ] || kill "$service_pid" 2>/dev/null || true
  remove_clean_tree "$tree"
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
chmod 755 "$work"
mkdir "$tree"

say "making the packages and the source tarball"
packaging/packages.sh --source
packages=(tidings tidings-server tidings-desktop libtidings-dev)
for package in "${packages[@]}"; do
  compgen -G "build/package/packages/${package}_*.deb" >/dev/null || fail "no package $package"
done
# Not through a pipe: who stops reading early makes the writer fail.
sources=$(tar -tf build/package/packages/tidings-*.tar.xz)
grep -q '/core/include/tidings/stream_client.h$' <<<"$sources" ||
  fail "the source tarball lacks the sources"

say "lintian"
lintian --allow-root --fail-on error build/package/packages/*.deb

say "a clean Debian 12"
make_clean_tree "$tree"
mkdir "$tree/packages"
cp build/package/packages/*.deb "$tree/packages"
install_in_tree() {
  in_tree "$tree" apt-get install -y -qq --no-install-recommends "$@" >"$work/apt.log" 2>&1 || {
    tail -n 30 "$work/apt.log" >&2
    fail "apt-get install $*"
  }
}
mapfile -t debs < <(cd "$tree" && printf '/%s\n' packages/*.deb)

say "installing"
install_in_tree man-db bash-completion "${debs[@]}"
for program in tidings tidings-server tidings-desktop; do
  in_tree "$tree" "$program" --version >/dev/null || fail "$program --version does not run"
done
for page in tidings tidings-watch tidings-publish tidings-doctor tidings-profile tidings-server \
  tidings-desktop; do
  [ -n "$(in_tree "$tree" man "$page")" ] || fail "there is no man page $page(1)"
done
# shellcheck disable=SC2016
completed=$(in_tree "$tree" bash -c '
  source /usr/share/bash-completion/bash_completion
  _load_completion tidings || _completion_loader tidings
  COMP_WORDS=(tidings watch --he) COMP_CWORD=2 COMP_LINE="tidings watch --he" COMP_POINT=18
  $(complete -p tidings | sed "s/.* -F \([^ ]*\) .*/\1/")
  printf "%s\n" "${COMPREPLY[@]}"')
grep -q '^--help' <<<"$completed" || fail "tidings watch --he<TAB> gives: $completed"
[ "$(in_tree "$tree" stat -c '%U:%G %a' /etc/tidings/jwt-secret)" = 'root:tidings 640' ] ||
  fail "/etc/tidings/jwt-secret is not for root and tidings alone"

say "the service as its unit starts it"
mapfile -t command < <(sed -n 's/^ExecStart=//p' "$tree/lib/systemd/system/tidings-server.service" |
  tr ' ' '\n')
python3 - "$tree/run/notify" >"$work/notified" <<'PYTHON' &
import socket, sys, os
receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
receiver.bind(sys.argv[1])
os.chmod(sys.argv[1], 0o666)
receiver.settimeout(60)
print(receiver.recv(4096).decode(), flush=True)
PYTHON
listener=$!
for _ in $(seq 100); do [ ! -S "$tree/run/notify" ] || break; sleep 0.1; done
# Where no systemd runs, its ExecStart line does, as its user; a free port instead of 8080.
sed -i 's/^listen = .*/listen = "127.0.0.1:0"/' "$tree/etc/tidings/server.conf"
exec_in_tree "$tree" setpriv --reuid tidings --regid tidings --init-groups --no-new-privs \
  env NOTIFY_SOCKET=/run/notify "${command[@]}" >"$work/service.out" 2>"$work/service.err" &
service_pid=$!
wait "$listener" || { cat "$work/service.err" >&2; fail "the service did not say READY=1"; }
grep -q '^READY=1' "$work/notified" || fail "the service said $(cat "$work/notified")"
address=$(sed -n '1s/^listening on //p' "$work/service.out")
token() { in_tree "$tree" tidings-server token --jwt-secret-file /etc/tidings/jwt-secret "$@"; }
publish_token=$(token --scope publish)
seller_token=$(token --seller 42)
in_tree "$tree" env TIDINGS_TOKEN="$publish_token" tidings publish "$address/v1/notifications" \
  --to 42 --title 'from the package' -o quiet
got=$(in_tree "$tree" env TIDINGS_TOKEN="$seller_token" tidings watch "$address/v1/stream" -q \
  --last-event-id 0 --count 1 --timeout 30s --format '{data/title}')
[ "$got" = 'from the package' ] || fail "the service delivered: $got"
kill "$service_pid"
wait "$service_pid" || fail "the service did not end with status 0 on SIGTERM"
service_pid=''

say "a program of one's own with libtidings-dev"
install_in_tree g++ cmake make
mkdir "$tree/consumer"
cp tests/packaging/consumer/* "$tree/consumer/"
in_tree "$tree" sh -c 'cmake -S /consumer -B /consumer/build && cmake --build /consumer/build' \
  >"$work/consumer.log" 2>&1 || { tail -n 30 "$work/consumer.log" >&2; fail "the consumer does not build"; }
in_tree "$tree" /consumer/build/consumer || fail "the consumer does not run"

say "upgrading"
secret=$(cat "$tree/etc/tidings/jwt-secret")
echo '# a line of the administrator' >>"$tree/etc/tidings/server.conf"
upgrade=$work/upgrade
for package in "${packages[@]}"; do
  dpkg-deb -R build/package/packages/"${package}"_*.deb "$upgrade"
  sed -i 's/^Version: .*/&.1/' "$upgrade/DEBIAN/control"
  dpkg-deb --root-owner-group -b "$upgrade" "$tree/packages/$package-upgrade.deb" >/dev/null
  rm -rf "$upgrade"
done
install_in_tree -o Dpkg::Options::=--force-confold /packages/{tidings,tidings-server,tidings-desktop,libtidings-dev}-upgrade.deb
[ "$(cat "$tree/etc/tidings/jwt-secret")" = "$secret" ] || fail "the upgrade changed the secret"
grep -q 'a line of the administrator' "$tree/etc/tidings/server.conf" ||
  fail "the upgrade overwrote the configuration"

say "removing and purging"
in_tree "$tree" apt-get remove -y -qq "${packages[@]}" >"$work/apt.log" 2>&1 || fail "remove"
[ -f "$tree/etc/tidings/server.conf" ] || fail "removing took the configuration away"
# The others leave nothing to purge, and apt does not know them any longer.
in_tree "$tree" apt-get purge -y -qq tidings-server >"$work/apt.log" 2>&1 || fail "purge"
left=$(find "$tree/etc" "$tree/usr" "$tree/var/lib/tidings" -ipath '*tidings*' 2>/dev/null || true)
[ -z "$left" ] || fail "purging left: $left"
say "the packages are good"
