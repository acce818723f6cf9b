// The charts of people, as options for ECharts: what had built up where burnout began, who burns out, when, and the same
// person under two policies.
"use strict";

const points = (value, sign = "auto") => new Intl.NumberFormat("en", { maximumFractionDigits: Math.abs(value) < 0.0995 ? 1 : 0, signDisplay: sign })
  .format(100 * value).replace("-", "−");

// The low and the high end of each row's interval, along the axis.
function whiskers(look, rows) {
  return {
    type: "custom", silent: true, tooltip: { show: false }, z: 4, encode: { x: [1, 2], y: 0 },
    data: rows.map(([low, , high], i) => [i, low, high]).filter(([, low]) => low !== null),
    renderItem: (params, api) => {
      const [x1, y] = api.coord([api.value(1), api.value(0)]), [x2] = api.coord([api.value(2), api.value(0)]);
      return { type: "line", shape: { x1, y1: y, x2, y2: y }, style: { stroke: look.text, lineWidth: 1.5 } };
    },
  };
}

// Rows with their names, the first on top.
const namesAxis = (look, names, width) => ({
  type: "category", data: names, inverse: true, axisTick: { show: false }, axisLine: { show: false },
  axisLabel: { color: look.text, width, overflow: "break", lineHeight: 14, fontSize: 12, interval: 0 },
});
const widthOfNames = () => (window.innerWidth < 640 ? 120 : 190);

function causesChart(causes, look) {
  const rows = causes.map(({ more }) => more);
  const formatter = ([{ dataIndex: i }]) => tip(capital(causes[i].meaning), [
    ["where it began", points(causes[i].at_onset)], ["people who are not burnt out", points(causes[i].when_well)],
    ["more", points(rows[i][1], "exceptZero")]], { note: "points of a scale of 100" });
  return frame(look, {
    tooltip: { trigger: "axis", axisPointer: { type: "none" }, formatter },
    grid: { left: 18, right: 44, top: 6, bottom: 42, containLabel: true },
    xAxis: axis(look, "points more, of 100", { nameGap: 26, axisLabel: { color: look.muted, formatter: (v) => +(100 * v).toFixed(2) } }),
    yAxis: namesAxis(look, causes.map(({ name }) => CAUSE_WORDS[name]), widthOfNames()),
    series: [{ type: "bar", barMaxWidth: 16, data: rows.map(([, mean]) => mean), itemStyle: { color: look.levels[1] },
               label: { show: false } }, whiskers(look, rows)],
  });
}

// A line from the lowest third to the highest, with a hollow mark for the one and a full one for the other.
function thirdsChart(thirds, colour, look) {
  const ends = (which, hollow) => ({
    type: "scatter", symbolSize: 11, z: 3, data: thirds.map((row, i) => ({ value: [row[which][1], i],
      itemStyle: { color: hollow ? look.paper : colour, opacity: 1, borderColor: colour, borderWidth: 2 } })),
  });
  const lines = {
    type: "custom", silent: true, tooltip: { show: false }, z: 2, encode: { x: [0, 1], y: 2 },
    data: thirds.map((row, i) => [row.low[1], row.high[1], i]),
    renderItem: (params, api) => {
      const [x1, y] = api.coord([api.value(0), api.value(2)]), [x2] = api.coord([api.value(1), api.value(2)]);
      return { type: "line", shape: { x1, y1: y, x2, y2: y }, style: { stroke: colour, lineWidth: 2 } };
    },
  };
  const interval = ([low, mean, high]) => [percent(mean), low === null ? "" : range(low, high)];
  const formatter = ({ data: { value: [, i] } }) => tip(capital(FACTOR_OF_PEOPLE[thirds[i].name]),
    [["lowest third", ...interval(thirds[i].low)], ["highest third", ...interval(thirds[i].high)]],
    { heads: ["", "of their time burnt out", "95 % interval"] });
  return frame(look, {
    tooltip: { trigger: "item", formatter }, grid: { left: 18, right: 30, top: 6, bottom: 46, containLabel: true },
    xAxis: shareAxis(look, "share of their time burnt out", { nameGap: 30, min: 0, splitNumber: 4 }),
    yAxis: namesAxis(look, thirds.map(({ name }) => FACTOR_IN_SHORT[name]), widthOfNames()), series: [lines, ends("low", true), ends("high", false)],
  });
}

function tenureChart(tenure, look) {
  const known = tenure.filter(({ rate }) => rate[1] !== null);
  const formatter = ([{ dataIndex: i }]) => tip(tenureWords(known[i]), [
    ["first time", `${known[i].rate[1].toFixed(1)} in 100 person-years`],
    ["95 % interval", known[i].rate[0] === null ? "–" : `${Math.max(0, known[i].rate[0]).toFixed(1)} to ${known[i].rate[2].toFixed(1)}`],
    ["seen", `${known[i].onsets} in ${Math.round(known[i].person_years)} years of people`]]);
  const bars = intervalBars(known.map(({ rate: [low, , high] }, i) => [i, low === null ? null : Math.max(0, low), high]).filter(([, low]) => low !== null), look.text);
  return frame(look, {
    tooltip: { trigger: "axis", axisPointer: { type: "none" }, formatter }, grid: { left: 60, right: 16, top: 14, bottom: 62 },
    xAxis: { type: "category", data: known.map(tenureWords), name: "time with the business", nameLocation: "middle", nameGap: 46,
             nameTextStyle: { color: look.muted, fontSize: 12 }, axisTick: { show: false }, axisLine: { lineStyle: { color: look.line } },
             axisLabel: { color: look.text, interval: 0, fontSize: 11, lineHeight: 13, width: window.innerWidth < 640 ? 52 : 84, overflow: "break" } },
    yAxis: axis(look, "first times in 100 person-years", { nameGap: 36, min: 0 }),
    series: [{ type: "bar", barMaxWidth: 48, data: known.map(({ rate }) => rate[1]), itemStyle: { color: look.levels[1] } }, { ...bars, z: 4 }],
  });
}

// Twins ---------------------------------------------------------------------------------------------------------------

const STRIPS = [["burnt_out", 9], ["ill", 3]];

// Both lines have looks of their own, whichever two policies they are.
const twinLook = (look) => ({ ...look, subjects: look.levels });

// What happened, as strips: a line for each policy, thick where burnt out, thin below it where ill.
function strips(look, courses) {
  return STRIPS.flatMap(([kind, height], k) => courses.map((course, line) => ({
    type: "custom", xAxisIndex: 2, yAxisIndex: 2, silent: true, tooltip: { show: false }, z: 3, clip: true,
    data: course[kind].map(([begin, end]) => [begin, end, line]), encode: { x: [0, 1], y: 2 },
    renderItem: (params, api) => {
      const [x, y] = api.coord([api.value(0), api.value(2)]), [x2] = api.coord([api.value(1), api.value(2)]);
      return { type: "rect", shape: { x, y: y - 5 + 10 * k, width: Math.max(1.5, x2 - x), height },
               style: { fill: k === 0 ? style(twinLook(look), line).colour : look.muted } };
    },
  })));
}

// Where somebody is no longer there, and why.
function departures(look, courses, weeks) {
  return {
    type: "scatter", xAxisIndex: 2, yAxisIndex: 2, symbol: "path://M0 1L1 0L5 4L9 0L10 1L6 5L10 9L9 10L5 6L1 10L0 9L4 5Z", symbolSize: 10, silent: true, z: 5,
    itemStyle: { color: look.text }, data: courses.flatMap(({ end, left }, line) => left === "stays" ? [] : [{
      value: [end, line], label: { show: true, position: end > 0.8 * weeks ? "left" : "right", color: look.text, formatter: left } }]),
  };
}

function twinLines(look, courses, scale, panel, cutOff, step) {
  return courses.map((course, line) => curve(twinLook(look), course[scale].map((v, i) => [i * step, v / 1000]), line, {
    xAxisIndex: panel, yAxisIndex: panel, name: course.name,
    ...(line === 0 && { markLine: { silent: true, symbol: "none", data: [{ yAxis: cutOff }], lineStyle: { color: look.muted, type: [4, 4], width: 1.2 },
                                    label: { show: true, position: "insideEndTop", color: look.muted, formatter: "cut-off" } } }),
  }));
}

// `courses` are two, each with the name of its policy.
function twinChart({ step, cut_offs: cutOffs }, courses, weeks, look) {
  const left = 70, right = 24, scales = ["exhaustion", "cynicism"], last = Math.max(...courses.map(({ end }) => end)), until = Math.min(weeks, last + 13);
  const time = (panel, isLast) => ({ ...timeAxis(look, "time", until), gridIndex: panel, ...(isLast ? {} : { name: "", axisLabel: { show: false } }) });
  const formatter = (marks) => {
    const week = marks[0].data[0] ?? marks[0].data.value[0], at = (course, scale) => course[scale][Math.round(week / step)];
    const text = (value) => (value === undefined ? "gone" : points(value / 1000));
    return tip(atTime(week), courses.map((course) => [course.name, text(at(course, "exhaustion")), text(at(course, "cynicism"))]), { heads: ["", "exhaustion", "cynicism"] });
  };
  const share = (panel, name) => ({ ...axis(look, name, { nameGap: 40, min: 0, max: 1, interval: 0.25, axisLabel: { color: look.muted, formatter: (v) => 100 * v } }), gridIndex: panel });
  return frame(look, {
    tooltip: { trigger: "axis", formatter }, axisPointer: { link: [{ xAxisIndex: "all" }] },
    grid: [{ left, right, top: 12, height: 150 }, { left, right, top: 178, height: 150 }, { left, right, top: 340, height: 56 }],
    xAxis: [time(0), time(1), time(2, true)],
    yAxis: [share(0, "exhaustion"), share(1, "cynicism"), { type: "category", gridIndex: 2, data: ["A", "B"], inverse: true, axisTick: { show: false },
      axisLine: { lineStyle: { color: look.line } }, axisLabel: { color: look.text, fontWeight: 600 } }],
    series: [...scales.flatMap((scale, panel) => twinLines(look, courses, scale, panel, cutOffs[scale], step)),
             ...strips(look, courses), departures(look, courses, until)],
  });
}
