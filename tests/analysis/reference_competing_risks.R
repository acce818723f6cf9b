# Cumulative incidences and occurrence/exposure rates as R computes them, one "name value" a line, for
# tests/analysis/reference.cpp. Arguments: the edges of bands of age, joined by commas, then left, cause,
# entered and count of each spell, in turn.
suppressPackageStartupMessages(library(survival))

arguments <- commandArgs(trailingOnly = TRUE)
edges <- as.numeric(strsplit(arguments[1], ",")[[1]])
spells <- as.data.frame(matrix(as.numeric(arguments[-1]), ncol = 4, byrow = TRUE))
names(spells) <- c("left", "cause", "entered", "count")
# One row a customer: survfit takes a weight for that of one customer, not for a number of them.
spells <- spells[rep(seq_len(nrow(spells)), spells$count), ]
causes <- seq_len(max(spells$cause))
show <- function(name, value) cat(name, format(value, digits = 17), "\n")

history <- with(spells, Surv(entered, left, factor(cause, c(0, causes))))
for (interval in c("log-log", "plain")) {
  curve <- survfit(history ~ 1, id = seq_len(nrow(spells)), conf.type = interval)
  for (i in seq_along(curve$time)) {
    at <- function(name, cause) paste(interval, name, cause, curve$time[i], sep = ".")
    show(at("at_risk", 0), curve$n.risk[i, 1])
    show(at("survival", 0), curve$pstate[i, 1])
    for (cause in causes) {
      show(at("events", cause), curve$n.event[i, cause + 1])
      show(at("incidence", cause), curve$pstate[i, cause + 1])
      show(at("standard_error", cause), curve$std.err[i, cause + 1])
      show(at("low", cause), curve$lower[i, cause + 1])
      show(at("high", cause), curve$upper[i, cause + 1])
    }
  }
}

for (cause in causes) {
  event <- spells$cause == cause
  weeks <- pyears(Surv(left - entered, event) ~ tcut(entered, edges), data = spells, scale = 1)
  for (band in seq_len(length(edges) - 1)) {
    at <- function(name) paste("band", name, cause, edges[band], sep = ".")
    poisson <- poisson.test(weeks$event[[band]], weeks$pyears[[band]])
    show(at("exposure"), weeks$pyears[[band]])
    show(at("events"), weeks$event[[band]])
    show(at("rate"), poisson$estimate[[1]])
    show(at("low"), poisson$conf.int[1])
    show(at("high"), poisson$conf.int[2])
  }
}
