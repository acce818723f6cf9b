#!/usr/bin/env python3
"""How churn, margin, burnout and satisfaction move over time, with bands, from the weekly table of an experiment.

    clientele compare scenarios/agency.json --csv results
    python3 analysis/plots/trajectories.py results/weekly.csv trajectories.pdf

Needs python3-pandas and python3-matplotlib.
"""
import itertools
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd

MEASURES = {
    "churn_rate": "churn (% a year)",
    "operating_margin": "operating margin (%)",
    "burnout_share": "staff burned out (%)",
    "satisfaction": "satisfaction (%)",
}
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"]  # Okabe & Ito
LINES = ["-", "--", ":", "-.", (0, (8, 2)), (0, (3, 1, 1, 1)), (0, (1, 4))]  # seven to six colours: 42 that differ
QUARTER = 13  # weeks; single weeks of a small firm are mostly luck


def bands(weekly, measure):
    """Median and middle 50 % and 95 % over replications, per week, of the mean of the last quarter."""
    by_run = weekly.pivot_table(index="week", columns="replication", values=measure)
    smooth = 100 * by_run.rolling(min(QUARTER, len(by_run)), min_periods=1).mean()[QUARTER - 1 :]
    return smooth.quantile([0.025, 0.25, 0.5, 0.75, 0.975], axis=1)


def main(table, figure):
    weekly = pd.read_csv(table)
    weekly = weekly[weekly.business == weekly.business.iloc[0]]
    plt.rcParams.update({"font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
    rows_of_legend = -(-weekly.policy.nunique() // 3)
    room = 0.35 * max(1, 0.6 * rows_of_legend)  # inches for the legend
    canvas, panels = plt.subplots(2, 2, figsize=(7, 4.65 + room), sharex=True)
    canvas.set_layout_engine("constrained", rect=(0, 0, 1, 1 - room / (4.65 + room)))
    for panel, (measure, label) in zip(panels.flat, MEASURES.items()):
        styles = zip(itertools.cycle(COLOURS), itertools.cycle(LINES))
        for (policy, rows), (colour, line) in zip(weekly.groupby("policy", sort=False), styles):
            q = bands(rows, measure)
            years = q.columns / 52
            panel.fill_between(years, q.loc[0.025], q.loc[0.975], color=colour, alpha=0.10, linewidth=0)
            panel.fill_between(years, q.loc[0.25], q.loc[0.75], color=colour, alpha=0.25, linewidth=0)
            panel.plot(years, q.loc[0.5], color=colour, linestyle=line, label=policy.replace("_", " "))
        panel.set_ylabel(label)
    for panel in panels[-1]:
        panel.set_xlabel("time (years)")
    canvas.legend(*panels[0, 0].get_legend_handles_labels(), loc="upper center", ncols=3, frameon=False)
    canvas.savefig(figure, dpi=200)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
