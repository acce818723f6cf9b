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
const charts = ["trajectory-churn_rate", "trajectory-operating_margin", "trajectory-burnout_share", "trajectory-satisfaction",
                "retention", "whale", "tradeoff", "hours", "paid-hours"];

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
    assert.deepEqual(Object.keys(drawn), [...plots, ...charts]);
    assert.deepEqual(pick(drawn, plots), plots.map(() => 0), "a crossing is drawn per level, not per policy");
    for (const chart of charts.slice(0, -2)) assert.ok(drawn[chart] > 0, `${chart} in ${colour}`);
    assert.ok(drawn.tradeoff >= 7, "six replications and their mean");
  }
  assert.ok((await marksOf(page)) >= 5 * 4, "bars of five policies");
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
  assert.match(await page.textContent(".summary"), new RegExp(answer.decision.best.replaceAll("_", " ")));
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

test("it fits a phone, and draws itself in the dark", async () => {
  const page = await open("few.html", { viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "no sideways scrolling");
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
  writeFileSync(join(folder, "hostile.json"), JSON.stringify(scenario));
  clientele("report", "hostile.json", "-n", "2", "-w", "30", "-o", "hostile.html");
  const page = await open("hostile.html");
  await page.locator("#tradeoff .chart").hover();
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
    for (const chart of await page.$$(".chart")) await chart.hover();
    assert.deepEqual(page.heard, onlyItself("odd.html"), scenario);
    await page.$$eval("details", (all) => all.forEach((details) => (details.open = true)));
    const text = await page.innerText("main");
    assert.doesNotMatch(text, /\b(NaN|null|undefined|Infinity)\b/, scenario);
    for (const value of await page.$$eval("data", (cells) => cells.map((cell) => cell.value))) assert.ok(Number.isFinite(parseFloat(value)), value);
    if (more.includes("-w")) assert.ok((await drawnIn(page, colours[0]))["trajectory-satisfaction"] > 0, "a point of one week");
    await page.close();
  }
});
