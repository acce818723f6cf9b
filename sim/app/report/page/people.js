// The people who serve: under which policy they burn out, who they are, when it begins and after what; and the same people
// under two policies. Shares and levels are of replications that were lived once more to look at their people.
"use strict";

const CAUSE_WORDS = {
  __proto__: null, disposition: "disposition", load: "too much work", overtime: "overtime", incivility: "incivility of clients",
  dissonance: "doing what they believe is wrong", hurry: "work below their own norm", thanks: "too little thanks", exhaustion: "their own exhaustion",
  colleagues: "cynical colleagues", life: "life outside work", earlier: "what they brought along", limits: "ends of the scale",
};
const FACTOR_OF_PEOPLE = {
  __proto__: null, exhaustion_set_point: "exhaustion at rest (disposition)", cynicism_set_point: "cynicism at rest (disposition)",
  exhaustion_reactivity: "how much strain exhausts them", cynicism_reactivity: "how much strain makes them cynical",
  appraisal: "how much an incident means to them", capacity: "how much work they carry with ease", shift: "how busy their shift is",
  skill: "skill", match: "how well they and the job suit each other", load: "work for the hours they have", overtime: "overtime",
  incivility: "incivility of clients", dissonance: "doing what they believe is wrong", hurry: "time that their work lacks", thanks: "thanks from clients",
  leave: "time on leave", illness: "time off sick", life: "life outside work, where it wears",
};
// The same, short enough for an axis.
const FACTOR_IN_SHORT = {
  __proto__: null, exhaustion_set_point: "exhausted at rest", cynicism_set_point: "cynical at rest", exhaustion_reactivity: "exhausted by strain",
  cynicism_reactivity: "made cynical by strain", appraisal: "incidents matter", capacity: "carries much work", shift: "busy shift", skill: "skill",
  match: "suits the job", load: "much work", overtime: "overtime", incivility: "incivility", dissonance: "doing what seems wrong",
  hurry: "time lacking", thanks: "thanks", leave: "leave", illness: "illness", life: "life outside wears",
};
const UNITS_OF_QUARTERS = { __proto__: null, load: 100, overtime: 100, hurry: 100, thanks: 100, leave: 100, illness: 100, life: 100 };

const of100 = ([low, mean, high]) => `${points(mean)} of 100` + (low === null || high - low === 0 ? "" : ` (${points(Math.max(0, low))} to ${points(Math.min(1, high))})`);
const under = (s) => `${data.subject === "business" ? "at" : "under"} ${data.names[s]}`;
const moreOrLess = ([low, mean, high]) => points(Math.abs(mean)) + (low === null ? "" : ` (${points(low, "exceptZero")} to ${points(high, "exceptZero")})`);
const isSure = ([low, , high]) => low !== null && (low > 0 || high < 0);
const counted = (n, noun, nouns = `${noun}s`) => `${n.toLocaleString("en")} ${n === 1 ? noun : nouns}`;
const listed = (items) => items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
const timeText = (weeks) => weeks < 1.5 ? "a week" : weeks < 78 ? `${Math.round(weeks)} weeks` : `${+(weeks / 52).toFixed(1)} years`;
const tenureWords = ({ begin, end }) => {
  const text = (weeks) => (weeks < 52 ? "half a year" : String(weeks / 52));
  return end === null ? `over ${text(begin)} years` : begin === 0 ? "up to half a year" : `${text(begin)} to ${text(end)} ${end === 52 ? "year" : "years"}`;
};

const peopleParts = { chosen: 0, pair: [0, 1], person: 0 };

// Under which policy --------------------------------------------------------------------------------------------------

function policyRow(body, study, s) {
  const row = add(body, "tr", undefined, { "data-subject": s });
  add(row, "th", data.names[s], { scope: "row" });
  if (!study.people) return add(row, "td", "nobody serves here", { colspan: 5 });
  const share = ([low, mean, high], name) => {
    const cell = add(row, "td", undefined, { "data-people": name });
    addNumber(cell, mean === null ? "–" : `${(100 * mean).toFixed(0)} %`, mean);
    if (low !== null && high > low) add(cell, "small", `${(100 * Math.max(0, low)).toFixed(0)} to ${(100 * Math.min(1, high)).toFixed(0)} %`);
  };
  share(study.share_ever, "ever");
  add(row.lastChild, "small", `${study.ever} of ${study.people}`);
  share(study.share_burnt_out, "state");
  share(study.share_counted, "counted");
  add(row, "td", study.median_tenure === null ? "–" : timeText(study.median_tenure));
  add(row, "td", study.episodes.median_weeks === null ? "–" : timeText(study.episodes.median_weeks));
}

function fillPeopleTable({ studies }) {
  const table = byId("people-policies"), head = add(add(table, "thead"), "tr");
  add(head, "td", "");
  for (const [name, note] of [["burnt out at some time", "of all who work here"], ["burnt out on an average day", "of those there"],
    ["counted in a survey", "of those there"], ["first time after", "half of them, since hired"], ["an episode lasts", "half of them"]])
    add(add(head, "th", name, { scope: "col" }), "small", note);
  const body = add(table, "tbody");
  studies.forEach((study, s) => policyRow(body, study, s));
}

// Most and fewest, if anybody works under two of them at least.
function extremes(studies) {
  const known = studies.map(({ share_ever: [, mean] }, s) => [mean, s]).filter(([mean]) => mean !== null);
  if (known.length < 2) return null;
  known.sort(([a], [b]) => b - a);
  return [known[0][1], known.at(-1)[1]];
}

// How much more there is under one than under the other, with its interval.
function moreUnder({ differences }, [a, b], what) {
  const turned = a > b, found = differences.find(({ first, second }) => first === Math.min(a, b) && second === Math.max(a, b))[what];
  return turned ? found.map((x) => (x === null ? null : -x)).reverse() : found;
}

function sentenceOfPolicies(people) {
  const { studies } = people;
  const found = extremes(studies), all = studies.reduce((sum, { people }) => sum + people, 0);
  const horizon = timeText(data.weeks);
  if (!all) return "Nobody serves in any of these replications, so nobody can burn out.";
  if (!studies.some(({ ever }) => ever)) return `None of the ${counted(all, "person", "people")} that were looked at burns out in ${horizon}.`;
  if (!found) return `In ${horizon}, ${of100(studies.find(({ people }) => people).share_ever)} people who work here are burnt out at some time.`;
  const [most, fewest] = found;
  if (studies[most].share_ever[1] === studies[fewest].share_ever[1])
    return `In ${horizon}, ${of100(studies[most].share_ever)} people who work here are burnt out at some time, whatever the ${data.subject}.`;
  return `Of the people who work here in ${horizon}, most are burnt out at some time ${under(most)}: ${of100(studies[most].share_ever)}; ` +
    `fewest ${under(fewest)}: ${of100(studies[fewest].share_ever)}` + certainty(moreUnder(people, found, "ever")) + ".";
}

const certainty = (more) => more[0] === null ? "" : isSure(more) ? `, ${moreOrLess(more)} fewer` : ", which may be chance: the two are not told apart";

// The answer for those who read no further: when, and after what.
function sentenceInShort(s) {
  const { onsets, median_tenure: median, exhaustion } = data.people.studies[s];
  if (!onsets) return "";
  const gap = exhaustion.at_onset - exhaustion.when_well;
  return ` ${capital(under(s))}, half of those who burn out for the first time do so within ${timeText(median)} of being hired.` + (gap > 0.005 ?
    ` They are then ${points(gap)} of 100 points more exhausted than people who are not burnt out: ${partsInWords(gap, addedBy(exhaustion), 2)}.` : "");
}

// What the levels of exhaustion under two policies consist of tells exactly where they differ.
function sentenceOfDifference(people) {
  const { studies } = people;
  const found = extremes(studies);
  if (!found) return "";
  const [more, less] = found.map((s) => studies[s].exhaustion), gap = more.of_everybody - less.of_everybody;
  if (!(gap > 0.005)) return "";
  const difference = moreUnder(people, found, "exhaustion"), sure = difference[0] === null || isSure(difference);
  if (!sure) return `Whether exhaustion is higher ${under(found[0])} than ${under(found[1])} cannot be told: it is by ${moreOrLess(difference)} of 100 points.`;
  const of = (causes, name) => causes.find((cause) => cause.name === name).of_everybody;
  const parts = more.causes.map(({ name, of_everybody: mean }) => [name, mean - of(less.causes, name)]);
  return `Exhaustion is ${points(gap)} of 100 points higher on average ${under(found[0])} than ${under(found[1])} ` +
    `(${points(more.of_everybody)} and ${points(less.of_everybody)}` + (difference[0] === null ? ")" : `; 95 % interval of the difference: ${points(difference[0])} to ${points(difference[2])})`) + `: ${partsInWords(gap, parts, 3)}.`;
}

// After what ----------------------------------------------------------------------------------------------------------

// The largest parts of a difference in words, and what remains of it: negative where the parts are larger than the whole.
function partsInWords(whole, parts, most) {
  const told = parts.filter(([, part]) => part > 0.005).sort(([, a], [, b]) => b - a).slice(0, most), rest = whole - told.reduce((sum, [, part]) => sum + part, 0);
  const items = told.map(([name, part]) => `${points(part)} from ${CAUSE_WORDS[name]}`);
  return listed(Math.abs(rest) < 0.0005 ? items : [...items, `${points(rest)} from all else`]);
}

// What has a part in it that can be seen.
const shownCauses = ({ causes }) => causes.filter(({ at_onset: at, when_well: well }) => Math.max(Math.abs(at), Math.abs(well)) >= 0.001);

const addedBy = ({ causes }) => causes.map(({ name, more }) => [name, more[1]]);

function sentenceOfLevel(scale, level) {
  const { at_onset: at, when_well: usual } = level, gap = at - usual, fewer = gap < 0;
  const beginning = `Where it began, ${scale} stood at ${points(at)} of 100, against ${points(usual)} of people who are not burnt out`;
  if (Math.abs(gap) < 0.0005) return `${beginning}.`;
  const parts = addedBy(level).map(([name, part]) => [name, fewer ? -part : part]);
  return `${beginning}: ${points(Math.abs(gap))} ${fewer ? "less" : "more"}. That is ${partsInWords(Math.abs(gap), parts, 4)}.`;
}

function sentenceOfBefore({ quarters, before }) {
  if (!quarters || !before.length) return "Nobody was there for a whole quarter before, so it cannot be compared with ordinary weeks.";
  const rose = before.filter(({ rise }) => rise[1] > 0.1 && (isSure(rise) || rise[0] === null)).slice(0, 3);
  const fell = before.filter(({ rise }) => rise[1] < -0.1 && (isSure(rise) || rise[0] === null)).slice(0, 2);
  const told = (list) => listed(list.map(({ name, rise }) => `${FACTOR_OF_PEOPLE[name]} (${rise[1].toFixed(1).replace("-", "−")} standard deviations)`));
  if (!rose.length && !fell.length)
    return `In the quarter before it began, these ${counted(quarters, "person", "people")} met with nothing that is clearly other than in their own ordinary weeks: it builds up slowly.`;
  return `In the quarter before it began, compared with the same people's ordinary weeks, ` +
    [rose.length ? `what rose most is ${told(rose)}` : "", fell.length ? `what fell most is ${told(fell)}` : ""].filter(Boolean).join("; ") +
    ` (${counted(quarters, "person", "people")}).`;
}

function fillBefore({ before }) {
  const table = byId("people-quarter");
  table.replaceChildren();
  table.hidden = !before.length;
  const head = add(add(table, "thead"), "tr"), body = add(table, "tbody");
  for (const [name, note] of [["", ""], ["ordinary weeks", "a week"], ["the quarter before", "a week"], ["change", "standard deviations"]])
    add(add(head, name ? "th" : "td", name, name ? { scope: "col" } : {}), "small", note);
  for (const { name, before: then, ordinary, rise } of before) {
    const row = add(body, "tr"), factor = UNITS_OF_QUARTERS[name] ?? 1, unit = factor === 100 ? "\u00a0%" : "";
    add(row, "th", FACTOR_OF_PEOPLE[name], { scope: "row" });
    const decimals = name === "life" || name === "hurry" ? 2 : factor === 100 ? 1 : 2;
    for (const value of [ordinary, then]) add(row, "td", `${(factor * value).toFixed(decimals).replace("-", "−")}${unit}`);
    const cell = add(row, "td", rise[1].toFixed(2).replace("-", "−") + (isSure(rise) ? "\u00a0*" : ""));
    if (rise[0] !== null) add(cell, "small", `± ${((rise[2] - rise[0]) / 2).toFixed(2)}`);
  }
}

// Who -----------------------------------------------------------------------------------------------------------------

const shownThirds = ({ thirds }, forGood) => thirds.filter((row) => row.for_good === forGood && row.low[1] !== null && row.high[1] !== null);

function sentenceOfThirds({ thirds, people, ever }) {
  if (!thirds.length) return `${counted(people, "person", "people")} are too few to be compared in thirds.`;
  if (!ever) return "";
  const told = ({ name, low, high, difference }) => {
    const [most, least, which, other] = difference[1] > 0 ? [high, low, "highest", "lowest"] : [low, high, "lowest", "highest"];
    return `“${FACTOR_OF_PEOPLE[name]}”: the ${which} third is burnt out for ${percent(most[1], 0)} of its time, the ${other} for ${percent(least[1], 0)}` +
      (difference[0] === null ? "" : ` (difference of ${points(difference[1], "exceptZero")} points, ${points(difference[0], "exceptZero")} to ${points(difference[2], "exceptZero")})`);
  };
  const isTold = ({ difference }) => difference[1] !== null && (difference[0] === null || isSure(difference));
  const parts = [[true, "Of what people are like"], [false, "Of what they meet with"]].map(([forGood, what]) => {
    const most = thirds.find((row) => row.for_good === forGood && isTold(row));
    return most ? `${what}, most depends on ${told(most)}.` : `${what}, nothing is told from chance.`;
  });
  return parts.join(" ");
}

function fillThirds(study) {
  const table = byId("people-thirds-table");
  table.replaceChildren();
  table.closest("details").hidden = !study.thirds.length;
  const head = add(add(table, "thead"), "tr"), body = add(table, "tbody");
  for (const name of ["", "lowest third", "highest third", "difference, points"]) add(head, name ? "th" : "td", name, name ? { scope: "col" } : {});
  for (const { name, for_good: forGood, low, high, difference } of study.thirds) {
    const row = add(body, "tr");
    add(add(row, "th", FACTOR_OF_PEOPLE[name], { scope: "row" }), "small", forGood ? "what they are like" : "what they meet with");
    for (const e of [low, high]) add(row, "td", percent(e[1]));
    const cell = add(row, "td", (difference[1] === null ? "–" : points(difference[1], "exceptZero")) + (isSure(difference) ? "\u00a0*" : ""));
    if (difference[0] !== null) add(cell, "small", `${points(difference[0], "exceptZero")} to ${points(difference[2], "exceptZero")}`);
  }
}

// When ----------------------------------------------------------------------------------------------------------------

function sentenceOfTime({ onsets, median_tenure: median, tenure, episodes, arrived_burnt_out: arrived }) {
  if (!onsets) return "Nobody was seen to burn out for the first time.";
  const known = tenure.filter(({ rate, onsets: n }) => rate[1] !== null && n > 0).sort((a, b) => b.rate[1] - a.rate[1]);
  const peak = known.length > 1 ? ` Most often it is with ${tenureWords(known[0])} of service: ${known[0].rate[1].toFixed(0)} first times in 100 person-years.` : "";
  const lasting = episodes.begun === 0 ? "" : ` Of ${counted(episodes.begun, "episode")}, ` +
    (episodes.median_weeks === null ? "fewer than half are seen to end by getting better" : `half are over within ${timeText(episodes.median_weeks)}`) +
    (episodes.beyond_quarter === null ? "" : `; ${percent(episodes.beyond_quarter, 0)} last more than a quarter, ${percent(episodes.beyond_year, 0)} more than a year`) +
    `. ${episodes.left} of them ended because the person left.`;
  return `${counted(onsets, "person", "people")} burnt out for the first time, half of them within ${timeText(median)} of being hired${arrived ? ` (${arrived} more were burnt out when they came, by their last job)` : ""}.${peak}${lasting}`;
}

// One policy looked at ------------------------------------------------------------------------------------------------

function showPeopleOf(s) {
  const study = data.people.studies[s], has = study.onsets > 0;
  peopleParts.chosen = s;
  byId("people-none").hidden = has;
  byId("people-none").textContent = !study.people ? `Nobody serves ${under(s)}.`
    : study.ever ? `Nobody burns out for the first time ${under(s)}; those who are burnt out were so before.`
      : `None of ${counted(study.people, "person", "people")} burns out ${under(s)}, so there is no before and no after.`;
  byId("people-detail").hidden = !has;
  if (!has) return;
  byId("people-exhaustion-text").textContent = sentenceOfLevel("exhaustion", study.exhaustion);
  byId("people-cynicism-text").textContent = sentenceOfLevel("cynicism", study.cynicism);
  byId("people-quarter-text").textContent = sentenceOfBefore(study);
  byId("people-thirds-text").textContent = sentenceOfThirds(study);
  byId("people-time-text").textContent = sentenceOfTime(study);
  fillBefore(study);
  fillThirds(study);
  byId("people-thirds").hidden = !study.thirds.length;
}

function option(parent, value, text) { add(parent, "option", text, { value }); }

function redrawPeople() {
  for (const { chart } of charts) if (chart.getDom().closest("#people")) chart.resize();
  drawAll();
}

function addPeopleCharts() {
  const study = () => data.people.studies[peopleParts.chosen];
  for (const scale of ["exhaustion", "cynicism"])
    addChart(byId(`people-${scale}`), `By cause, how much more ${scale} there was where burnout began than in people who are not burnt out`, (l) => causesChart(shownCauses(study()[scale]), l), "rows");
  for (const [id, text, forGood] of [["people-met", "what people meet with", false], ["people-like", "what people are like", true]])
    addChart(byId(id), `Share of their time burnt out, lowest and highest third of ${text}`, (l) => thirdsChart(shownThirds(study(), forGood), l.levels[forGood ? 0 : 1], l), "rows");
  addChart(byId("people-tenure"), "First times by time with the business", (l) => tenureChart(study().tenure, l), "low");
}

function addChoiceOfPolicy() {
  const choice = byId("people-policy");
  data.people.studies.forEach((_, s) => option(choice, s, data.names[s]));
  const first = extremes(data.people.studies)?.[0] ?? 0;
  choice.value = baseline >= 0 && data.people.studies[baseline]?.onsets ? baseline : first;
  byId("people-summary").textContent += sentenceInShort(choice.value);
  choice.closest("p").hidden = data.people.studies.length < 2;
  choice.addEventListener("change", () => { showPeopleOf(Number(choice.value)); redrawPeople(); });
  showPeopleOf(Number(choice.value));
}

// ---------------------------------------------------------------------------------------------------------------------

function showPeople() {
  const section = byId("people"), { people } = data;
  if (!people) return section.remove();
  if (people.missing || !people.studies.some((study) => study.people)) {
    for (const part of [...section.children].slice(1)) part.remove();
    return sayMissing(section, people.missing ?? sentenceOfPolicies(people));
  }
  byId("people-summary").textContent = sentenceOfPolicies(people);
  byId("people-reading").textContent =
    `Burnt out: exhaustion at or above ${points(people.cut_offs.exhaustion)} and cynicism at or above ${points(people.cut_offs.cynicism)} of 100, for four weeks in a row; ` +
    `over after four weeks below either. That is how people are. A questionnaire asks on one day, and with errors, so it counts others than these, as the burnout share elsewhere on this page does ` +
    `(its course over time: “How it came about”). ` +
    (people.replications === data.replications ? "" : `People were looked at in the first ${people.replications} of ${data.replications} replications. `) +
    (people.replications > 1 ? "Ranges: 95 % intervals over these." : "One replication gives no intervals.");
  byId("people-bars").hidden = people.replications < 2;
  byId("people-difference").textContent = sentenceOfDifference(people);
  fillPeopleTable(people);
  addChoiceOfPolicy();
  addPeopleCharts();
  showTwins();
}
