# Margin against burnout, one mark per replication, larger where more accounts leave; from the table of runs.
#
#   clientele compare scenarios/agency.json --csv results
#   gnuplot -c analysis/plots/tradeoff.gp results/runs.csv tradeoff.svg
#
# Needs gnuplot (gnuplot-nox will do).
if (ARGC != 2) print "usage: gnuplot -c tradeoff.gp RUNS.CSV FIGURE.SVG"; exit
table = ARG1
set terminal svg size 640,440 font "DejaVu Sans,11" background "white"
set output ARG2
set datafile separator comma

# In the order of the table; names are never given to a shell.
policies = system("cut -d, -f2 '".table."' | tail -n +2 | awk '!seen[$0]++ { print \"\\\"\" $0 \"\\\"\" }'")
titles = system("cut -d, -f2 '".table."' | tail -n +2 | tr _ ' ' | awk '!seen[$0]++ { print \"\\\"\" $0 \"\\\"\" }'")
set linetype 1 linecolor rgb "#0072B2" pointtype 7 # Okabe & Ito
set linetype 2 linecolor rgb "#D55E00" pointtype 9
set linetype 3 linecolor rgb "#009E73" pointtype 5
set linetype 4 linecolor rgb "#CC79A7" pointtype 13

set xlabel "staff burned out (%)"
set ylabel "operating margin (%)"
set grid linecolor rgb "#d9dee3"
set border 3
set tics nomirror
set key outside top center horizontal maxrows 1
in(policy, column_name) = strcol("policy") eq policy ? 100 * column(column_name) : NaN
plot for [i = 1:words(policies)] table using (in(word(policies, i), "burnout_share")):(in(word(policies, i), "operating_margin")):\
  (3.5 * sqrt(column("churn_rate"))) with points pointsize variable title word(titles, i) noenhanced
