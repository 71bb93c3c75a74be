#!/bin/bash
# Makes the Debian packages: build/package/packages/*.deb, and with --source the source tarball.
set -euo pipefail

usage() {
  cat <<'END'
Usage: packaging/packages.sh [--source]

Installs the Debian packages that are missing (as root or with sudo), builds the preset `package`
and packs it: tidings, tidings-server, tidings-desktop and libtidings-dev.

  --source   the source tarball too
END
}

source_too=false
case ${1-} in
  '') ;;
  --source) source_too=true ;;
  -h | --help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac

cd "$(dirname "${BASH_SOURCE[0]}")/.."
packaging/install-dependencies.sh build desktop package
packaging/build.sh package
rm -rf build/package/packages
log=build/package/cpack.log
pack() {
  if ! cpack --config "build/package/$1" -B "$PWD/build/package/packages" >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "packages: cpack failed. All of it is in $PWD/$log" >&2
    exit 1
  fi
}
pack CPackConfig.cmake
if $source_too; then
  pack CPackSourceConfig.cmake
fi
rm -rf build/package/packages/_CPack_Packages
ls build/package/packages/
