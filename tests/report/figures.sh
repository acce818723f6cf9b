#!/usr/bin/env bash
# Draws the figures of analysis/plots from the tables of one experiment: figures.sh PROGRAM. Exit code 77 (skipped)
# where a drawing program is missing.
set -euo pipefail
plots=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../analysis/plots
for command in gnuplot Rscript /usr/bin/python3; do
  command -v "$command" > /dev/null || { echo "skipped: there is no $command here"; exit 77; }
done
/usr/bin/python3 -c 'import matplotlib, pandas' 2> /dev/null || { echo "skipped: no pandas or matplotlib here"; exit 77; }
Rscript -e 'library(ggplot2)' > /dev/null 2>&1 || { echo "skipped: no ggplot2 here"; exit 77; }

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
"$1" compare "$plots/../../scenarios/difficult_few.json" -n 6 -w 104 --csv "$results" -q > /dev/null
/usr/bin/python3 "$plots/trajectories.py" "$results/weekly.csv" "$results/trajectories.svg"
# More policies than there are colours: each has its line, under its name.
policies='[{"name": "own 1", "based_on": "partnership"}'
for i in {2..9}; do policies+=", {\"name\": \"own $i\", \"based_on\": \"partnership\"}"; done
"$1" compare "$plots/../../tests/data/small.json" --set "policies=$policies]" --set "businesses.1.policy=own 1" -n 2 -w 20 --csv "$results/many" -q > /dev/null
/usr/bin/python3 "$plots/trajectories.py" "$results/many/weekly.csv" "$results/many.svg"
for i in {1..9}; do grep -q "own $i" "$results/many.svg" || { echo "many.svg has no policy \"own $i\""; exit 1; }; done
gnuplot -c "$plots/tradeoff.gp" "$results/runs.csv" "$results/tradeoff.svg"
gnuplot -c "$plots/quits_by_tenure.gp" "$results/leaving_rates.csv" today "$results/quits_by_tenure.svg"
Rscript "$plots/differences.R" "$results/comparison.csv" "$results/differences.pdf"
for figure in trajectories tradeoff quits_by_tenure; do
  (( $(grep -cE '<(path|use|line|circle|polygon|polyline)' "$results/$figure.svg") > 20 )) || { echo "$figure.svg has no marks"; exit 1; }
done
(($(stat -c %s "$results/differences.pdf") > 4000)) || { echo "differences.pdf is empty"; exit 1; }
