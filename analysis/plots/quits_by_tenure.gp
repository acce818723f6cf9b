# Quits by tenure under a policy, in those of the second year, beside those of 1,129 employees; from the table of rates.
#
#   clientele compare scenarios/call_centre.json -n 40 --csv results --tables leaving_rates
#   gnuplot -c analysis/plots/quits_by_tenure.gp results/leaving_rates.csv today quits_by_tenure.svg
#
# Needs gnuplot (gnuplot-nox will do). The employees: 571 quits in the Employee Turnover data (MIT licence), whose hazards a year
# are .08 .16 .19 .21 .14 .17. Trades differ in how many quit; the shape is what can be compared. Bars are 95 % intervals over
# replications, the rate of the second year taken as known.
if (ARGC != 3) print "usage: gnuplot -c quits_by_tenure.gp LEAVING_RATES.CSV POLICY FIGURE.SVG"; exit
set terminal svg size 640,440 font "DejaVu Sans,11" background "white"
set output ARG3

# The first business's bands: from, rate and interval, over the rate of the second year.
quits = "awk -F, -v policy='".ARG2."' 'NR == 1 { for (i = 1; i <= NF; ++i) c[$i] = i; next } ".\
  "$c[\"policy\"] == policy && $c[\"who\"] == \"staff\" && $c[\"cause\"] == \"quit\" { ".\
  "if (first == \"\") first = $c[\"business\"]; if ($c[\"business\"] != first) next; ++n; from[n] = $c[\"tenure_from\"]; ".\
  "rate[n] = $c[\"rate\"]; error[n] = 1.96 * $c[\"standard_error\"]; if (from[n] == 52) second = rate[n] } ".\
  "END { for (i = 1; i <= n; ++i) print i - 1, rate[i] / second, (rate[i] - error[i]) / second, (rate[i] + error[i]) / second }' '".ARG1."'"

$employees << END
0 0.38
1 0.76
2 0.90
3 1.00
4 0.67
5 0.81
END

set xtics ("under 3" 0, "3 to 6" 1, "6 to 12" 2, "second year" 3, "third year" 4, "later" 5)
set xlabel "tenure (months, and years)"
set ylabel "quits a year, in those of the second year"
set xrange [-0.5:5.5]
set yrange [0:*]
set grid ytics linecolor rgb "#d9dee3"
set border 3
set tics nomirror
set key outside top center horizontal
plot "<".quits using 1:2:3:4 with yerrorlines linewidth 2 linecolor rgb "#0072B2" pointtype 7 title ARG2 noenhanced, \
  $employees using 1:2 with linespoints dashtype 2 linecolor rgb "#D55E00" pointtype 9 title "1,129 employees", \
  1 with lines linecolor rgb "#999999" notitle
