#!/usr/bin/env bash
# The model as sim/model/ODD.md describes it, written a second time in Python by what that page says, gives
# what the program gives: run.sh SOURCE PROGRAM. Exit code 77 (skipped) without Python.
set -euo pipefail
source=$1 program=$2 here=$1/tests/odd
command -v python3 > /dev/null || { echo "skipped: there is no python3 here"; exit 77; }
export PYTHONDONTWRITEBYTECODE=1

python3 "$here/compare.py" --labels "$source/sim/model/ODD.md"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
agency=$source/scenarios/agency.json
"$program" validate "$agency" -v > "$folder/agency.json"
"$program" compare "$agency" -n 400 -w 52 --seed 2026 --csv "$folder" --tables weekly -q > "$folder/answer"

compare() { python3 "$here/compare.py" "$folder/agency.json" "$folder/weekly.csv" "$@"; }
compare --replications 45 --weeks 52
# That nothing is found shows something only if what is wrong is found: an equation of each kind of stage.
compare --replications 12 --spoil E17,E27,E56,E76,E88,E97,E109
