// Policies that cross factors, such as what is said with who is served: what each does, what they do together, and a plot
// in which lines that are not parallel show that one depends on the other.
"use strict";

const crossedPolicy = (cell) => data.policies.find(({ name }) => name === cell.policy);
const crossedMeasures = () => [...new Set(data.crossing.effects.map(({ metric }) => metric))].map(measureNamed);

function withInterval(cell, { unit }, decimals, e, sign) {
  addNumber(cell, numberText(unit, decimals, e.mean, sign) + (sign && excludesZero(e) ? " *" : ""), e.mean);
  const half = halfWidth(e);
  if (half !== null) add(cell, "small", `± ${numberText(unit, decimals, half)}`);
}

function headOfMeasures(table, measures) {
  const head = add(add(table, "thead"), "tr");
  add(head, "td", "");
  for (const measure of measures) add(add(head, "th", words(measure.name), { scope: "col", title: measure.meaning }), "small", unitText(measure));
  return add(table, "tbody");
}

function fillCells(table, measures) {
  const body = headOfMeasures(table, measures);
  const today = data.policies.find(({ name }) => name === "today");
  const lines = [...data.crossing.cells.map((cell) => [cell.label, crossedPolicy(cell)]), ...(today ? [["for reference", today]] : [])];
  const decimals = measures.map(({ name, unit }) => decimalsFor(unit, lines.map(([, policy]) => policy.metrics[name])));
  for (const [label, policy] of lines) {
    const row = add(body, "tr"), title = add(row, "th", label, { scope: "row" });
    if (policy.name !== label) add(title, "small", words(policy.name));
    measures.forEach((measure, m) => withInterval(add(row, "td", undefined, { "data-cell": policy.name, "data-measure": measure.name }),
                                                  measure, decimals[m], policy.metrics[measure.name]));
  }
}

// Of more than two factors at once there is no reading; programs find them in the answer.
function fillEffects(table, measures) {
  const body = headOfMeasures(table, measures), all = data.crossing.effects;
  const labels = [...new Set(all.filter(({ of }) => of.length < 3).map(({ effect }) => effect))];
  const decimals = measures.map(({ name, unit }) => decimalsFor(unit, all.filter(({ metric }) => metric === name)));
  for (const label of labels) {
    const row = add(body, "tr");
    add(row, "th", label, { scope: "row" });
    measures.forEach((measure, m) => {
      const e = all.find(({ effect, metric }) => effect === label && metric === measure.name);
      withInterval(add(row, "td", undefined, { "data-effect": label, "data-measure": measure.name }), measure, decimals[m], e, "exceptZero");
    });
  }
}

function showCrossing() {
  const section = byId("crossing");
  if (!data.crossing) return section.remove();
  const { argument, factors, sentences } = data.crossing, measures = crossedMeasures();
  section.querySelector("h2").textContent = argument ? "What is said, and who is served" : factors.map(({ name }) => words(name)).join(", ");
  byId("crossed").textContent = (argument
    ? "The same firm, which differs only in what is said to a client who is wrong, rude or demanding, and in who is served at all. "
    : "The same firm, which differs only in these. ") + "Everything else is as today.";
  for (const text of sentences) add(byId("crossing-sentences"), "p", text, { class: "summary" });
  fillCells(byId("cells"), measures);
  fillEffects(byId("effects"), measures);
  for (const measure of measures) {
    const figure = add(byId("crossing-plots"), "figure", undefined, { id: `crossing-${measure.name}` }), title = words(measure.name);
    add(figure, "h3", title[0].toUpperCase() + title.slice(1));
    add(figure, "figcaption", measure.meaning);
    addChart(figure, `${title} of each combination`, (l) => crossingChart(data, measure, l), "low");
  }
}
