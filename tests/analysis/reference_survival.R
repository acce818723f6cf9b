# Kaplan-Meier as R's package survival computes it, one "name value" a line, for tests/analysis/reference.cpp.
# Arguments: left, event, entered and count of each spell, in turn.
suppressPackageStartupMessages(library(survival))

spells <- as.data.frame(matrix(as.numeric(commandArgs(trailingOnly = TRUE)), ncol = 4, byrow = TRUE))
names(spells) <- c("left", "event", "entered", "count")
show <- function(name, value) cat(name, format(value, digits = 17), "\n")

for (interval in c("log-log", "plain")) {
  curve <- survfit(Surv(entered, left, event) ~ 1, data = spells, weights = count, conf.type = interval)
  for (i in seq_along(curve$time)) {
    at <- function(name) paste(interval, name, curve$time[i], sep = ".")
    show(at("at_risk"), curve$n.risk[i])
    show(at("survival"), curve$surv[i])
    show(at("standard_error"), curve$surv[i] * curve$std.err[i])
    show(at("low"), curve$lower[i])
    show(at("high"), curve$upper[i])
  }
}
table <- summary(curve, rmean = 30)$table
show("restricted_mean", table[["rmean"]])
show("restricted_mean.se", table[["se(rmean)"]])
show("median", table[["median"]])
