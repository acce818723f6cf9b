// Policies that cross factors, such as what is said with who is served: what each does, what they do together, and a plot
// in which lines that are not parallel show that one depends on the other.
"use strict";

// Scenarios name their own factors and levels; without a prototype, none is found that is not here.
const FACTOR_WORDS = { __proto__: null, said: "what is said", served: "who is served" };
const factorWords = ({ name }) => FACTOR_WORDS[name] ?? words(name);
const capital = (text) => text[0].toUpperCase() + text.slice(1);

// What the short names of the argument's levels stand for.
const LEVEL_WORDS = {
  __proto__: null,
  said: {
    __proto__: null,
    please: "what clients ask for is done as they ask it, claims are paid unchecked, and whoever shouts loudest comes first",
    partner: "when a request looks wrong the staff say so, explain and persuade before they give in; claims are checked, and all wait alike",
  },
  served: {
    __proto__: null,
    everyone: "whoever comes is welcome, and nobody is ever shown the door",
    "the right": "clients are chosen, looked at every quarter, and let go if they do not pay their way or are hard on the staff",
  },
};

const crossedMeasures = () => [...new Set(data.crossing.effects.map(({ metric }) => metric))].map(measureNamed);

// Names of levers as words, signs as they are printed, and no line ends within an interval.
const inPrint = (text) => words(text).replaceAll(" x ", " × ").replace(/(?<=[( ])-(?=\d)/g, "−")
  .replace(/\([+−]?[\d.,]+ to [+−]?[\d.,]+\)/g, (interval) => interval.replaceAll(" ", "\u00a0"));

// Texts ---------------------------------------------------------------------------------------------------------------

function fillCrossingTexts({ argument, factors, sentences }) {
  const names = factors.map(factorWords), last = names.pop();
  byId("crossing").querySelector("h2").textContent = capital(names.length ? `${names.join(", ")}${names.length > 1 ? "," : ""} and ${last}` : last);
  byId("crossed").textContent = (argument
    ? "The same firm, which differs only in what is said to a client who is wrong, rude or demanding, and in who is served at all. "
    : "The same firm, which differs only in these. ") + "Everything else is the same.";
  for (const { name, levels } of factors)
    for (const level of levels) {
      const meaning = LEVEL_WORDS[name]?.[level];
      if (!meaning) continue;
      add(byId("levels"), "dt", level);
      add(byId("levels"), "dd", meaning);
    }
  for (const text of sentences) add(byId("crossing-sentences"), "p", inPrint(text));
  byId("crossing-sentences").hidden = !sentences.length;
}

function readingOfPlots({ factors }) {
  const [first, ...others] = factors.map(factorWords), today = data.policies.some(({ name }) => name === "today");
  return `A line for each choice of ${first}; from left to right, ${others.join(" and ")}${today ? "; dotted, the firm as it works today" : ""}. ` +
    (data.replications > 1 ? "Bars: 95 % intervals, where the mean truly lies in 95 of 100 such studies. " : "") +
    "Where lines are parallel, what one choice does is the same whatever the other; where they draw near each other or cross, " +
    "it depends on the other.";
}

// Where firms fail, some replications have no value in some combination; effects then are of the others.
function readingOfEffects({ cells, effects }) {
  const fewest = Math.min(...effects.map(({ n }) => n)), isComplete = fewest === data.replications;
  return "How much more or less (of percentages, in points), averaged over all else that is crossed. “More with”: how much more or less " +
    "the one does where the other is done too than where it is not." +
    (cells.length === 4 ? ` The two lines above it add up to the way from “${inPrint(cells[0].label)}” to “${inPrint(cells[3].label)}”.` : "") +
    (data.replications > 1 ? " All intervals of a column hold together; * = its interval excludes zero." : "") +
    (isComplete ? "" : ` Only replications count in which every combination has a value: ${fewest} of ${data.replications}, where they are fewest.`);
}

function fillCrossingNotes(crossing) {
  byId("crossing-reading").textContent = readingOfPlots(crossing);
  byId("cells-note").textContent =
    `Means over the whole time${data.replications === 1 ? "; one replication gives no intervals" : ", ± half their 95 % interval"}.`;
  byId("effects-note").textContent = readingOfEffects(crossing);
}

// Tables --------------------------------------------------------------------------------------------------------------

function withInterval(cell, { unit }, decimals, e, sign) {
  addNumber(cell, numberText(unit, decimals, e.mean, sign) + (sign && excludesZero(e) ? "\u00a0*" : ""), e.mean);
  const half = halfWidth(e);
  if (half !== null) add(cell, "small", `± ${numberText(unit, decimals, half)}`);
}

function headOfMeasures(table, measures) {
  const head = add(add(table, "thead"), "tr");
  add(head, "td", "");
  for (const measure of measures) add(add(head, "th", words(measure.name), { scope: "col", title: measure.meaning }), "small", unitText(measure));
  return add(table, "tbody");
}

// The cells, then what is compared besides, and how it is without any of this.
function linesOfCells() {
  const { cells } = data.crossing, named = (wanted) => data.policies.find(({ name }) => name === wanted);
  const others = data.policies.filter(({ name }) => name !== "today" && cells.every(({ policy }) => policy !== name));
  return [...cells.map(({ label, policy }) => [label, named(policy)]), ...others.map((policy) => ["besides", policy]),
          ...(named("today") ? [["for reference", named("today")]] : [])];
}

function fillCells(table, measures) {
  const body = headOfMeasures(table, measures), lines = linesOfCells();
  const decimals = measures.map(({ name, unit }) => decimalsFor(unit, lines.map(([, policy]) => policy.metrics[name])));
  for (const [label, policy] of lines) {
    const row = add(body, "tr"), title = add(row, "th", words(label), { scope: "row" });
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
    add(row, "th", inPrint(label), { scope: "row" });
    measures.forEach((measure, m) => {
      const e = all.find(({ effect, metric }) => effect === label && metric === measure.name);
      withInterval(add(row, "td", undefined, { "data-effect": label, "data-measure": measure.name }), measure, decimals[m], e, "exceptZero");
    });
  }
}

// ---------------------------------------------------------------------------------------------------------------------

function addCrossingPlots(measures) {
  for (const measure of measures) {
    const figure = add(byId("crossing-plots"), "figure", undefined, { id: `crossing-${measure.name}` }), title = capital(words(measure.name));
    add(figure, "h3", title);
    add(figure, "figcaption", measure.meaning);
    addChart(figure, `${title} of each combination`, (l) => crossingChart(data, measure, l));
  }
}

function showCrossing() {
  const section = byId("crossing");
  if (!data.crossing) return section.remove();
  const measures = crossedMeasures();
  if (!measures.length) return section.remove(); // some combination never has any value, as no firm of it lives on
  fillCrossingTexts(data.crossing);
  fillCrossingNotes(data.crossing);
  addCrossingPlots(measures);
  fillCells(byId("cells"), measures);
  fillEffects(byId("effects"), measures);
}
