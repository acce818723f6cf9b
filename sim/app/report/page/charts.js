// The charts, as options for ECharts: pure functions of the data, the look (colours of the theme) and the subjects that
// are shown. A subject is a policy, or a business of a run; it keeps its colour, line and symbol everywhere.
"use strict";

// Lines and symbols tell subjects apart without colour. Symbols are outlines of 10 by 10, the same in charts and buttons.
const DASHES = ["solid", [7, 4], [2, 3], [10, 3, 2, 3], [14, 5], [4, 2, 1, 2], [1, 5], [6, 2, 2, 2]];
const SYMBOLS = [
  "M10 5A5 5 0 1 1 0 5A5 5 0 1 1 10 5Z", // circle
  "M5 0L10 10H0Z", // triangle
  "M0 0H10V10H0Z", // square
  "M5 0L10 5L5 10L0 5Z", // diamond
  "M5 0L6.5 3.5L10 3.8L7.3 6.2L8.1 10L5 8L1.9 10L2.7 6.2L0 3.8L3.5 3.5Z", // star
  "M0 0H10L5 10Z", // triangle upside down
  "M3.3 0H6.7V3.3H10V6.7H6.7V10H3.3V6.7H0V3.3H3.3Z", // cross
  "M0 0H10L7 5L10 10H0L3 5Z", // hourglass
];
const USES = [["#4477AA", "none"], ["#EE6677", "dense"], ["#CCBB44", "dots"], ["#66CCEE", "sparse"], ["#AA3377", "cross"],
              ["#BBBBBB", "none"], ["#228833", "dots"], ["#DDAA33", "dense"]];

const style = (look, subject) => ({
  colour: look.subjects[subject % look.subjects.length],
  dash: DASHES[subject % DASHES.length],
  outline: SYMBOLS[subject % SYMBOLS.length],
  symbol: `path://${SYMBOLS[subject % SYMBOLS.length]}`,
});

const isShare = (unit) => unit === "1" || unit === "1/year";
const perYear = (unit) => (unit === "1/year" ? " a year" : "");
const percent = (value, decimals = 1) => (value === null ? "–" : `${(100 * value).toFixed(decimals)} %`);
const words = (name) => name.replaceAll("_", " ");

const range = (low, high, decimals = 1) =>
  low === null || high === null ? "" : `${(100 * low).toFixed(decimals)} to ${percent(high, decimals)}`;

// A tooltip as elements, so that names are only ever text: a line per row of cells, below their heads if there are any.
function tip(title, rows, { heads = [], note } = {}) {
  const box = document.createElement("div");
  const add = (tag, text) => (box.appendChild(document.createElement(tag)).textContent = text);
  box.className = "tip";
  box.style.gridTemplateColumns = `repeat(${Math.max(heads.length, ...rows.map((row) => row.length))}, auto)`;
  add("strong", title);
  for (const head of heads) add("em", head);
  for (const [label, ...values] of rows) {
    add("b", label);
    for (const value of values) add("span", value);
  }
  if (note) add("small", note);
  return box;
}

function axis(look, name, more = {}) {
  return {
    type: "value", name, nameLocation: "middle", nameGap: 30,
    nameTextStyle: { color: look.muted, fontSize: 12 }, axisLabel: { color: look.muted, hideOverlap: true },
    axisLine: { show: true, lineStyle: { color: look.line } }, splitLine: { lineStyle: { color: look.line, opacity: 0.6 } },
    ...more,
  };
}
const shareAxis = (look, name, more = {}) =>
  axis(look, name, { nameGap: 54, axisLabel: { color: look.muted, formatter: (v) => `${+(100 * v).toFixed(6)} %` }, ...more });

function timeAxis(look, name, weeks) {
  const inYears = weeks >= 104;
  return axis(look, `${name}, ${inYears ? "years" : "weeks"}`, {
    min: 0, max: weeks, interval: inYears ? 52 * Math.ceil(weeks / 52 / 10) : undefined, splitLine: { show: false },
    axisLabel: { color: look.muted, formatter: (week) => (inYears ? week / 52 : week) },
  });
}
const atTime = (week) => (week < 104 ? `week ${week}` : `week ${week} (year ${(week / 52).toFixed(1)})`);

function frame(look, more) {
  return {
    animation: false, textStyle: { fontFamily: look.font }, grid: { left: 70, right: 24, top: 14, bottom: 46 },
    tooltip: {
      confine: true, backgroundColor: look.paper, borderColor: look.line, textStyle: { color: look.text, fontSize: 13 },
      axisPointer: { lineStyle: { color: look.muted } }, ...more.tooltip,
    },
    ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== "tooltip")),
  };
}

// The stretches of points that `isKnown` without a gap.
function stretches(points, isKnown) {
  const list = [];
  points.forEach((point, i) => {
    if (!isKnown(point)) return;
    if (i === 0 || !isKnown(points[i - 1])) list.push([]);
    list.at(-1).push(point);
  });
  return list;
}

// The area between two curves, points [x, low, high]; where there is no interval there is no area.
function area(points, colour, opacity) {
  const known = stretches(points, ([, low, high]) => low !== null && high !== null);
  const polygon = (stretch, api) => ({
    type: "polygon", style: { fill: colour, opacity },
    shape: { points: [...stretch.map(([x, low]) => api.coord([x, low])), ...stretch.map(([x, , high]) => api.coord([x, high])).reverse()] },
  });
  return {
    type: "custom", silent: true, clip: true, data: known.flat(), encode: { x: 0, y: [1, 2] }, tooltip: { show: false }, z: 1,
    renderItem: (params, api) => params.dataIndex > 0 ? undefined : { type: "group", children: known.map((stretch) => polygon(stretch, api)) },
  };
}

function curve(look, points, subject, more = {}) {
  const { colour, dash } = style(look, subject);
  // A point without neighbours is no line, and would not be seen.
  const alone = stretches(points, ([, value]) => value !== null).some((stretch) => stretch.length === 1);
  return { type: "line", data: points, showSymbol: alone, symbol: "circle", symbolSize: 7, z: 3, itemStyle: { color: colour },
           lineStyle: { color: colour, type: dash, width: 2.2 }, emphasis: { disabled: true }, ...more };
}

// Of more subjects than this only the innermost areas are drawn, as wide ones would hide each other.
const MOST_WITH_ALL_AREAS = 3;

// Curves with their areas, and a tooltip that tells all of them at one x. `at(subject)` gives rows of numbers per x:
// the middle one is the curve, and pairs around it are areas, outermost first.
function fan(look, shown, names, xs, at, describe, more) {
  const series = shown.flatMap((s) => {
    const rows = at(s), middle = rows.length ? (rows[0].length - 1) / 2 : 0;
    const drawn = Array.from({ length: middle }, (_, k) => k).slice(shown.length > MOST_WITH_ALL_AREAS ? -1 : 0);
    const areas = drawn.map((k) =>
      area(rows.map((row, i) => [xs[i], row[k], row[row.length - 1 - k]]), style(look, s).colour, k + 1 === middle ? 0.22 : 0.1));
    return [...areas, curve(look, rows.map((row, i) => [xs[i], row[middle]]), s, more.curve)];
  });
  const formatter = ([first]) => {
    const i = xs.indexOf(first.data[0]);
    return tip(describe.title(xs[i]), shown.filter((s) => at(s)[i]).map((s) => [names[s], ...describe.row(at(s)[i])]), describe);
  };
  return frame(look, { tooltip: { trigger: "axis", formatter }, xAxis: more.xAxis, yAxis: more.yAxis, series });
}

const BANDS = ["", "median", "middle 50 %", "middle 95 %"];

// A business that is about to fail has rates beyond all others: an axis goes as far beyond the middle halves as these reach,
// and no further.
function limits(rowsOfShown) {
  if (rowsOfShown.length > MOST_WITH_ALL_AREAS) return {};
  const known = rowsOfShown.flat().filter(([, low]) => low !== null), numbers = (k) => known.map((row) => row[k]);
  const low = Math.min(...numbers(1)), high = Math.max(...numbers(3)), room = Math.max(high - low, 0.1);
  const isCut = { below: Math.min(...numbers(0)) < low - room, above: Math.max(...numbers(4)) > high + room };
  return { ...(isCut.below && { min: Math.floor(5 * (low - room)) / 5 }), ...(isCut.above && { max: Math.ceil(5 * (high + room)) / 5 }) };
}

function trajectoryChart(data, measure, look, shown) {
  const { weeks, bands } = data.trajectories;
  const fromZero = ["churn_rate", "burnout_share"].includes(measure.name);
  return fan(look, shown, data.names, weeks, (s) => bands[measure.name][s], {
    title: atTime, heads: BANDS, note: perYear(measure.unit).trim(), row: ([a, b, m, c, d]) => [percent(m), range(b, c), range(a, d)],
  }, {
    xAxis: timeAxis(look, "time", data.weeks),
    yAxis: shareAxis(look, words(measure.name) + (perYear(measure.unit) && ", per year"),
                     { scale: !fromZero, ...limits(shown.map((s) => bands[measure.name][s])) }),
  });
}

function retentionChart(data, look, shown) {
  const weeks = Array.from({ length: Math.max(...data.retention.map((rows) => rows.length)) }, (_, week) => week);
  return fan(look, shown, data.names, weeks, (s) => data.retention[s], {
    title: (week) => `after ${atTime(week)}`, heads: ["", "mean", "95 % interval"],
    row: ([low, mean, high]) => [percent(mean), range(low, high)],
  }, {
    curve: { step: "end" }, xAxis: timeAxis(look, "time with the business", data.weeks),
    yAxis: shareAxis(look, "accounts still there", { min: 0, max: 1 }),
  });
}

// The objective of a sweep of one number.
function sweepChart({ curves, names }, look, shown) {
  const { parameter, measure, unit, at, policies } = curves, share = isShare(unit);
  const digits = new Intl.NumberFormat("en", { maximumSignificantDigits: 5 });
  const text = (value) => (value === null ? "–" : share ? percent(value) : digits.format(value));
  const name = words(measure) + (perYear(unit) && ", per year");
  return fan(look, shown, names, at, (s) => policies[s].rows, {
    title: (x) => `${parameter} = ${x}`, heads: ["", "mean", "95 % interval"], note: share ? perYear(unit).trim() : unit,
    row: ([low, mean, high]) => [text(mean), low === null ? "" : `${text(low)} to ${text(high)}`],
  }, {
    xAxis: axis(look, parameter, { min: at[0], max: at.at(-1), splitLine: { show: false } }),
    yAxis: (share ? shareAxis : axis)(look, name, { scale: true, nameGap: 54 }),
  });
}

// A bar from the low to the high end of each interval.
function intervalBars(points, colour) {
  return {
    type: "custom", silent: true, data: points, encode: { x: 0, y: [1, 2] }, tooltip: { show: false }, z: 2,
    renderItem: (params, api) => {
      const [x, low] = api.coord([api.value(0), api.value(1)]), [, high] = api.coord([api.value(0), api.value(2)]);
      return { type: "line", shape: { x1: x, y1: low, x2: x, y2: high }, style: { stroke: colour, lineWidth: 1.5 } };
    },
  };
}

// Places beside each other, each with its name in lines below it: at 1, 3, 5 and so on, halfway between even numbers.
const placeX = (place) => 2 * place + 1;
function placesAxis(look, name, places) {
  const width = Math.max(60, Math.floor(250 / places.length)), letter = 6.6;
  const linesOf = (place) => place.reduce((sum, part) => sum + Math.ceil((part.length * letter) / width), 0);
  return axis(look, name, {
    min: 0, max: 2 * places.length, interval: 1, splitLine: { show: false }, axisTick: { show: false },
    nameGap: 16 + 15 * Math.max(...places.map(linesOf)),
    axisLabel: { color: look.text, width, overflow: "break", lineHeight: 15, hideOverlap: true,
                 formatter: (x) => places[(x - 1) / 2]?.join("\n") ?? "" },
  });
}

// What is crossed: a line for each level of the first factor, a place for each combination of the others, and the
// estimates of a measure there.
function crossed({ crossing, policies }, measure) {
  const { factors, cells } = crossing, [first, ...others] = factors, across = cells.length / first.levels.length;
  const estimate = (policy) => policies.find(({ name }) => name === policy)?.metrics[measure.name];
  return {
    levels: first.levels.map(words), today: estimate("today"), axisName: others.map(factorWords).join(", "),
    together: others.at(-1).levels.length, places: cells.slice(0, across).map(({ levels }) => others.map(({ name }) => words(levels[name]))),
    at: (line, place) => estimate(cells[line * across + place].policy),
  };
}

// The line of a level, with bars. Lines stand a little beside each other, so that no bar hides another; they join places
// that differ in one factor, the last, and have a gap where another one changes.
function levelLine(look, { levels, places, together, at }, line) {
  const { colour, symbol } = style(look, line), x = (place) => placeX(place) + 0.1 * (line - (levels.length - 1) / 2);
  const estimates = places.map((_, place) => at(line, place));
  const bars = estimates.map((e, place) => [x(place), e.ci_low, e.ci_high]).filter(([, low]) => low !== null);
  const points = estimates.flatMap((e, place) => [...(place > 0 && place % together === 0 ? [[x(place) - 1, null]] : []), [x(place), e.mean]]);
  return [intervalBars(bars, colour), curve(look, points, line, { name: levels[line], showSymbol: true, symbol, symbolSize: 11 })];
}

// How it is without any of this, as a line from side to side.
const todayLine = (look, { today, places }) => ({
  type: "line", name: "today", data: [0, 2 * places.length].map((x) => [x, today.mean]), symbol: "none", silent: true,
  tooltip: { show: false }, lineStyle: { color: look.muted, type: [2, 4], width: 1.5 }, itemStyle: { color: look.muted }, z: 1,
});

// Where lines are parallel, what one factor does does not depend on the other.
function crossingChart(data, measure, look) {
  const all = crossed(data, measure), { levels, places, today, at } = all, ofLevels = { ...look, subjects: look.levels };
  const digits = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 }), share = isShare(measure.unit);
  const text = (value) => (value === null ? "–" : share ? percent(value) : digits.format(value));
  const row = (name, e) => [name, text(e.mean), e.ci_low === null ? "" : `${text(e.ci_low)} to ${text(e.ci_high)}`];
  const formatter = ([{ data: [x] }]) => {
    const place = Math.round((x - 1) / 2), rows = levels.map((level, line) => row(level, at(line, place)));
    return tip(places[place].join(", "), today ? [...rows, row("today", today)] : rows, { heads: ["", "mean", "95 % interval"] });
  };
  const xAxis = placesAxis(look, all.axisName, places);
  return frame(look, {
    tooltip: { trigger: "axis", axisPointer: { type: "none" }, formatter },
    series: [...levels.flatMap((_, line) => levelLine(ofLevels, all, line)), ...(today ? [todayLine(look, all)] : [])],
    legend: { top: 0, left: 0, data: today ? [...levels, { name: "today", itemStyle: { opacity: 0 } }] : levels, itemWidth: 40, itemGap: 18,
              textStyle: { color: look.text }, selectedMode: false },
    grid: { left: 70, right: 24, top: 38, bottom: xAxis.nameGap + 16 }, xAxis,
    yAxis: (share ? shareAxis : axis)(look, words(measure.name) + (perYear(measure.unit) && ", per year"),
                                      { scale: true, nameGap: 54, axisLine: { onZero: false, lineStyle: { color: look.line } } }),
  });
}

// Where totals come near zero shares of them explode: the axis follows the middle half of replications.
function whaleChart(data, look, shown) {
  const last = Math.max(...data.whale.map((rows) => rows.length)) - 1;
  const shares = Array.from({ length: last + 1 }, (_, i) => i / last);
  const top = Math.max(1, ...shown.flatMap((s) => data.whale[s].map((row) => row[3])));
  const hundred = { silent: true, symbol: "none", label: { show: false }, data: [{ yAxis: 1 }],
                    lineStyle: { color: look.muted, type: "solid", width: 1 } };
  return fan(look, shown, data.names, shares, (s) => data.whale[s], {
    title: (share) => `best ${percent(share, 0)} of accounts`, heads: BANDS,
    row: ([a, b, m, c, d]) => [percent(m, 0), range(b, c, 0), range(a, d, 0)],
  }, {
    curve: { markLine: hundred },
    xAxis: shareAxis(look, "share of accounts, most valuable first", { nameGap: 30, min: 0, max: 1, splitLine: { show: false } }),
    yAxis: shareAxis(look, "share of contribution", { min: 0, max: Math.ceil(5 * top * 1.05) / 5, interval: top < 2 ? 0.2 : undefined }),
  });
}

function tradeoffChart(data, look, shown) {
  const { runs } = data;
  const known = (s) => runs[s].map((run, i) => [...run, i + 1]).filter((run) => run.slice(0, 3).every((v) => v !== null));
  const largest = Math.max(...runs.flat().map((run) => run[2] ?? 0)) || 1;
  const size = ([, , churn]) => 4 + 16 * Math.sqrt(churn / largest);
  const mean = (rows, k) => rows.reduce((sum, row) => sum + row[k], 0) / rows.length;
  const series = shown.filter((s) => known(s).length).flatMap((s) => {
    const rows = known(s), { colour, symbol } = style(look, s), common = { type: "scatter", name: data.names[s], symbol, symbolSize: size };
    return [{ ...common, data: rows, itemStyle: { color: colour, opacity: 0.45 }, z: 2 },
            { ...common, data: [[mean(rows, 0), mean(rows, 1), mean(rows, 2), "mean"]], symbolSize: 22, z: 4,
              itemStyle: { color: colour, borderColor: look.text, borderWidth: 2 } }];
  });
  const formatter = ({ seriesName, data: [burnout, margin, churn, which] }) =>
    tip(seriesName, [["burnout share", percent(burnout)], ["operating margin", percent(margin)], ["churn rate", `${percent(churn)} a year`]],
        { note: which === "mean" ? "mean of replications" : `replication ${which}` });
  return frame(look, {
    tooltip: { trigger: "item", formatter }, series,
    xAxis: shareAxis(look, "burnout share", { nameGap: 30, scale: true }), yAxis: shareAxis(look, "operating margin", { scale: true }),
  });
}

function hoursChart(data, look, shown, uses, unit) {
  const rows = [...shown].reverse(); // the first on top
  const mean = (s, use) => data.policies[s].metrics[use].mean;
  const series = uses.map((use, k) => ({
    type: "bar", stack: "hours", name: words(use.replace("hours_", "")), barMaxWidth: 42, data: rows.map((s) => mean(s, use)),
    itemStyle: { color: USES[k][0], decal: { symbol: "none", ...DECALS[USES[k][1]] }, borderColor: look.paper, borderWidth: 1 },
  }));
  const formatter = ([first]) => {
    const s = rows[first.dataIndex];
    const hours = (value) => (value === null ? "–" : `${value.toFixed(1)} h`);
    const lines = uses.map((use) => [words(use.replace("hours_", "")), hours(mean(s, use))]);
    return tip(data.names[s], [...lines, ["all", hours(uses.reduce((sum, use) => sum + mean(s, use), 0))]], { note: "a week" });
  };
  return frame(look, {
    tooltip: { trigger: "axis", axisPointer: { type: "none" }, formatter }, series,
    legend: { top: 0, left: 0, textStyle: { color: look.text }, itemWidth: 22, selectedMode: false },
    grid: { left: 8, right: 24, top: 56, bottom: 46, containLabel: true }, xAxis: axis(look, unit),
    yAxis: { type: "category", data: rows.map((s) => data.names[s]), axisTick: { show: false },
             axisLine: { lineStyle: { color: look.line } }, axisLabel: { color: look.text, width: 110, lineHeight: 15, overflow: "break" } },
  });
}

const INK = "rgba(0,0,0,.55)";
const DECALS = {
  none: {},
  dense: { symbol: "rect", color: INK, dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4 },
  sparse: { symbol: "rect", color: INK, dashArrayX: [1, 0], dashArrayY: [1, 8], rotation: -Math.PI / 4 },
  dots: { symbol: "circle", color: INK, dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0], symbolSize: 0.6 },
  cross: { symbol: "rect", color: INK, dashArrayX: [[2, 4], [4, 2]], dashArrayY: [2, 0] },
};
