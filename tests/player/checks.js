// tests/player/checks.js -- steps through a page of ./kont trace as a reader would, in a browser,
// and tells what is not as it should be. browser.sh puts it into the page.
"use strict";
const wrong = [];
const holds = (is, what) => is || wrong.push(what);
const same = (found, expected, what) =>
  holds(found === expected, `${what}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
const press = (key) => document.dispatchEvent(new KeyboardEvent("keydown", { key }));
const lit = () => [...document.querySelectorAll("#stacks .running b")].map((b) => b.textContent);
const seen = () => $("said").textContent + "|" + lit() + "|" + $("stacks").textContent +
  "|" + $("ready").textContent + "|" + $("waits").textContent + "|" + $("brought").textContent;

// Who runs at some steps, what is said, and what else is seen.
const expected = {
  "02_generator": { 2: ["fibonacci"], 3: ["main", "bringing 0"], 9: ["main", "bringing 2"] },
  "03_symmetric_coroutines": {
    0: ["main", "The run begins"], 3: ["main", "makes printer"], 4: ["reader", "begins"],
    5: ["squeezer", "bringing 'x'"], 6: ["printer", "cpp:31"], 12: ["printer", "bringing '^'"],
    73: ["main", "reader ends"], 74: ["printer", "to unwind"], 77: ["main", "has unwound"],
  },
  "05_microthreads": { 4: ["red #1", "red"], 5: ["green #2", "red #1 is ready (yielded)"] },
  "06_channel": { 3: ["printer"], 4: ["2, 3, 4, ..."] },
  "10_who_is_stuck": {
    5: ["Plato"], 6: ["Kant", "Plato waits: receive"], 7: ["Diogenes", "Kant waits: receive"],
    8: ["host", "Diogenes is over"], 11: ["waiter"], 12: ["Plato", "bringing 1"],
  },
  "04_a_real_stack": {
    1: ["main", "makes entry"], 2: ["entry", "begins"], 3: ["main"], 4: ["entry"], 7: ["main"],
  },
  "08_delimit": {
    2: ["n #1"], 3: ["main"], 5: ["n #2"], 6: ["n #1"], 7: ["n #2", "ends"], 8: ["main", "ends"],
    22: ["n #5", "to unwind"],
  },
  "stackless": {
    2: ["outer"], 3: ["main", "bringing 100"], 6: ["inner"], 7: ["main", "bringing 0"],
    11: ["outer", "inner ends"], 22: ["main"], 27: ["main", "makes a twin"], 33: ["stays"],
  },
  "on_threads": {
    [about.steps - 1]: ["main,thread 2"], [about.steps]: ["main", "thread 2 ends"],
  },
  "10_many": { 5: ["#1"], 6: ["main"], 7: ["#2"], 22: ["main", "#4 ends"], 23: ["#1"] },
};

const soon = (ms) => new Promise((go) => setTimeout(go, ms));
async function goes(hash) {
  if (location.hash === hash) return;
  const gone = new Promise((go) => addEventListener("hashchange", go, { once: true }));
  location.hash = hash;
  await gone;
}
async function named() {
  for (const [step, [who, said]] of Object.entries(expected[about.title] ?? {})) {
    await goes(`#step=${step}`);
    same(lit().join(), who, `step ${step}, the stack that is lit`);
    holds(!said || $("said").textContent.includes(said),
      `step ${step} is said to be "${$("said").textContent}", without "${said}"`);
  }
}
function throughABox() { // does the arrow go through one, instead of past it?
  const way = $("way"), long = way.getAttribute("d") ? way.getTotalLength() : 0;
  const { x, y } = $("stage").getBoundingClientRect();
  const boxes = [...$("stacks").children].map((li) => li.getBoundingClientRect());
  const inside = (u, v) =>
    boxes.some((b) => u > b.left && u < b.right && v > b.top && v < b.bottom);
  for (let i = 0; i <= 60 && long; i++) {
    const p = way.getPointAtLength((long * i) / 60);
    if (inside(p.x + x, p.y + y)) return true;
  }
  return false;
}
const threads = about.title === "on_threads" ? 2 : 1;
function forwardAndBack(most) {
  press("Home");
  const way = [seen()];
  for (let i = 1; i <= most; i++) {
    press("ArrowRight");
    way.push(seen());
    if (throughABox()) return wrong.push(`step ${i}: the arrow goes through a box`);
    const running = lit().length;
    if (running < 1 || running > threads) return wrong.push(`step ${i}: ${running} stacks are lit`);
  }
  for (let i = most - 1; i >= 0; i--) {
    press("ArrowLeft");
    if (seen() !== way[i]) return same(seen(), way[i], `step ${i}, when one goes back`);
  }
  holds($("back").disabled && !$("next").disabled, "at the beginning, one can go on and not back");
}
async function jumps() {
  press("End");
  same($("number").value, String(about.steps), "End leads to step");
  holds($("next").disabled, "at the end, one can go on");
  const there = seen();
  $("back").click();
  $("next").click();
  same(seen(), there, "back and on by the buttons");
  $("number").value = 2;
  $("number").dispatchEvent(new Event("change"));
  same($("slider").value, "2", "after a jump, the slider stands at");
  $("slider").value = 1;
  $("slider").dispatchEvent(new Event("input"));
  await soon(300);
  same(location.hash, "#step=1", "the address after a slide");
  const gone = goes("#step=2");
  history.replaceState(null, "", "#step=1"); // as the page would note, when it is slow
  await gone;
  same($("number").value, "2", "an address the page wrote over leads to step");
  to(-5);
  same($("number").value, "0", "before the beginning is");
}
function onPaperToo() { // where one cannot step, the steps are listed, and this one told from others
  const step = Math.ceil(about.steps / 2);
  to(step);
  same(getComputedStyle($("all")).display, "none", "the list for paper is, on the screen");
  dispatchEvent(new Event("beforeprint"));
  const lines = [...$("listed").children].map((p) => p.textContent);
  same(lines.length, Math.min(about.steps, most_listed), "steps listed for paper");
  const here = $("listed").querySelector(".now");
  same(here && here.textContent, $("said").textContent, "the step listed as this one");
}
function everyWhere() { // places all over the run, each reached from far away and from near
  for (const part of [0.9, 0.1, 0.5, 0.3, 0.7]) {
    const step = Math.round(about.steps * part);
    to(step);
    const far = seen();
    to(step - 1);
    to(step + 1);
    to(step);
    same(seen(), far, `step ${step}, from near`);
  }
}
async function plays() {
  $("pace").value = "60";
  to(0);
  press(" ");
  same($("play").textContent, "pause", "while it plays, the button says");
  while (now < 2) await soon(20);
  press(" ");
  same($("play").textContent, "play", "when it has been stopped, the button says");
}
function fits(width) {
  same(innerWidth, width, "the width");
  holds(document.documentElement.scrollWidth <= innerWidth, "the page is wider than the window");
  for (const e of document.querySelectorAll("button, select, input, #stacks li, pre")) {
    const r = e.getBoundingClientRect();
    holds(r.left >= 0 && r.right <= innerWidth, `${e.id || e.textContent} reaches out of the window`);
    if (e.tagName === "BUTTON") holds(r.width >= 40 && r.height >= 40, `${e.id} is too small`);
  }
}
async function check(width) {
  await opened;
  await named();
  forwardAndBack(Math.min(about.steps, 100));
  await jumps();
  everyWhere();
  onPaperToo();
  await plays();
  to(3);
  fits(width);
}
// The page is in a frame, which can be as narrow as a telephone; a window cannot.
const verdict = (text) => parent.postMessage(text, "*");
