#!/bin/bash
# The files beside the programs, by the tools of those who read them: units, desktop entry, metainfo,
# alert rules, dashboard, compose file, API reference.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
packaging/install-dependencies.sh check
say() { printf -- '-- %s\n' "$*"; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say "systemd units"
for unit in build/release/packaging/tidings-server.service build/release/packaging/tidings-watch@.service; do
  # Its programs need not be installed here.
  sed 's,^\(Exec[A-Za-z]*=\)[^ ]*/\(tidings[^ ]*\),\1/bin/true,;/^Documentation=/d' "$unit" \
    >"$work/${unit##*/}"
done
systemd-analyze verify "$work/tidings-server.service"
XDG_RUNTIME_DIR=$work systemd-analyze --user verify "$work/tidings-watch@.service"
systemd-analyze security --offline=true --threshold=20 "$work/tidings-server.service" | tail -n 1

say "desktop entry and metainfo"
desktop-file-validate packaging/desktop/org.tidings.Desktop.desktop
appstreamcli validate --no-net packaging/desktop/org.tidings.Desktop.metainfo.xml

say "alert rules and dashboard"
promtool check rules packaging/prometheus/tidings.rules.yml
jq -e '.panels | length > 0' packaging/grafana/tidings.json >/dev/null
# Both speak of metrics that the server has.
known=$(sed -n 's/.*"\([a-z_]*\)", "\(gauge\|counter\)".*/tidings_\1/p' server-mini/src/metrics/metrics.cpp)
used=$(grep -oh 'tidings_[a-z_]*' packaging/prometheus/tidings.rules.yml packaging/grafana/tidings.json | sort -u)
unknown=$(grep -vxF -f <(echo "$known"; echo tidings_processes) <<<"$used" || true)
[ -z "$unknown" ] || { echo "no such metric: $unknown" >&2; exit 1; }

say "compose file (read and resolved; no container is started)"
docker-compose -f packaging/compose.yaml config -q

say "API reference"
packaging/api-reference.sh
