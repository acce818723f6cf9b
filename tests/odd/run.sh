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
# world NAME OVERRIDE... [-- DECISION...]: the scenario with all its defaults, as it is and as it was before
# these decisions, and the program's weekly table of 26 weeks or WEEKS. A short past will do.
world() {
  local agency=$source/scenarios/agency.json name=$1 lived=() decided=()
  shift
  while (($#)) && [[ $1 != -- ]]; do lived+=("$1") && shift; done
  decided=("${@:2}")
  "$program" validate "$agency" -v --set "${lived[@]}" > "$folder/$name.before.json"
  "$program" validate "$agency" -v --set "${lived[@]}" "${decided[@]}" > "$folder/$name.json"
  "$program" compare "$agency" --set "${lived[@]}" "${decided[@]}" -n 400 -w "${WEEKS:-26}" --seed 2026 \
    --csv "$folder/$name" --tables weekly -q > "$folder/answer"
}
compare() {
  local world=$folder/$1
  python3 "$here/compare.py" "$world.json" "$world/weekly.csv" --before "$world.before.json" "${@:2}"
}

WEEKS=52 world agency past_weeks=27
compare agency --replications 30 --weeks 52
# Where people come and go, the price is above the going rate and priorities matter, as they do little there.
world turbulent past_weeks=20 businesses.0.pooling=0 businesses.0.staff_tenure=60 \
  businesses.0.hiring_delay=4 businesses.0.word_of_mouth=0.1 businesses.0.initial_standard=1.1 \
  model.expected_time=0.9 model.early_exit=8 model.priority_strength=3 model.continuity_loss=0.8 \
  -- businesses.0.price=1085 policies.right_customer.levers.loyalty_reward=0.1
compare turbulent --replications 30
# Where people are away and ill for long, work passes through the queue, people differ and change jobs, and
# levers follow what everybody says and the pressure on those who are there.
world absent past_weeks=20 businesses.0.initial_accounts=36 businesses.0.pooling=0.5 businesses.0.leave=0.3 \
  businesses.0.absence=0.05 model.sickness_spells=0.7 model.sickness_lasts=0.6 model.shift_spread=0.6 \
  businesses.0.hiring_delay=4 businesses.0.retirement=0.1 businesses.0.moves=0.2 markets.0.job_openings=2 \
  businesses.0.insolvency=never model.training_effect=0.5 model.selection_validity=0.8 \
  model.supervision_effect=0.8 model.training_weeks=5 model.skill_spread=0.4 model.skill_noticed=1 model.chronic_share=0.4 \
  model.life_spread=0.012 model.overtime_recovery=4 model.usual_dissonance=0 model.survey_weeks=0 -- \
  'policies.partnership.levers.staff_support=[{"otherwise": 0}, {"when": "burnout_share > 0.2", "then": 1}]' \
  policies.partnership.levers.supervision=0.9 policies.partnership.levers.training=0.8 \
  policies.partnership.levers.further_candidates=3 policies.partnership.levers.rotation=0.6 \
  'policies.right_customer.levers.overtime_cap=[{"otherwise": 1.1}, {"when": "pressure > 0", "then": 1.5}]'
compare absent --replications 30
# Where the books say how little cash there is, people are dismissed and the price is one that ruins the
# business; and where levers follow what surveys say.
world ruinous past_weeks=6 businesses.0.cash=20000 businesses.0.credit_weeks=4 businesses.0.staff=24 \
  businesses.0.staffing_flexibility=1 businesses.0.labour_smoothing_weeks=8 businesses.0.spare_capacity=0 \
  model.inflation=0.2 model.survey_weeks=5 -- businesses.0.price=700 \
  'policies.partnership.levers.staff_support=[{"otherwise": 0}, {"when": "exhaustion > 0.37", "then": 1}]' \
  'policies.right_customer.levers.crm=[{"otherwise": 0}, {"when": "satisfaction > 0.74", "then": 1}]'
compare ruinous --replications 30
# That nothing is found shows something only if what is wrong is found: an equation of each kind of stage, and
# of each kind of what staff are and do.
compare agency --replications 12 --spoil E25,E38,E71,E99,E113,E147,E196
compare absent --replications 12 --spoil E66,E110,E124,E140,E172,E175,E177,E182,E191,E195
compare absent --replications 24 --spoil E194 # people are paid by what they do beyond others: a small part of wages
compare ruinous --replications 12 --spoil E16,E85,E122,E133,E157
