#!/usr/bin/env Rscript
# What each policy changes against the baseline, with 95 % intervals, from the table of paired differences.
#
#   clientele compare scenarios/agency.json --csv results
#   Rscript analysis/plots/differences.R results/comparison.csv differences.pdf
#
# Needs r-cran-ggplot2.
suppressPackageStartupMessages(library(ggplot2))

arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) != 2) stop("usage: Rscript differences.R COMPARISON.CSV FIGURE.PDF")

headline <- c(
  churn_rate = "churn (points a year)", staff_turnover = "staff turnover (points a year)",
  burnout_share = "staff burned out (points)", operating_margin = "operating margin (points)",
  satisfaction = "satisfaction (points)", accounts = "accounts (number)"
)
okabe_ito <- c("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")

differences <- read.csv(arguments[1])
differences$policy <- gsub("_", " ", differences$policy)
differences$baseline <- gsub("_", " ", differences$baseline)
policies <- unique(differences$policy)
differences <- subset(differences, metric %in% names(headline) & policy != baseline & business == business[1])
points <- ifelse(differences$unit %in% c("1", "1/year"), 100, 1) # shares in percentage points
differences[c("mean", "ci_low", "ci_high")] <- points * differences[c("mean", "ci_low", "ci_high")]
differences$panel <- factor(headline[differences$metric], levels = headline)
differences$policy <- factor(differences$policy, levels = rev(policies)) # the first on top

figure <- ggplot(differences, aes(mean, policy, colour = policy, shape = policy)) +
  geom_vline(xintercept = 0, colour = "grey60") +
  geom_errorbarh(aes(xmin = ci_low, xmax = ci_high), height = 0.25) +
  geom_point(size = 2.5) +
  facet_wrap(~panel, scales = "free_x", ncol = 2) +
  scale_colour_manual(values = setNames(okabe_ito[seq_along(policies)], policies)) +
  labs(x = paste("paired difference to", differences$baseline[1], "with its 95 % interval"), y = NULL) +
  theme_minimal(base_size = 10) +
  theme(legend.position = "none", panel.grid.minor = element_blank(), panel.spacing = unit(1, "lines"),
        axis.title.x = element_text(margin = margin(t = 8)))
ggsave(arguments[2], figure, width = 7, height = 4.5, bg = "white")
