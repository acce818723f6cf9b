// The page: texts and tables from the data, buttons that show and hide subjects, and the charts of charts.js.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
data.policies ??= data.curves?.policies ?? [];
data.names = data.policies.map((subject) => words(subject.name));
data.summary &&= inPrint(data.summary);
const baseline = data.policies.findIndex((subject) => subject.name === data.baseline);
const subjects = data.names.map((_, s) => s);
let shown = [...subjects];
const charts = []; // {chart, option}

function add(parent, tag, text, attributes = {}) {
  const element = parent.appendChild(document.createElement(tag));
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

// What has no value has a dash, and is no number to a program either.
const addNumber = (parent, text, value) => (value === null ? add(parent, "span", "–") : add(parent, "data", text, { value }));

const byId = (id) => document.getElementById(id);
const measureNamed = (name) => data.measures.find((measure) => measure.name === name);

// Texts ---------------------------------------------------------------------------------------------------------------

function fillTexts() {
  document.title = `${data.scenario} – Clientele`;
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = element.dataset.text.split(".").reduce((object, key) => object?.[key], data);
    element.hidden = !element.textContent;
  }
  const runs = data.replications === 1 ? "one replication" : `${data.replications} replications`;
  byId("extent").textContent =
    `${data.weeks} weeks, ${runs}, seed ${data.seed}.` +
    (data.subject === "policy" ? " The same people and random numbers for every policy." : "") +
    (data.before ? ` ${data.before}` : "");
  if (!data.provenance) return;
  for (const [key, value] of Object.entries(data.provenance)) {
    if (key === "command") continue; // stands above
    add(byId("provenance"), "dt", key.replace("identity", "hash of the inputs").replaceAll("_", " "));
    add(byId("provenance"), "dd", value);
  }
}

// The decision ------------------------------------------------------------------------------------------------------

// As many decimals as the least certain of the estimates supports: its half-width has one or two digits.
function decimalsFor(unit, estimates) {
  const factor = isShare(unit) ? 100 : 1;
  const largest = (numbers) => Math.max(0, ...numbers.filter((x) => x !== null && Number.isFinite(x)).map(Math.abs));
  const uncertainty = largest(estimates.map((e) => (e.ci_high === null ? null : (e.ci_high - e.ci_low) / 2)));
  const scale = factor * (uncertainty > 0 ? uncertainty / 2 : largest(estimates.map((e) => e.mean)) / 100);
  return scale > 0 ? Math.min(3, Math.max(0, Math.ceil(-Math.log10(scale)))) : 0;
}

function numberText(unit, decimals, value, sign = "auto") {
  if (value === null) return "–";
  const text = new Intl.NumberFormat("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals, signDisplay: sign })
    .format(isShare(unit) ? 100 * value : value);
  return text.replace("-", "−") + (isShare(unit) ? "\u00a0%" : "");
}

// The larger one, where the interval of a share has two.
const halfWidth = (e) => (e.ci_high === null ? null : Math.max(e.ci_high - e.mean, e.mean - e.ci_low));
const excludesZero = (e) => e.ci_high !== null && (e.ci_low > 0 || e.ci_high < 0);

function fillCell(cell, measure, decimals, subject, isBaseline) {
  const e = subject.metrics[measure.name], d = subject.versus_baseline?.[measure.name];
  addNumber(cell, numberText(measure.unit, decimals, e.mean), e.mean);
  const half = halfWidth(e);
  if (half !== null) add(cell, "small", `± ${numberText(measure.unit, decimals, half)}`);
  if (isBaseline || !d || d.mean === null) return;
  const sure = excludesZero(d);
  add(cell, "small", numberText(measure.unit, decimals, d.mean, "exceptZero") + (sure ? " *" : ""), { class: sure ? "sure" : "unsure" });
}

function unitText({ name, unit }) {
  if (isShare(unit)) return perYear(unit).trim();
  return unit === name ? "" : unit.replace("/", " a ");
}

function headOf(table) {
  table.style.setProperty("--columns", subjects.length);
  const head = add(add(table, "thead"), "tr");
  add(head, "td", "");
  for (const s of subjects) {
    const cell = add(head, "th", data.names[s], { scope: "col", "data-subject": s });
    if (s === baseline && subjects.length > 1) add(cell, "small", "baseline");
  }
  return add(table, "tbody");
}

function fillMeans() {
  const body = headOf(byId("means"));
  for (const measure of data.measures.filter((m) => m.headline)) {
    const row = add(body, "tr");
    const decimals = decimalsFor(measure.unit, data.policies.map((p) => p.metrics[measure.name]));
    const title = add(row, "th", words(measure.name), { scope: "row", title: measure.meaning });
    add(title, "small", unitText(measure));
    for (const s of subjects)
      fillCell(add(row, "td", undefined, { "data-subject": s, "data-measure": measure.name }), measure, decimals, data.policies[s],
               s === baseline);
  }
  const once = data.replications === 1;
  byId("means-note").textContent =
    `Means over the whole time${once ? "; one replication gives no intervals" : ", ± half their 95 % interval"}` +
    (baseline < 0 || subjects.length < 2 ? "." : `; below, the paired difference to ${data.names[baseline]} (of percentages, in points` +
      `${once ? "" : "; * = its 95 % interval excludes zero"}).`);
}

const chance = (p) => (p > 0.995 && p < 1 ? "> 99 %" : p < 0.005 && p > 0 ? "< 1 %" : percent(p, 0));

// How sure the decision is: rows of [title, explanation, text for the verdict on a subject].
function decisionRows({ objective, requirements = [] }) {
  const measure = measureNamed(objective);
  const decimals = decimalsFor(measure.unit, data.policies.map((p) => p.metrics[objective]));
  const versus = (v, s) => (s === baseline ? "" : numberText(measure.unit, decimals, v, "exceptZero"));
  const losses = ["chance of loss", `in how many of 100 single replications ${words(objective)} falls below zero`, (v) => chance(v.loss_probability)];
  return [
    ["against the baseline", data.decision.n === 1 ? "how much more or less in the one replication"
      : `how much more or less, averaged over the ${data.decision.n} replications`, (v, s) => versus(v.versus_baseline.mean, s)],
    ["95 % interval", "where that difference truly lies; 95 of 100 such studies get all of these right", (v, s) => s === baseline ? "" :
      v.versus_baseline.ci_low === null ? "–" : `${versus(v.versus_baseline.ci_low, s)} to ${versus(v.versus_baseline.ci_high, s)}`],
    ["best on average", "how sure it is, by the luck of the draw alone, that no other does better", (v) => chance(v.best_probability)],
    ["better in one run", "in how many of 100 single replications it does better than the baseline",
      (v, s) => (s === baseline ? "" : chance(v.beats_baseline_probability))],
    ["expected regret", "what choosing it gives away, on average, in case another is truly better",
      (v) => numberText(measure.unit, decimals, v.opportunity_cost)],
    ...(measure.lower_is_better ? [] : [losses]),
    ...requirements.map((text, i) => [text, "how sure it is that the average keeps to this", (v) => chance(v.requirement_probabilities[i])]),
  ];
}

function fillDecision() {
  if (!data.decision) return byId("decision").closest("figure").remove();
  byId("objective").textContent = `How sure is it, judged by the ${words(data.decision.objective)}?`;
  const body = headOf(byId("decision"));
  for (const [title, explanation, text] of decisionRows(data.decision)) {
    const row = add(body, "tr");
    add(add(row, "th", title, { scope: "row" }), "small", explanation);
    for (const s of subjects) add(row, "td", text(data.decision.policies[s], s), { "data-subject": s });
  }
}

// The objective and the headline measures, a row for each year.
function fillYears() {
  const figure = byId("years");
  if (!data.years || subjects.length < 2) return figure.remove();
  const body = headOf(figure.querySelector("table"));
  for (const name of Object.keys(data.years.first_year[0].metrics)) {
    const measure = measureNamed(name), both = [...data.years.first_year, ...data.years.last_year];
    const decimals = decimalsFor(measure.unit, both.map((policy) => policy.metrics[name]));
    for (const year of ["first_year", "last_year"]) {
      const row = add(body, "tr", undefined, { "data-year": year });
      add(add(row, "th", words(name), { scope: "row", title: measure.meaning }), "small", `${words(year)}${unitText(measure) && ", "}${unitText(measure)}`);
      for (const s of subjects) fillCell(add(row, "td", undefined, { "data-subject": s }), measure, decimals, data.years[year][s], s === baseline);
    }
  }
}

// Beyond this factor results are as good as identical; null stands for infinity, as the correlation is known.
const timesText = (factor) => (factor === null || factor > 1000 ? "> 1000" : `× ${factor.toFixed(1)}`);

function fillLuck() {
  if (data.replications < 2 || !data.policies.some((p) => p.common_random_numbers)) return byId("pairing").remove();
  const body = headOf(byId("pairing").querySelector("table"));
  for (const measure of data.measures.filter((m) => m.headline)) {
    const row = add(body, "tr");
    add(row, "th", words(measure.name), { scope: "row" });
    for (const s of subjects) {
      const cell = add(row, "td", undefined, { "data-subject": s }), pairing = data.policies[s].common_random_numbers?.[measure.name];
      if (!pairing) continue;
      addNumber(cell, pairing.correlation?.toFixed(2), pairing.correlation);
      if (pairing.correlation !== null) add(cell, "small", timesText(pairing.variance_reduction));
    }
  }
}

// Buttons -------------------------------------------------------------------------------------------------------------

// A piece of the subject's line with its symbol.
function keyOf(look, s) {
  const { colour, dash, outline } = style(look, s), svg = "http://www.w3.org/2000/svg";
  const key = document.createElementNS(svg, "svg");
  key.setAttribute("class", "key");
  key.setAttribute("viewBox", "0 0 36 14");
  for (const [d, attributes] of [["M0 7H36", { stroke: colour, "stroke-width": 2.5, "stroke-dasharray": [dash].flat().join(" ").replace("solid", "none") }],
                                 [outline, { fill: colour, transform: "translate(13 2)" }]]) {
    const path = key.appendChild(document.createElementNS(svg, "path"));
    for (const [name, value] of Object.entries({ d, ...attributes })) path.setAttribute(name, value);
  }
  return key;
}

function addButtons() {
  if (subjects.length < 2) return byId("subjects").remove();
  for (const s of subjects) {
    const button = add(byId("subjects"), "button", undefined, { type: "button", "aria-pressed": "true", "data-subject": s });
    add(button, "span", data.names[s]);
    button.addEventListener("click", () => {
      const on = !shown.includes(s);
      button.setAttribute("aria-pressed", on);
      shown = subjects.filter((other) => (other === s ? on : shown.includes(other)));
      for (const cell of document.querySelectorAll(`table [data-subject="${s}"]`)) cell.hidden = !on;
      drawAll();
    });
  }
}

// Charts --------------------------------------------------------------------------------------------------------------

function look() {
  const css = getComputedStyle(document.documentElement), font = getComputedStyle(document.body).fontFamily;
  const colour = (name) => css.getPropertyValue(`--${name}`).trim();
  return { text: colour("text"), muted: colour("muted"), line: colour("line"), paper: colour("paper"),
           subjects: colour("subjects").split(" "), levels: colour("levels").split(" "), font };
}

function drawAll() {
  const colours = look();
  for (const button of byId("subjects")?.children ?? []) {
    button.querySelector("svg")?.remove();
    button.prepend(keyOf(colours, button.dataset.subject));
  }
  for (const { chart, option } of charts) chart.setOption(option(colours, shown), { notMerge: true });
}

function addChart(figure, label, option, height = "") {
  const box = add(figure, "div", undefined, { class: `chart ${height}`, role: "img", "aria-label": label });
  charts.push({ chart: echarts.init(box, null, { renderer: "svg" }), option });
}

function sayMissing(figure, text) { add(figure, "p", text, { class: "missing" }); }

function addTrajectories() {
  const parent = byId("trajectories");
  if (!data.trajectories) return sayMissing(parent, "The weeks were not kept, so there is nothing to draw.");
  for (const name of Object.keys(data.trajectories.bands)) {
    const measure = measureNamed(name), figure = add(parent, "figure", undefined, { id: `trajectory-${name}` });
    const title = words(name);
    add(figure, "h3", title[0].toUpperCase() + title.slice(1));
    add(figure, "figcaption", measure.meaning);
    addChart(figure, `${title} over time, for each ${data.subject}`, (l, s) => trajectoryChart(data, measure, l, s));
  }
  const { window } = data.trajectories;
  byId("trajectories-note").textContent =
    `Line: median of replications; shades: the middle 50 % and, while no more than ${MOST_WITH_ALL_AREAS} are shown, 95 %, cut off where extreme. ` +
    (window > 1 ? `Each point is the mean of the ${window} weeks before it. ` : "") + `Of a business that failed, nothing is drawn any more.`;
}

function addCurves() {
  const whale = data.whale?.some((rows) => rows.length), retention = data.retention?.some((rows) => rows.length > 1);
  if (retention) addChart(byId("retention"), "Share of accounts kept, by time with the business", (l, s) => retentionChart(data, l, s));
  else sayMissing(byId("retention"), "How long accounts stayed was not kept.");
  if (whale) addChart(byId("whale"), "Cumulative share of contribution, most valuable accounts first", (l, s) => whaleChart(data, l, s));
  else sayMissing(byId("whale"), "There is no curve, as the accounts' contributions were not kept or have no positive total.");
  addChart(byId("tradeoff"), "Operating margin against burnout share, one mark per replication", (l, s) => tradeoffChart(data, l, s));
  const hours = (use, unit) => (l, s) => hoursChart(data, l, s, data.uses_of_hours[use], unit);
  addChart(byId("hours"), "Hours a week by use", hours("effective", "effective hours a week"), "low");
  addChart(byId("paid-hours"), "Paid hours a week by use", hours("paid", "paid hours a week"), "low");
}

// Assumptions ---------------------------------------------------------------------------------------------------------

function addAssumptions() {
  const parent = byId("assumptions");
  for (const { title, columns, rows } of data.assumptions ?? []) {
    const box = add(parent, "details");
    add(box, "summary", `${title[0].toUpperCase()}${title.slice(1)}: ${rows.length} set`);
    const table = add(add(box, "div", undefined, { class: "wide" }), "table");
    const head = add(add(table, "thead"), "tr");
    for (const name of ["", ...columns.map(words), "default", "unit", "source", "meaning"]) add(head, "th", name, { scope: "col" });
    const body = add(table, "tbody");
    for (const { name, values, standard, unit, source, meaning } of rows) {
      const row = add(body, "tr");
      add(row, "th", name, { scope: "row" });
      for (const value of values) add(row, "td", value ?? "·");
      for (const text of [standard, unit, source]) add(row, "td", text);
      add(row, "td", meaning, { class: "meaning" });
    }
  }
}

// ---------------------------------------------------------------------------------------------------------------------

// On paper there is nothing to click: tables are unfolded. Charts get the size and colours of the paper at once.
function prepareForPaper(onPaper) {
  for (const details of document.querySelectorAll("#assumptions details, #pairing")) details.open ||= onPaper;
  for (const { chart } of charts) chart.resize();
  drawAll();
}

function followTheWindow() {
  const resize = () => charts.forEach(({ chart }) => chart.resize());
  new ResizeObserver(resize).observe(document.body);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  matchMedia("print").addEventListener("change", ({ matches }) => prepareForPaper(matches));
}

function showExperiment() {
  showCrossing();
  fillMeans();
  fillDecision();
  if (data.unsure) addPart(byId("unsure"), data.unsure);
  fillYears();
  fillLuck();
  addTrajectories();
  showPeople();
  addCurves();
}

fillTexts();
addStudy();
if (!data.parts) showExperiment();
addButtons();
addAssumptions();
drawAll();
followTheWindow();
