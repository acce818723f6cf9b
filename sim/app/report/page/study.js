// Answers in parts: a heading, a text and a table each. Of a sweep, of plausible worlds and of a sensitivity analysis they
// are all there is; of a comparison, what is unsure of it.
"use strict";

// Numbers stand flush right, texts to be read flush left.
function addPartTable(parent, lines, prose) {
  const table = add(add(parent, "div", undefined, { class: "wide" }), "table", undefined, prose ? { class: "prose" } : {});
  const head = add(add(table, "thead"), "tr"), body = add(table, "tbody");
  for (const name of lines[0]) add(head, "th", name, { scope: "col" });
  for (const [first, ...cells] of lines.slice(1)) {
    const row = add(body, "tr");
    add(row, "th", first, { scope: "row" });
    for (const text of cells) add(row, "td", text);
  }
}

function addPart(parent, { title, text, lines, prose }) {
  const figure = add(parent, "figure", undefined, { class: "part" });
  if (title) add(figure, "h3", title[0].toUpperCase() + title.slice(1));
  if (text) add(figure, "p", text, { class: "lines" });
  if (lines.length > 1) addPartTable(figure, lines, prose);
}

function addStudy() {
  const parent = byId("study");
  if (!data.parts) return parent.remove();
  for (const section of document.querySelectorAll("section.experiment")) section.remove();
  const [introduction, ...findings] = data.parts;
  addPart(parent, introduction);
  if (data.curves) addSweepCurves(add(parent, "figure", undefined, { id: "curves" }));
  for (const part of findings) addPart(parent, part);
  if (!data.assumptions) byId("assumed").remove();
  if (!data.document) byId("reproduced").remove();
}

function addSweepCurves(figure) {
  const title = `${words(data.curves.measure)} by ${data.curves.parameter}`;
  add(figure, "h3", title[0].toUpperCase() + title.slice(1));
  add(figure, "figcaption", "Line: mean over replications; shade: its 95 % interval.");
  addChart(figure, title, (l, s) => sweepChart(data, l, s));
}
