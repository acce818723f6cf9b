# Cumulative incidences with standard errors over groups as R computes them, one "name value" a line, for
# tests/analysis/reference.cpp and tests/app/tables/leaving.cpp. Arguments: a CSV file with a row for each person or
# customer - group, entered, left, cause (0: still there) -, and how many causes there are.
suppressPackageStartupMessages(library(survival))

arguments <- commandArgs(trailingOnly = TRUE)
spells <- read.csv(arguments[1])
causes <- seq_len(as.numeric(arguments[2]))
show <- function(name, value) cat(name, format(value, digits = 17), "\n")

# Of those who come and are last seen at age 0 nothing can be seen, and Surv refuses them.
spells <- spells[spells$left > spells$entered, ]
history <- with(spells, Surv(entered, left, factor(cause, c(0, causes))))
curve <- survfit(history ~ 1, id = seq_len(nrow(spells)), influence = TRUE)
# Derivatives of each state's probability by the weight of each person, at time 0 first. Those by the weight of a
# group are their sums, as numerical ones are (survfit's own argument `cluster` gives others, of version 3.5-3).
influence <- curve$influence.pstate[, -1, , drop = FALSE]
error <- apply(influence, c(2, 3), function(person) sqrt(sum(rowsum(person, spells$group)^2)))
for (i in seq_along(curve$time)) {
  at <- function(name, cause) paste(name, cause, curve$time[i], sep = ".")
  show(at("at_risk", 0), curve$n.risk[i, 1])
  show(at("survival", 0), curve$pstate[i, 1])
  show(at("standard_error", 0), error[i, 1])
  for (cause in causes) {
    show(at("events", cause), curve$n.event[i, cause + 1])
    show(at("incidence", cause), curve$pstate[i, cause + 1])
    show(at("standard_error", cause), error[i, cause + 1])
  }
}
