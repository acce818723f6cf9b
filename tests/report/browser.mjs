// Reports in Debian's Chromium: what is drawn, what is said, what is hidden, and that nothing leaves the page.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const { chromium } = createRequire(process.env.MODULES)("playwright-core");
const scenarios = fileURLToPath(new URL("../../scenarios", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "clientele-report-"));
const clientele = (...words) => execFileSync(process.env.CLIENTELE_PROGRAM, [...words, "-q"], { cwd: folder, encoding: "utf8" });

let browser, answer;

// Opens a page and keeps what it complains of and asks for.
async function open(name, { drawn = "#hours svg path", ...options } = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  page.heard = [];
  page.on("console", (message) => page.heard.push(message.text()));
  page.on("pageerror", (error) => page.heard.push(String(error)));
  page.on("dialog", (dialog) => (page.heard.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("request", (request) => page.heard.push(`request: ${request.url()}`));
  await page.goto(`file://${join(folder, name)}`);
  await page.waitForSelector(drawn, { state: "attached" });
  return page;
}
const onlyItself = (name) => [`request: file://${join(folder, name)}`];

// Per chart, the number of elements drawn in this colour.
const drawnIn = (page, colour) => page.$$eval(".chart", (boxes, wanted) => Object.fromEntries(boxes.map((box) =>
  [box.closest("figure").id, [...box.querySelectorAll("path, polygon, polyline")].filter((mark) =>
    ["fill", "stroke"].some((name) => mark.getAttribute(name)?.toLowerCase() === wanted)).length])), colour);
const pick = (drawn, names) => names.map((name) => drawn[name]);
const marksOf = (page) => page.$$eval("#hours path", (marks) => marks.length);

const textsOf = (page, selector) => page.$$eval(`${selector} :is(p, th, td)`, (all) => all.map((element) => element.innerText));

// Numbers are shown to as many decimals as they are sure, percentages as such.
function assertShown(text, expected, what) {
  const shown = text.replace("−", "-").replace(/[^-\d.]/g, ""), decimals = shown.split(".")[1]?.length ?? 0;
  const wanted = expected * (text.includes("%") ? 100 : 1);
  assert.ok(shown !== "" && Math.abs(Number(shown) - wanted) <= 0.5001 * 10 ** -decimals, `${what}: ${text} for ${wanted}`);
}

const colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00"];
const coloursOfLevels = ["#1d2329", "#b0103f"];
const crossedMeasures = ["churn_rate", "operating_margin", "burnout_share", "profit_per_week"];
const plots = crossedMeasures.map((name) => `crossing-${name}`);
const peopleCharts = ["people-exhaustion", "people-cynicism", "people-met", "people-like", "people-tenure", "twins-chart"];
const charts = ["trajectory-churn_rate", "trajectory-operating_margin", "trajectory-burnout_share", "trajectory-satisfaction",
                "retention", "whale", "tradeoff", "hours", "paid-hours"];

const allCharts = [...charts.slice(0, 4), ...peopleCharts, ...charts.slice(4)]; // in the order of the page

before(async () => {
  const scale = ["-n", "6", "-w", "104"];
  answer = JSON.parse(clientele("compare", join(scenarios, "difficult_few.json"), ...scale, "-o", "few.sqlite", "--format", "json"));
  clientele("report", "few.sqlite", "-o", "few.html");
  browser = await chromium.launch({ executablePath: execFileSync("which", ["chromium"], { encoding: "utf8" }).trim(), args: ["--no-sandbox"] });
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

test("nothing goes wrong and nothing leaves the file", async () => {
  const page = await open("few.html");
  await page.hover("#retention .chart");
  await page.hover("#tradeoff .chart");
  assert.deepEqual(page.heard, onlyItself("few.html"));
});

test("every chart shows marks of every policy", async () => {
  const page = await open("few.html");
  for (const colour of colours) {
    const drawn = await drawnIn(page, colour);
    assert.deepEqual(Object.keys(drawn), [...plots, ...allCharts]);
    assert.deepEqual(pick(drawn, plots), plots.map(() => 0), "a crossing is drawn per level, not per policy");
    for (const chart of charts.slice(0, -2)) assert.ok(drawn[chart] > 0, `${chart} in ${colour}`);
    assert.ok(drawn.tradeoff >= 7, "six replications and their mean");
  }
  assert.ok((await marksOf(page)) >= 5 * 4, "bars of five policies");
});

test("every policy has a colour, a line and a symbol of its own", async () => {
  const page = await open("few.html");
  const keys = await page.$$eval("nav .key", (all) => all.map((key) => [...key.children].map((path) => path.outerHTML)));
  assert.equal(keys.length, 5);
  const own = (attribute, part) => new Set(keys.map((paths) => paths[part].match(`${attribute}="([^"]+)"`)[1])).size;
  assert.ok(own("fill", 1) === 5 && own("stroke-dasharray", 0) === 5 && own("d", 1) === 5);
});

test("a button hides the marks and the column of its policy, and shows them again", async () => {
  const page = await open("few.html");
  const [before, bars, crossed] = [await drawnIn(page, colours[1]), await marksOf(page), await textsOf(page, "#crossing")];
  const levels = () => Promise.all(coloursOfLevels.map((colour) => drawnIn(page, colour)));
  const ofLevels = await levels();
  await page.click('nav button[data-subject="1"]');
  assert.deepEqual(pick(await drawnIn(page, colours[1]), charts), charts.map(() => 0));
  assert.deepEqual((await levels()).map((drawn) => pick(drawn, plots)), ofLevels.map((drawn) => pick(drawn, plots)), "a crossing is left alone");
  assert.deepEqual(await textsOf(page, "#crossing"), crossed);
  assert.ok((await marksOf(page)) < bars);
  assert.equal(await page.locator('td[data-subject="1"]').first().isVisible(), false);
  await page.click('nav button[data-subject="1"]');
  assert.deepEqual(await drawnIn(page, colours[1]), before);
  assert.equal(await marksOf(page), bars);
});

test("of many policies only the middle halves are shaded, and an axis does not follow a single extreme", async () => {
  const page = await open("few.html");
  const shades = () => page.$$eval('#trajectory-satisfaction path[fill="#0072b2"]', (all) => all.map((path) => path.getAttribute("fill-opacity")));
  assert.deepEqual(await shades(), ["0.22"]);
  for (const s of [1, 2]) await page.click(`nav button[data-subject="${s}"]`);
  assert.deepEqual(await shades(), ["0.1", "0.22"]);
  const limitsOf = (...rows) => page.evaluate((rows) => limits([rows]), rows);
  assert.deepEqual(await limitsOf([0, 0.1, 0.15, 0.2, 0.25], [0, 0.1, 0.15, 0.2, 15], [null, null, null, null, null]), { max: 0.4 });
  assert.deepEqual(await limitsOf([-2.5, 0, 0.1, 0.2, 0.3]), { min: -0.2 });
});

test("hovering tells values", async () => {
  const page = await open("few.html");
  await page.locator("#trajectory-churn_rate .chart").hover({ position: { x: 300, y: 100 } });
  const tip = page.locator("#trajectory-churn_rate .tip");
  await tip.waitFor();
  for (const { name } of answer.policies) assert.ok((await tip.textContent()).includes(name.replaceAll("_", " ")));
  assert.match(await tip.textContent(), /\d %/);
});

test("the table has the numbers of compare --format json", async () => {
  const page = await open("few.html");
  const cells = await page.$$eval("#means td[data-measure]", (list) => list.map((cell) => ({
    subject: cell.dataset.subject, measure: cell.dataset.measure, value: Number(cell.querySelector("data").value),
    texts: [cell.querySelector("data"), ...cell.querySelectorAll("small")].map((part) => part.textContent) })));
  assert.equal(cells.length, 5 * 8);
  for (const { subject, measure, value, texts } of cells) {
    const { metrics, versus_baseline } = answer.policies[subject];
    const e = metrics[measure];
    assert.equal(value, e.mean);
    const numbers = [e.mean, Math.max(e.ci_high - e.mean, e.mean - e.ci_low), versus_baseline[measure].mean];
    texts.forEach((text, i) => assertShown(text, numbers[i], measure));
  }
});

test("the decision is that of compare --format json", async () => {
  const page = await open("few.html");
  const rows = await page.$$eval("#decision tbody tr", (list) => list.map((row) => [...row.cells].map((cell) => cell.firstChild?.textContent ?? "")));
  const chances = Object.fromEntries(rows.map(([title, ...cells]) => [title, cells]));
  answer.decision.policies.forEach((verdict, s) => {
    const shown = chances["best on average"][s], p = 100 * verdict.best_probability;
    assert.ok(shown === "> 99 %" ? p > 99.5 : shown === "< 1 %" ? p < 0.5 : Math.abs(parseFloat(shown) - p) <= 0.501, shown);
  });
  assert.match(await page.textContent('[data-text="summary"]'), new RegExp(answer.decision.best.replaceAll("_", " ")));
});

test("what common random numbers achieved is that of compare --format json", async () => {
  const page = await open("few.html");
  await page.click("#pairing summary");
  const rows = await page.$$eval("#pairing tbody tr", (list) => list.map((row) => ({
    title: row.cells[0].textContent, cells: [...row.cells].slice(1).map((cell) => [...cell.children].map((part) => part.textContent)) })));
  assert.equal(rows.length, 8);
  for (const { title, cells } of rows)
    answer.policies.forEach(({ common_random_numbers: achieved }, s) => {
      if (!achieved) return assert.deepEqual(cells[s], [], "the baseline");
      const { correlation, variance_reduction: factor } = achieved[title.replaceAll(" ", "_")];
      assert.equal(cells[s][0], correlation.toFixed(2));
      assert.equal(cells[s][1], factor === null || factor > 1000 ? "> 1000" : `× ${factor.toFixed(1)}`);
    });
});

// Of a crossing -------------------------------------------------------------------------------------------------------

const withinHalf = (e) => Math.max(e.ci_high - e.mean, e.mean - e.ci_low);
const few = (...more) => ["compare", join(scenarios, "difficult_few.json"), "-n", "6", "-w", "104", ...more];

// Cells of a table as [texts without the dashes of what has no value, the number for programs, what they are of].
const cellsOf = (page, table) => page.$$eval(`${table} td[data-measure]`, (list) => list.map((cell) => ({
  ...cell.dataset, value: cell.querySelector("data")?.value, texts: [...cell.children].map((part) => part.textContent) })));

// The tables of a crossing have the numbers of an answer.
async function assertTables(page, { policies, crossing }) {
  const inCells = await cellsOf(page, "#cells"), inEffects = await cellsOf(page, "#effects");
  const measures = new Set(crossing.effects.map(({ metric }) => metric)), shownEffects = crossing.effects.filter(({ of }) => of.length < 3);
  assert.equal(inCells.length, policies.length * measures.size);
  assert.equal(inEffects.length, shownEffects.length);
  const ofCell = ({ cell, measure }) => policies.find(({ name }) => name === cell).metrics[measure];
  const ofEffect = ({ effect, measure }) => crossing.effects.find((e) => e.effect === effect && e.metric === measure);
  for (const [list, estimateOf] of [[inCells, ofCell], [inEffects, ofEffect]])
    for (const cell of list) {
      const e = estimateOf(cell), what = `${cell.cell ?? cell.effect}, ${cell.measure}`;
      assert.equal(Number(cell.value), e.mean, what);
      assertShown(cell.texts[0], e.mean, what);
      assert.equal(cell.texts.length, e.ci_low === null ? 1 : 2, what);
      if (e.ci_low !== null) assertShown(cell.texts[1], withinHalf(e), what);
      assert.equal(cell.texts[0].includes("*"), cell.effect !== undefined && e.ci_low !== null && (e.ci_low > 0 || e.ci_high < 0), what);
    }
}

// What a plot draws in a colour: the points of its line, in stretches, and its bars as [x, low, high] on the screen.
const drawnOf = (page, id, colour) => page.$eval(`#${id} .chart svg`, (svg, colour) => {
  const numbers = (path) => path.match(/-?[\d.]+/g).map(Number), pairs = (list) => list.flatMap((x, i) => (i % 2 ? [] : [[x, list[i + 1]]]));
  const stroked = [...svg.querySelectorAll(`path[stroke="${colour}"]`)], box = svg.getBoundingClientRect();
  const line = stroked.find((path) => path.getAttribute("fill") === "none");
  const bars = stroked.filter((path) => path.getAttribute("stroke-width") === "1.5").map((path) => numbers(path.getAttribute("d")));
  return { dash: line.getAttribute("stroke-dasharray"), left: box.left, top: box.top, bars: bars.map(([x, low, , high]) => [x, low, high]),
           stretches: line.getAttribute("d").split("M").slice(1).map((part) => pairs(numbers(part))) };
}, colour);

// Each plot has a line for each level of the first factor, through the means: the higher, the larger.
async function assertPlots(page, { policies, crossing }, hasBars = true) {
  const { cells, factors } = crossing, across = cells.length / factors[0].levels.length;
  for (const measure of crossedMeasures) {
    const drawn = [];
    for (const colour of coloursOfLevels) drawn.push(await drawnOf(page, `crossing-${measure}`, colour));
    assert.equal(new Set(drawn.map(({ dash }) => dash)).size, drawn.length, "lines differ without colour");
    const points = drawn.flatMap(({ stretches }) => stretches.flat());
    assert.equal(points.length, cells.length, measure);
    for (const { stretches } of drawn) assert.equal(stretches.length, across / factors.at(-1).levels.length, "a stretch joins levels of one factor");
    const means = cells.map(({ policy }) => policies.find(({ name }) => name === policy).metrics[measure].mean);
    for (const i of means.keys()) for (const j of means.keys())
      if (means[i] > means[j]) assert.ok(points[i][1] <= points[j][1], `${measure}: ${cells[i].policy} above ${cells[j].policy}`);
    const bars = drawn.flatMap((plot) => plot.bars);
    assert.equal(bars.length, hasBars ? cells.length : 0);
    bars.forEach(([x, low, high], i) => assert.ok(x === points[i][0] && high <= points[i][1] && points[i][1] <= low, "a bar goes through its mean"));
  }
}

test("the report leads with the crossing, in plain words", async () => {
  const page = await open("few.html");
  assert.equal(await page.$eval("main > section.experiment", (first) => first.id), "crossing");
  assert.equal(await page.textContent("#crossing h2"), "What is said and who is served");
  assert.deepEqual(await page.$$eval("#levels dt", (all) => all.map((term) => term.textContent)), ["please", "partner", "everyone", "the right"]);
  assert.ok((await page.$$eval("#levels dd", (all) => all.map((meaning) => meaning.textContent))).every((meaning) => meaning.length > 30));
  const flat = (text) => text.replaceAll("−", "-").replace(/\s+/g, " ");
  const sentences = await page.$$eval("#crossing-sentences p", (all) => all.map((p) => p.textContent)), inTerminal = flat(clientele(...few()));
  assert.equal(sentences.length, 3);
  assert.ok(inTerminal.includes(flat(sentences[0])), sentences[0]);
  for (const [i, measure] of ["operating margin", "churn rate", "burnout share"].entries()) assert.ok(sentences[i].includes(measure), sentences[i]);
  assert.doesNotMatch(await page.content(), /factorial/i);
});

test("the cells and effects of a crossing are those of compare --format json", async () => {
  const page = await open("few.html");
  await assertTables(page, answer);
  assert.deepEqual(await page.$$eval("#cells th[scope=row]", (all) => all.map((th) => th.firstChild.textContent)),
                   [...answer.crossing.cells.map(({ label }) => label), "for reference"]);
  assert.deepEqual([...new Set(answer.crossing.effects.map(({ metric }) => metric))], crossedMeasures);
});

test("a plot of a crossing draws a line per level, and hovering tells each value with its interval", async () => {
  const page = await open("few.html"), { cells } = answer.crossing;
  await assertPlots(page, answer);
  const [please, partner] = [cells.slice(0, 2), cells.slice(2)];
  for (const measure of crossedMeasures) {
    await page.locator(`#crossing-${measure}`).scrollIntoViewIfNeeded();
    const { left, top, stretches: [points] } = await drawnOf(page, `crossing-${measure}`, coloursOfLevels[0]);
    for (const [place, [x, y]] of points.entries()) {
      await page.mouse.move(left + x + 6, top + y + 3);
      const tip = page.locator(`#crossing-${measure} .tip`);
      await tip.locator("strong", { hasText: ["everyone", "the right"][place] }).waitFor();
      const told = await tip.evaluate((box) => [...box.querySelectorAll("b, span")].map((part) => part.textContent));
      assert.deepEqual(told.filter((_, i) => i % 3 === 0), ["please", "partner", "today"]);
      [please[place].policy, partner[place].policy, "today"].forEach((policy, i) => {
        const e = answer.policies.find(({ name }) => name === policy).metrics[measure], [mean, interval] = told.slice(3 * i + 1);
        [[mean, e.mean], ...interval.split(" to ").map((text, k) => [text, [e.ci_low, e.ci_high][k]])].forEach(([text, number]) =>
          text.includes("%") ? assertShown(text, number, measure)
            : assert.ok(Math.abs(Number(text.replaceAll(",", "")) / number - 1) < 1e-3, `${measure}: ${text} for ${number}`));
      });
    }
  }
});

test("policies that are no crossing have no such section", async () => {
  clientele(...few("--policies", "partnership,right_customer", "-o", "two.sqlite"));
  clientele("report", "two.sqlite", "-o", "two.html");
  const page = await open("two.html");
  assert.equal(await page.locator("#crossing, #cells, #effects, [id^=crossing]").count(), 0);
  assert.equal(await page.textContent("main > section.experiment h2"), "The decision");
  assert.deepEqual(Object.keys(await drawnIn(page, colours[0])), allCharts);
  assert.deepEqual(page.heard, onlyItself("two.html"));
});

test("three factors are crossed in tables and plots, which fit a phone, in the dark as well", async () => {
  const three = JSON.parse(clientele(...few("--cross", "overtime_cap=1,1.5", "-o", "three.sqlite", "--format", "json")));
  clientele("report", "three.sqlite", "-o", "three.html");
  const page = await open("three.html");
  assert.equal(await page.textContent("#crossing h2"), "What is said, who is served, and overtime cap");
  assert.equal(three.crossing.cells.length, 8);
  await assertTables(page, three);
  await assertPlots(page, three);
  assert.doesNotMatch((await textsOf(page, "#crossing")).join(" "), /_/, "levers are words");
  const phone = await open("three.html", { viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "no sideways scrolling");
  for (const table of ["#cells", "#effects"])
    assert.ok(await phone.$eval(table, (element) => element.scrollWidth <= element.parentElement.clientWidth), `${table} fits`);
  for (const heard of [page, phone]) assert.deepEqual(heard.heard, onlyItself("three.html"));
});

test("a crossing of one replication has no intervals, and one in which firms have no clients shows what it can", async () => {
  const once = JSON.parse(clientele("compare", join(scenarios, "difficult_few.json"), "-n", "1", "-w", "52", "-o", "once.sqlite", "--format", "json"));
  clientele("report", "once.sqlite", "-o", "once.html");
  const page = await open("once.html");
  await assertTables(page, once);
  await assertPlots(page, once, false);
  assert.doesNotMatch((await textsOf(page, "#crossing")).join(" "), /±|\*|NaN|null|undefined|Infinity|95 %/);
  const shut = JSON.parse(readFileSync(new URL("../data/odd/shut.json", import.meta.url), "utf8"));
  delete shut.policies;
  shut.factors = ["said", { lever: "marketing_spend", values: [0, 1] }];
  writeFileSync(join(folder, "shut.json"), JSON.stringify(shut));
  const partly = JSON.parse(clientele("compare", "shut.json", "-o", "shut.sqlite", "--format", "json"));
  clientele("report", "shut.sqlite", "-o", "shut.html");
  const odd = await open("shut.html");
  assert.equal(await odd.textContent("#crossing h2"), "What is said and marketing spend");
  assert.ok(partly.crossing.effects.length < 4 * 3, "what nobody has is no measure of the crossing");
  await assertTables(odd, partly);
  for (const chart of await odd.$$("#crossing .chart")) await chart.hover();
  assert.doesNotMatch(await odd.innerText("main"), /\b(NaN|null|undefined|Infinity)\b/);
  assert.deepEqual(odd.heard, onlyItself("shut.html"));
});

test("the levels of a crossing have their colours in the dark, too, and are told apart by line and symbol", async () => {
  const page = await open("few.html", { viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  const levels = (await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--levels"))).trim().split(" ");
  for (const id of plots) {
    const drawn = [];
    for (const colour of levels.slice(0, 2)) drawn.push(await drawnOf(page, id, colour));
    assert.notEqual(drawn[0].dash, drawn[1].dash);
    for (const { stretches } of drawn) assert.equal(stretches.flat().length, 2, id);
  }
  const box = await page.locator("#crossing-churn_rate .chart").boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 390, "a plot is as wide as the phone");
});

// ---------------------------------------------------------------------------------------------------------------------

test("it fits a phone, and draws itself in the dark", async () => {
  const page = await open("few.html", { viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "no sideways scrolling");
  const heads = await page.$$eval("#decision thead th", (all) => all.map((th) => [th.getBoundingClientRect().bottom, th.scrollWidth - th.clientWidth]));
  assert.equal(new Set(heads.map(([bottom]) => bottom)).size, 1, "five policies stand in one line");
  assert.ok(heads.every(([, over]) => over <= 0), "no head runs into the next");
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.ok(background.match(/\d+/g).every((part) => Number(part) < 60), background);
  assert.deepEqual(page.heard, onlyItself("few.html"));
});

test("texts of the scenario are only ever text", async () => {
  const name = "<script>alert(1)</script>", image = "<img src=x onerror=alert(2)>", end = "</script><!--<script>alert(3)</script>{{data}}";
  const scenario = JSON.parse(readFileSync(join(scenarios, "difficult_few.json"), "utf8"));
  Object.assign(scenario, { name, description: end });
  scenario.businesses[0].name = image;
  scenario.segments[0].name = image;
  scenario.policies = [{ name: image, based_on: "partnership" }, { name: end, based_on: "right_customer" }];
  const levels = (lever, more) => [{ name: image + more, levers: { [lever]: 0 } }, { name: end + more, levers: { [lever]: 1 } }];
  scenario.factors = [{ name: "constructor", levels: levels("crm", "") }, { name: image, levels: levels("educate", " too") }];
  writeFileSync(join(folder, "hostile.json"), JSON.stringify(scenario));
  clientele("report", "hostile.json", "-n", "2", "-w", "30", "-o", "hostile.html");
  const page = await open("hostile.html");
  await page.locator("#tradeoff .chart").hover();
  await page.locator("#crossing-churn_rate .chart").hover();
  assert.ok((await page.locator("#crossing-churn_rate .tip").textContent()).includes(end));
  await page.locator("#hours .chart").hover({ position: { x: 250, y: 70 } });
  await page.locator("#hours .tip").waitFor();
  for (const details of await page.$$("summary")) await details.click();
  assert.equal(await page.textContent("h1"), name);
  assert.equal(await page.textContent("header p"), end);
  assert.equal(await page.title(), `${name} – Clientele`);
  assert.equal(await page.locator("img").count(), 0);
  assert.deepEqual(page.heard, onlyItself("hostile.html"));
});

test("the businesses of a run are reported like policies", async () => {
  clientele("run", join(scenarios, "price_war.json"), "-n", "2", "-w", "26", "-o", "war.sqlite");
  clientele("report", "war.sqlite", "-o", "war.html");
  const page = await open("war.html");
  assert.equal(await page.locator("nav button").count(), 4);
  assert.deepEqual(page.heard, onlyItself("war.html"));
});

test("the first year and the last are those of compare --format json", async () => {
  const page = await open("few.html");
  const values = await page.$$eval("#years tr[data-year] data", (cells) => cells.map((cell) => Number(cell.value)));
  const { first_year: first, last_year: last } = answer.years;
  assert.deepEqual(values, Object.keys(first[0].metrics).flatMap((name) => [first, last].flatMap((year) => year.map((policy) => policy.metrics[name].mean))));
});

test("beside the decision stands what is unsure of it", async () => {
  const page = await open("few.html");
  const text = await page.innerText("#unsure");
  for (const said of ["luck of the draw", answer.certainty.assumptions.command, answer.certainty.known_facts.text]) assert.ok(text.includes(said), said);
});

// People --------------------------------------------------------------------------------------------------------------

const peopleOf = (page) => page.evaluate(() => data.people);
const textOf = (page, id) => page.textContent(`#${id}`);
const barsOf = (page, id) => page.evaluate((id) => charts.find(({ chart }) => chart.getDom().closest(`#${id}`)).chart.getOption().series[0].data, id);
const linesOf = (page) => page.evaluate(() => charts.find(({ chart }) => chart.getDom().closest("#twins-chart")).chart.getOption().series
  .filter(({ type }) => type === "line").map(({ data }) => data.map(([, value]) => Math.round(1000 * value))));
const wholePoints = (share) => (Math.abs(share) < 0.0995 ? (100 * share).toFixed(1).replace(/\.0$/, "") : (100 * share).toFixed(0)).replace("-", "−");

test("the people: under which policy, with intervals, as the data have it", async () => {
  const page = await open("few.html"), { studies, replications } = await peopleOf(page);
  assert.equal(replications, 3);
  assert.equal(studies.length, 5);
  const shares = await page.$$eval("#people-policies [data-people=ever] data", (cells) => cells.map((cell) => Number(cell.value)));
  assert.deepEqual(shares, studies.map(({ share_ever: [, mean] }) => mean));
  const ever = studies.map(({ ever, people }) => `${ever} of ${people}`);
  assert.deepEqual(await page.$$eval("#people-policies [data-people=ever] small:last-child", (cells) => cells.map((cell) => cell.textContent)), ever);
  const most = studies.map(({ share_ever: [, mean] }) => mean).reduce((best, mean, s, all) => (mean > all[best] ? s : best), 0);
  assert.ok((await textOf(page, "people-summary")).includes(`under ${answer.policies[most].name.replaceAll("_", " ")}: ${wholePoints(studies[most].share_ever[1])} of 100`));
  assert.match(await textOf(page, "people-reading"), /first 3 of 6 replications/);
});

test("the people: what burnout came of adds up, and another policy is told and drawn otherwise", async () => {
  const page = await open("few.html"), { studies } = await peopleOf(page);
  for (const { exhaustion, cynicism } of studies)
    for (const { at_onset: at, when_well: well, causes } of [exhaustion, cynicism])
      assert.ok(Math.abs(causes.reduce((sum, { more }) => sum + more[1], 0) - (at - well)) < 1e-3, "parts add up to the whole");
  const said = new Set(), drawn = new Set();
  for (const s of studies.keys()) {
    await page.selectOption("#people-policy", String(s));
    const [text, bars] = [await textOf(page, "people-exhaustion-text"), await barsOf(page, "people-exhaustion")];
    assert.ok(text.includes(`stood at ${wholePoints(studies[s].exhaustion.at_onset)} of 100, against ${wholePoints(studies[s].exhaustion.when_well)}`), text);
    assert.ok(bars.every((bar) => studies[s].exhaustion.causes.some(({ more }) => more[1] === bar)) && bars.length > 4, "bars are of this policy");
    assert.ok((await textOf(page, "people-time-text")).startsWith(`${studies[s].onsets} people burnt out for the first time`));
    said.add(text), drawn.add(JSON.stringify(bars));
    for (const id of ["people-quarter-text", "people-thirds-text"]) assert.ok((await textOf(page, id)).length > 40, id);
  }
  assert.ok(said.size === 5 && drawn.size === 5);
  assert.equal(await page.locator("#people-thirds-table tbody tr").count(), studies.at(-1).thirds.length);
  assert.deepEqual(page.heard, onlyItself("few.html"));
});

test("twins: the typical person by the rule, drawn under the policies that are chosen", async () => {
  const page = await open("few.html"), { twins, step } = await peopleOf(page), pair = async () =>
    Promise.all(["a", "b"].map(async (line) => Number(await page.inputValue(`#twins-policy-${line}`))));
  const typical = ([a, b]) => {
    const list = twins.courses.map((of, i) => [of[a], of[b], i]).filter(([one, other]) => Math.min(one.end, other.end) >= 52).map(([one, other, i]) => {
      const n = Math.ceil(Math.min(one.end, other.end) / step), mean = (course) => course.exhaustion.slice(0, n).reduce((sum, v) => sum + v, 0) / n;
      return [mean(one) - mean(other), i];
    }).sort(([x, i], [y, j]) => (Math.abs(x - y) < 1e-9 ? i - j : x - y));
    return list[Math.floor((list.length - 1) / 2)][1];
  };
  const expectDrawn = async () => {
    const person = Number(await page.inputValue("#twins-person")), [a, b] = (await pair()).map((s) => twins.courses[person][s]);
    assert.deepEqual(await linesOf(page), [a.exhaustion, b.exhaustion, a.cynicism, b.cynicism]);
    assert.ok((await page.getAttribute("#twins-chart .chart", "aria-label")).includes(await textOf(page, "twins-text")), "the picture is told in words");
  };
  assert.equal(Number(await page.inputValue("#twins-person")), typical(await pair()));
  await expectDrawn();
  const before = await textOf(page, "twins-text");
  for (const i of twins.people.keys()) {
    await page.selectOption("#twins-person", String(i));
    await expectDrawn();
    assert.equal((await textOf(page, "twins-rule")).startsWith("Shown is the person"), i === typical(await pair()));
  }
  await page.selectOption("#twins-policy-a", String((await pair())[1]));
  const turned = await pair();
  assert.notEqual(turned[0], turned[1], "the other list gives way");
  assert.equal(Number(await page.inputValue("#twins-person")), typical(turned));
  await expectDrawn();
  assert.notEqual(await textOf(page, "twins-text"), before);
  await page.focus("#twins-policy-b");
  await page.keyboard.press(turned[1] === 4 ? "ArrowUp" : "ArrowDown");
  assert.notDeepEqual(await pair(), turned);
  await expectDrawn();
  assert.deepEqual(page.heard, onlyItself("few.html"));
});

test("twins: all are counted, whichever policy comes first", async () => {
  const page = await open("few.html"), { twins: { counts } } = await peopleOf(page);
  assert.equal(counts.length, 10);
  assert.equal(new Set(counts.map(({ both, neither, only_first: a, only_second: b }) => both + neither + a + b)).size, 1, "the same people in all pairs");
  const { both, neither, only_first: one, only_second: other } = counts.find(({ first, second }) => first === 1 && second === 3);
  const cells = () => page.$$eval("#twins-counts td:not(:empty)", (all) => all.map((cell) => Number(cell.textContent.replaceAll(",", ""))));
  await page.selectOption("#twins-policy-a", "1");
  await page.selectOption("#twins-policy-b", "3");
  assert.deepEqual(await cells(), [both, one, other, neither]);
  assert.match(await textOf(page, "twins-summary"), new RegExp(`${one} are burnt out at some time under .* only, ${other} under`));
  await page.selectOption("#twins-policy-a", "3");
  assert.deepEqual(await cells(), [both, other, one, neither]);
});

test("a business without people, without burnout or of rivals says so in a sentence", async () => {
  const studio = [join(scenarios, "tiny_studio.json"), "-n", "2", "-w", "30"];
  clientele("report", ...studio, "--set", "model.burnout_exhaustion=1", "--set", "model.burnout_cynicism=1", "--set", "past_weeks=0", "-o", "calm.html");
  const calm = await open("calm.html");
  assert.match(await textOf(calm, "people-summary"), /None of the \d+ people that were looked at burns out/);
  assert.equal(await calm.isVisible("#people-detail"), false);
  assert.match(await textOf(calm, "people-none"), /^None of \d+ people burns out under /);
  clientele("report", fileURLToPath(new URL("../data/odd/unstaffed.json", import.meta.url)), "-o", "unstaffed.html");
  const empty = await open("unstaffed.html");
  assert.match(await textOf(empty, "twins-rule"), /Nobody is there under both for 30 weeks/);
  clientele("run", join(scenarios, "price_war.json"), "-n", "2", "-w", "26", "-o", "rivals.sqlite");
  clientele("report", "rivals.sqlite", "-o", "rivals.html");
  const rivals = await open("rivals.html");
  assert.equal(await rivals.locator("#people-policies tbody tr").count(), 4);
  assert.match(await textOf(rivals, "people-summary"), / at .*; fewest at /);
  assert.equal(await rivals.locator("#twins").count(), 0, "rivals do not employ the same people");
  for (const page of [calm, empty, rivals]) assert.doesNotMatch(await page.innerText("#people"), /\b(NaN|null|undefined|Infinity)\b/);
});

test("a sweep, plausible worlds and a sensitivity analysis are pages of their answers", async () => {
  const studio = [join(scenarios, "tiny_studio.json"), "-w", "26"];
  clientele("sweep", ...studio, "--vary", "businesses.0.price=400,500,600", "-n", "3", "-o", "sweep.sqlite");
  clientele("compare", ...studio, "--uncertain", "--worlds", "12", "-o", "worlds.sqlite");
  writeFileSync(join(folder, "answer.json"), clientele("sensitivity", ...studio, "--method", "morris", "--trajectories", "2", "--assumptions", "rudeness,knowledge", "--format", "json"));
  for (const [input, heading] of [["sweep.sqlite", "Best by operating margin, point by point"], ["worlds.sqlite", "What was drawn"], ["answer.json", "What matters most"]]) {
    clientele("report", input, "-o", "study.html", "--force");
    const page = await open("study.html", { drawn: ".part table" });
    assert.ok((await page.$$eval(".part h3", (all) => all.map((h) => h.textContent))).includes(heading), input);
    assert.equal(await page.locator("section.experiment").count(), 0);
    assert.doesNotMatch(await page.innerText("main"), /\b(NaN|null|undefined|Infinity)\b/);
    const isSweep = input === "sweep.sqlite";
    assert.equal(await page.locator("#curves svg").count(), isSweep ? 1 : 0);
    if (isSweep) for (const colour of colours) assert.ok((await drawnIn(page, colour)).curves > 0, colour);
    assert.deepEqual(page.heard, onlyItself("study.html"), input);
    await page.close();
  }
});

test("five years of the agency are a page below 3 MB", () => {
  clientele("report", join(scenarios, "agency.json"), "-n", "2", "-o", "agency.html");
  assert.ok(statSync(join(folder, "agency.html")).size < 3e6);
});

test("what has no value is a dash or a gap, and one week or one replication is shown all the same", async () => {
  const data = fileURLToPath(new URL("../data", import.meta.url));
  const odd = [["odd/shut.json", "-n", "1"], ["odd/shut.json"], ["odd/twins.json"], ["odd/unstaffed.json"], ["small.json", "-n", "1", "-w", "1"]];
  for (const [scenario, ...more] of odd) {
    clientele("report", join(data, scenario), ...more, "-o", "odd.html", "--force");
    const page = await open("odd.html");
    for (const chart of await page.$$(".chart:visible")) await chart.hover();
    assert.deepEqual(page.heard, onlyItself("odd.html"), scenario);
    await page.$$eval("details", (all) => all.forEach((details) => (details.open = true)));
    const text = await page.innerText("main");
    assert.doesNotMatch(text, /\b(NaN|null|undefined|Infinity)\b/, scenario);
    for (const value of await page.$$eval("data", (cells) => cells.map((cell) => cell.value))) assert.ok(Number.isFinite(parseFloat(value)), value);
    if (more.includes("-w")) assert.ok((await drawnIn(page, colours[0]))["trajectory-satisfaction"] > 0, "a point of one week");
    await page.close();
  }
});
