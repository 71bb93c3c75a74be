#!/bin/bash
# Brings the catalogues up to the sources: new texts come in as unfinished, texts that are gone go.
# update.sh [FOLDER]: does it to the catalogues in that folder instead.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$here}
lupdate=$(command -v lupdate6 || command -v lupdate-qt6 || echo /usr/lib/qt6/bin/lupdate)

update() {
  "$lupdate" -silent -no-obsolete -locations none -extensions cpp,h "$here/../src" "$@"
}
for language in ko tr; do
  update -source-language en -target-language "$language" -ts "$folder/tidings_$language.ts"
done
update -source-language en -target-language en -pluralonly -ts "$folder/tidings_en.ts"
