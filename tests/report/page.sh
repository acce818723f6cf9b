#!/usr/bin/env bash
# Builds the page of reports: page.sh BUILD_FOLDER. Exit code 77 (skipped) where that cannot be done.
set -euo pipefail
command -v npm > /dev/null || { echo "skipped: there is no npm here"; exit 77; }
exec cmake --build "$1" --target report_page
