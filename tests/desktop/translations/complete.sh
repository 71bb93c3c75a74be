#!/bin/bash
# complete.sh FOLDER: whether its catalogues have every text of the sources, translated.
set -euo pipefail
catalogues=$1
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT

cp "$catalogues"/*.ts "$fresh"
"$catalogues/update.sh" "$fresh" >"$fresh/log" 2>&1 || { cat "$fresh/log"; exit 1; }
failed=0
for catalogue in "$fresh"/*.ts; do
  name=$(basename "$catalogue")
  if grep -n -B3 -E 'type="(unfinished|vanished|obsolete)"' "$catalogue"; then
    echo "$name: texts are not translated. desktop/translations/update.sh writes them into it."
    failed=1
  elif ! diff -u "$catalogues/$name" "$catalogue"; then
    echo "$name: not what the sources say. Run desktop/translations/update.sh."
    failed=1
  fi
done
exit $failed
