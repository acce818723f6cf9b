// Twins: the same people under two policies, one pair as a picture and all of them counted.
"use strict";

const twinCounts = ([a, b]) => {
  const found = data.people.twins.counts.find(({ first, second }) => (first === a && second === b) || (first === b && second === a));
  const { both, neither, only_first: one, only_second: other, more_under_first: [low, mean, high] } = found;
  const turned = found.first !== a, minus = (x) => (x === null ? null : -x);
  return { both, neither, onlyA: turned ? other : one, onlyB: turned ? one : other, all: both + neither + one + other,
           more: turned ? [minus(high), minus(mean), minus(low)] : [low, mean, high] };
};

const twinName = (i) => {
  const { market, place } = data.people.twins.people[i], several = data.people.twins.people.some((one) => one.market !== data.people.twins.people[0].market);
  return `Person ${place + 1}${several ? ` in market ${market}` : ""}`;
};

// Of one person: mean difference of exhaustion, over the time under both; null where that is too short.
function twinDifference(i, [a, b], fewest) {
  const [one, other] = [a, b].map((s) => data.people.twins.courses[i][s]), weeks = Math.min(one.end, other.end);
  const n = Math.ceil(weeks / data.people.step);
  if (weeks < fewest || n === 0) return null;
  return one.exhaustion.slice(0, n).reduce((sum, v, k) => sum + v - other.exhaustion[k], 0) / n / 1000;
}

// In the time that the person is there under both: whoever leaves before a month is over was not seen to be burnt out, so
// that the twin who stays must not be either.
function outcomeOf(i, pair) {
  const [one, other] = pair.map((s) => data.people.twins.courses[i][s]), end = Math.min(one.end, other.end);
  const [a, b] = [one, other].map(({ burnt_out: times }) => times.some(([begin, , told]) => begin < end && told <= end));
  return a && b ? "burnt out under both" : a ? "burnt out under A only" : b ? "burnt out under B only" : "never burnt out";
}

const fewestWeeks = () => Math.min(52, data.weeks);

// Those there for long enough under both, by their difference.
const candidates = (pair) => data.people.twins.people.map((_, i) => [twinDifference(i, pair, fewestWeeks()), i])
  .filter(([difference]) => difference !== null).sort(([d, i], [e, j]) => d - e || i - j);
const typicalTwin = (pair) => {
  const list = candidates(pair);
  return list.length ? list[Math.floor((list.length - 1) / 2)][1] : null;
};

function storyOf({ end, left, burnt_out: times, ill }) {
  const weeks = (list) => list.reduce((sum, [begin, finish]) => sum + Math.min(finish, end) - begin, 0);
  const spells = times.slice(0, 3).map(([begin, finish]) => (finish >= end ? `from week ${begin + 1} on` : `in weeks ${begin + 1} to ${finish}`));
  const burnt = !times.length ? "never burnt out" : `burnt out ${listed(spells)}${times.length > 3 ? ` and ${counted(times.length - 3, "more time")}` : ""}`;
  return `${burnt}, ill in ${counted(weeks(ill), "week")}, ${left === "stays" ? "still there at the end" : `${left} in week ${end}`}`;
}

function sentenceOfTwin(i, pair) {
  const { tenure } = data.people.twins.people[i], courses = data.people.twins.courses[i], [a, b] = pair.map((s) => data.names[s]);
  const difference = twinDifference(i, pair, 1), less = difference === null ? "" :
    Math.abs(difference) < 0.0005 ? " Exhaustion is the same under both." :
    ` Exhaustion is ${points(Math.abs(difference))} of 100 points ${difference > 0 ? "higher" : "lower"} under ${a}, on average over the time under both.`;
  return `${twinName(i)}, ${tenure < 1.5 ? "new" : `with the business for ${timeText(tenure)}`} at the beginning. Under ${a} (A): ${storyOf(courses[pair[0]])}. Under ${b} (B): ${storyOf(courses[pair[1]])}.${less}`;
}

function sentenceOfRule(pair) {
  const list = candidates(pair), years = fewestWeeks() === 52 ? "a year" : counted(fewestWeeks(), "week");
  if (!list.length) return `Nobody is there under both for ${years}, so no person is typical; any of them can be picked.`;
  const typical = typicalTwin(pair), isShown = peopleParts.person === typical;
  return (isShown ? "Shown is the person" : `Typical would be ${twinName(typical)},`) + ` whose difference in exhaustion between the two is the middle one of ` +
    `the ${counted(list.length, "person", "people")} who are there under both for ${years} or more: no extreme case.`;
}

function sentenceOfCounts(pair) {
  const { all, both, neither, onlyA, onlyB, more } = twinCounts(pair), [a, b] = pair.map((s) => data.names[s]);
  if (!all) return "There was nobody at the beginning, so there are no twins.";
  const sum = `Of ${counted(all, "person", "people")} there at the beginning, in the time that they are there under both: ${onlyA} are burnt out at some time under ${a} only, ` +
    `${onlyB} under ${b} only, ${both} under both, ${neither} under neither.`;
  const verdict = isSure(more) ? ` Of 100 such people, ${points(Math.abs(more[1]))} more burn out under ${more[1] > 0 ? a : b} than under ${more[1] > 0 ? b : a} (95 % interval: ${points(Math.min(...[more[0], more[2]].map(Math.abs)))} to ${points(Math.max(...[more[0], more[2]].map(Math.abs)))}).`
    : more[0] === null || more[0] === more[2] ? "" : ` Which of the two burns out more of the same people cannot be told: ${points(more[1], "exceptZero")} of 100 (95 % interval: ${points(more[0], "exceptZero")} to ${points(more[2], "exceptZero")}).`;
  return sum + verdict;
}

function fillCounts(pair) {
  const table = byId("twins-counts"), { both, neither, onlyA, onlyB } = twinCounts(pair), [a, b] = pair.map((s) => data.names[s]);
  table.replaceChildren();
  const head = add(add(table, "thead"), "tr"), body = add(table, "tbody");
  for (const text of ["", `burnt out under ${b}`, `not under ${b}`]) add(head, text ? "th" : "td", text, text ? { scope: "col" } : {});
  for (const [name, ...numbers] of [[`burnt out under ${a}`, both, onlyA], [`not under ${a}`, onlyB, neither]]) {
    const row = add(body, "tr");
    add(row, "th", name, { scope: "row" });
    for (const n of numbers) add(row, "td", n.toLocaleString("en"));
  }
}

// What is chosen -------------------------------------------------------------------------------------------------------

function fillPersons() {
  const choice = byId("twins-person"), typical = typicalTwin(peopleParts.pair);
  choice.replaceChildren();
  data.people.twins.people.forEach((_, i) => option(choice, i, `${twinName(i)}: ${outcomeOf(i, peopleParts.pair)}${i === typical ? " (typical)" : ""}`));
  choice.value = peopleParts.person;
}

function showTwin() {
  const { pair, person } = peopleParts, sentence = sentenceOfTwin(person, pair);
  byId("twins-text").textContent = sentence;
  byId("twins-rule").textContent = sentenceOfRule(pair);
  byId("twins-summary").textContent = sentenceOfCounts(pair);
  byId("twins-a").textContent = data.names[pair[0]];
  byId("twins-b").textContent = data.names[pair[1]];
  byId("twins-chart").querySelector(".chart").setAttribute("aria-label", `Exhaustion and cynicism over time. ${sentence}`);
  fillCounts(pair);
}

// Two different ones: the other list gives way.
function choosePolicy(which, s) {
  const { pair } = peopleParts;
  if (pair[1 - which] === s) pair[1 - which] = pair[which];
  pair[which] = s;
  for (const line of [0, 1]) byId(`twins-policy-${"ab"[line]}`).value = pair[line];
  peopleParts.person = typicalTwin(pair) ?? 0;
  fillPersons();
  showTwin();
  redrawPeople();
}

function addTwinKeys(look) {
  for (const line of [0, 1]) {
    const place = byId(`twins-${"ab"[line]}`).parentElement;
    place.querySelector("svg")?.remove();
    place.prepend(keyOf(twinLook(look), line));
  }
}

function showTwins() {
  const { twins } = data.people;
  if (!twins || !twins.people.length) {
    byId("twins").remove();
    if (data.subject === "policy" && data.policies.length > 1) sayMissing(byId("people"), "There was nobody at the beginning, so nobody can be compared with themselves.");
    return;
  }
  peopleParts.pair = extremes(data.people.studies) ?? [0, 1];
  peopleParts.person = typicalTwin(peopleParts.pair) ?? 0;
  for (const which of [0, 1]) {
    const choice = byId(`twins-policy-${"ab"[which]}`);
    data.names.forEach((name, s) => option(choice, s, name));
    choice.value = peopleParts.pair[which];
    choice.addEventListener("change", () => choosePolicy(which, Number(choice.value)));
  }
  byId("twins-person").addEventListener("change", ({ target }) => { peopleParts.person = Number(target.value); showTwin(); redrawPeople(); });
  byId("twins-extent").textContent = `The pictures are of replication ${twins.replication}` +
    (twins.people.length < twins.everybody ? `, and of ${twins.people.length} of the ${twins.everybody} people there at its beginning; ` : "; ") +
    `the counts are of everybody in ${counted(data.people.replications, "replication")}.`;
  fillPersons();
  addChart(byId("twins-chart"), "", (l) => (addTwinKeys(l), twinChart(data.people, peopleParts.pair.map((s) => ({ name: data.names[s], ...twins.courses[peopleParts.person][s] })), data.weeks, l)), "twin");
  showTwin();
}
