#!/usr/bin/env bash
# Ten moments of the staff of one office are those of a short model, written from sim/model/ODD.md alone and
# with random numbers of its own: run.sh SOURCE PROGRAM PEOPLE. Exit code 77 (skipped) without Python.
set -euo pipefail
source=$1 program=$2 people=$3 scenario=$1/tests/data/office.json
command -v python3 > /dev/null || { echo "skipped: there is no python3 here"; exit 77; }
export PYTHONDONTWRITEBYTECODE=1

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$program" validate "$scenario" -v > "$folder/scenario.json"
"$people" "$scenario" > "$folder/people.csv"
python3 "$source/tests/office/compare.py" "$folder/scenario.json" "$folder/people.csv"
