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
# world NAME OVERRIDE...: the scenario with all its defaults, and the program's weekly table.
world() {
  local agency=$source/scenarios/agency.json name=$1
  "$program" validate "$agency" -v "${@:2}" > "$folder/$name.json"
  "$program" compare "$agency" "${@:2}" -n 400 -w 52 --seed 2026 --csv "$folder/$name" --tables weekly -q \
    > "$folder/answer"
}
compare() { python3 "$here/compare.py" "$folder/$1.json" "$folder/$1/weekly.csv" "${@:2}"; }

world agency
compare agency --replications 36 --weeks 52
# Where people come and go, the price is above the going rate and priorities matter, as they do little there.
world turbulent --set businesses.0.pooling=0 businesses.0.staff_tenure=60 businesses.0.hiring_delay=4 \
  businesses.0.price=620 businesses.0.word_of_mouth=0.1 businesses.0.initial_standard=1.1 \
  model.expected_time=0.9 model.early_exit=8 model.priority_strength=3 model.continuity_loss=0.8 \
  policies.right_customer.levers.loyalty_reward=0.1
compare turbulent --replications 36
# That nothing is found shows something only if what is wrong is found: an equation of each kind of stage.
compare agency --replications 12 --spoil E25,E38,E71,E99,E113,E124,E147
