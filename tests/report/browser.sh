#!/usr/bin/env bash
# Opens reports in a real browser: browser.sh PROGRAM BUILD_FOLDER. Exit code 77 (skipped) where there is none.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
manifests=$here/../../sim/app/report/page
export CLIENTELE_PROGRAM=$1 MODULES=$2/tests/browser/

for command in node npm chromium; do
  command -v "$command" > /dev/null || { echo "skipped: there is no $command here"; exit 77; }
done
mkdir -p "$MODULES"
if [[ ! -d $MODULES/node_modules/playwright-core || $manifests/package-lock.json -nt $MODULES/package-lock.json ]]; then
  cp "$manifests"/package{,-lock}.json "$MODULES"
  npm --prefix "$MODULES" ci --loglevel=error --no-audit --no-fund --ignore-scripts
fi
exec node --test "$here/browser.mjs"
