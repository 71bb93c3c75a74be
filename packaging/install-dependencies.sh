#!/bin/bash
# Installs the Debian packages that Tidings is built, tested and checked with: the one list of them.
set -euo pipefail
shopt -s extglob

declare -A packages=(
  [build]="g++ cmake ninja-build ccache pkg-config
           libcurl4-openssl-dev zlib1g-dev libbrotli-dev nlohmann-json3-dev libcli11-dev
           libtomlplusplus-dev libsystemd-dev
           libevent-dev libhiredis-dev libssl-dev"
  [desktop]="qt6-base-dev qt6-svg-dev libqt6sql6-sqlite libsqlite3-dev libxcb1-dev
             qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools"
  [test]="qt6-base-dev
          redis-server nginx jq curl openssl zlib1g-dev
          dbus-daemon dbus-bin gnome-keyring libsecret-tools
          xvfb x11-utils xdotool imagemagick dunst xfce4-panel xfconf
          man-db mandoc zsh fish systemd
          chromium nodejs npm
          fonts-dejavu-core fonts-nanum"
  [lint]="git clang-format-14 clang-tidy-14 clang-14 libclang-14-dev llvm-14-dev jq shellcheck"
  [fuzz]="clang-14 libclang-rt-14-dev"
  [package]="dpkg-dev file gzip"
  [docs]="doxygen"
  [pictures]="xvfb openbox dunst xfce4-panel xfconf xdotool imagemagick x11-xserver-utils
              libglib2.0-bin dbus-daemon jq fonts-noto-core fonts-nanum"
  [check]="lintian debootstrap systemd desktop-file-utils appstream prometheus docker-compose
           mandoc jq python3"
  [bench]="libbenchmark-dev redis-server nginx libnginx-mod-nchan"
)

usage() {
  cat <<END
Usage: packaging/install-dependencies.sh [GROUP…]

Installs what is missing of these groups of Debian packages (default: build).
As root, or with sudo. Asks no questions, starts no service.

END
  for group in build desktop test lint fuzz bench package docs check pictures; do
    printf '  %-7s %s\n' "$group" "${packages[$group]//$'\n'*( )/ }"
  done
}

fail() {
  printf 'install-dependencies: %s\n' "$*" >&2
  exit 1
}

# Sets `missing` to those of the arguments that are not installed.
find_missing() {
  local installed package
  installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null |
    sed -n 's/^ii  *//p') || true
  missing=()
  for package in "$@"; do
    # Node.js from elsewhere brings its npm along, and goes with no other.
    [ "$package" = npm ] && command -v npm >/dev/null && continue
    grep -qxF -- "$package" <<<"$installed" || missing+=("$package")
  done
}

# apt waits for the lock of the packages by itself, but not for that of the package lists.
update_package_lists() {
  local tries=60
  while [ $((tries -= 1)) -gt 0 ]; do
    apt-get update -qq -o APT::Update::Error-Mode=any >"$log" 2>&1 && return 0
    grep -q 'Could not get lock' "$log" || return 1
    sleep 2
  done
  return 1
}

# Debian starts a service as it installs it. The tests start their own, so nothing of that is wanted.
hold_services_back() {
  local policy=/usr/sbin/policy-rc.d
  [ -e $policy ] && return
  printf '#!/bin/sh\n# While packages for Tidings are installed: start no service.\nexit 101\n' >$policy
  chmod 755 $policy
  trap 'rm -f "$log" /usr/sbin/policy-rc.d' EXIT
}

keep_services_off_at_boot() {
  command -v systemctl >/dev/null || return 0
  local package
  for package in "$@"; do
    case $package in
      redis-server | nginx)
        systemctl --quiet disable "$package.service" >/dev/null 2>&1 || true ;;
    esac
  done
}

install_as_root() {
  export DEBIAN_FRONTEND=noninteractive
  exec 9>/run/tidings-install.lock
  flock 9
  find_missing "$@"
  [ ${#missing[@]} -gt 0 ] || return 0

  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  trap 'exit 1' HUP INT TERM
  echo "Installing ${missing[*]}"
  if ! update_package_lists; then
    tail -n 5 "$log" >&2
    fail "cannot read Debian's package lists. Is there a network? Needed: ${missing[*]}"
  fi
  hold_services_back
  if ! apt-get install -qq -y --no-install-recommends -o DPkg::Lock::Timeout=120 \
    -o Dpkg::Use-Pty=0 "${missing[@]}" </dev/null >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    fail "apt-get could not install ${missing[*]}"
  fi
  keep_services_off_at_boot "${missing[@]}"
}

wanted=()
for argument in "${@:-build}"; do
  case $argument in
    -h | --help) usage; exit 0 ;;
    *)
      [ -n "${packages[$argument]-}" ] || { usage >&2; exit 2; }
      read -r -d '' -a names <<<"${packages[$argument]}" || true
      wanted+=("${names[@]}")
      ;;
  esac
done

command -v dpkg-query >/dev/null ||
  fail "this is no Debian. Install what corresponds to: ${wanted[*]}"
find_missing "${wanted[@]}"
if [ ${#missing[@]} -eq 0 ]; then
  exit 0
elif [ "$(id -u)" -eq 0 ]; then
  install_as_root "${wanted[@]}"
elif ! command -v sudo >/dev/null; then
  fail "packages are missing and there is no sudo. As root: apt-get install ${missing[*]}"
elif [ -t 0 ]; then
  echo "These packages are missing: ${missing[*]}"
  exec sudo -- bash "$0" "$@"
elif ! sudo -n true 2>/dev/null; then
  fail "packages are missing and sudo needs a password. As root: apt-get install ${missing[*]}"
else
  exec sudo -n -- bash "$0" "$@"
fi
