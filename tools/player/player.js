// tools/player/player.js -- steps through a recorded run. Any step is a snapshot taken while the
// page opened, and the steps after it read again: forward and back are the same.
"use strict";
const $ = (id) => document.getElementById(id);
const about = JSON.parse($("about").textContent);
const shared = new Set(about.shared);

// --- the bytes: see encode() in page.cpp -------------------------------------------------------

const kinds = ["start", "fork", "transfer", "unwind", "finish", "gone"];
const endings = ["returned", "thrown", "dropped"];
const changes = ["spawn", "ready", "take", "wait", "give", "over"];
const reasons = ["created", "yielded", "woken", "timed out", "preempted"];

async function unpacked() {
  const packed = Uint8Array.from(atob($("steps").textContent), (c) => c.charCodeAt(0));
  if (about.packing === "plain") return packed;
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream(about.packing));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

class State { // after a step: who is there, who runs, and where the next step is written
  constructor(bytes) {
    this.bytes = bytes;
    this.at = this.step = this.last = 0;
    this.line = 1;
    this.running = new Map([[1, 0]]); // by line of control: each thread has one
    this.there = new Map([[0, { id: 0, name: "main", use: 0, site: 0, seen: 0 }]]);
    this.ready = new Map(); // in the order they became so
    this.done = null; // what the last step did
  }
  copy() {
    const twin = Object.assign(new State(this.bytes), this);
    twin.there = new Map();
    for (const [id, c] of this.there) twin.there.set(id, { ...c });
    twin.ready = new Map(this.ready);
    twin.running = new Map(this.running);
    return twin;
  }
  number() {
    let n = 0, scale = 1;
    for (;; scale *= 128) {
      const b = this.bytes[this.at++];
      n += (b & 127) * scale;
      if (b < 128) return n;
    }
  }
  difference() {
    const n = this.number();
    return n % 2 ? -(n + 1) / 2 : n / 2;
  }
  value() {
    switch (this.bytes[this.at++]) {
      case 1: return String((this.last += this.difference()));
      case 2: {
        const c = this.number();
        return c >= 32 && c < 127 ? `'${String.fromCharCode(c)}'` : `'\\${c}'`;
      }
      case 3: return this.number() ? "true" : "false";
      case 4: return `"${about.texts[this.number()]}"`;
      default: return "&" + this.number();
    }
  }
  one(id) {
    if (!this.there.has(id)) this.there.set(id, { id, name: "#" + id, use: 0, site: 0, seen: 0 });
    return this.there.get(id);
  }
  runs(c) {
    for (const id of this.running.values()) if (id === c.id) return this.there.has(id);
    return false;
  }
  turnTo(line, who) {
    if (!this.running.has(line)) this.one(who).name = "thread " + line;
    this.running.set((this.line = line), who);
  }
  next() {
    const head = this.bytes[this.at++];
    if (head & 128) this.turnTo(this.number(), this.number());
    const who = this.one(this.running.get(this.line));
    const d = { what: kinds[head & 7], how: endings[(head >> 3) & 3], who };
    const whom = this.number();
    d.site = this.number();
    d.whom = this.one(whom);
    this.step++;
    if (d.what === "start" || d.what === "fork") {
      const text = this.number();
      d.whom.name = !text ? "#" + whom : about.texts[text] + (shared.has(text) ? " #" + whom : "");
      d.whom.fresh = d.what === "start";
      d.whom.site = d.site;
    } else if (d.what === "transfer" || d.what === "unwind") {
      d.who.use += this.difference();
      d.who.site = d.site;
    }
    if (head & 32) d.value = this.value();
    d.changes = [];
    for (let n = head & 64 ? this.number() : 0; n > 0; n--) d.changes.push(this.change());
    this.go(d);
    this.done = d;
  }
  change() {
    const c = { what: changes[this.bytes[this.at++]], who: this.one(this.number()) };
    if (c.what === "spawn") c.who.thread = true;
    if (c.what !== "give" && c.what !== "spawn") c.who.waits = undefined, this.ready.delete(c.who.id);
    if (c.what === "ready") this.ready.set(c.who.id, (c.why = reasons[this.number()]));
    if (c.what === "wait") c.who.waits = c.for = about.texts[this.number()];
    if (c.what === "give") c.value = this.value();
    return c;
  }
  go(d) {
    d.who.seen = d.whom.seen = this.step;
    if (d.what === "finish") this.there.delete(d.who.id);
    if (d.what === "gone") this.there.delete(d.whom.id);
    if (d.what === "gone" && d.who === d.whom) this.running.delete(this.line); // its thread ends
    if (d.what !== "transfer" && d.what !== "unwind" && d.what !== "finish") return;
    d.resumed = d.whom.fresh ? 0 : d.whom.site; // where it had waited
    d.whom.fresh = false;
    this.running.set(this.line, d.whom.id);
  }
}

const snapshots = []; // closer to each other than eight times those that are there
function readThrough(bytes) {
  const state = new State(bytes);
  for (let wanted = 0; state.step < about.steps; state.next()) {
    if (state.step < wanted) continue;
    snapshots.push(state.copy());
    wanted = state.step + Math.max(1024, 8 * state.there.size);
  }
  if (!snapshots.length) snapshots.push(state);
}
function stateAt(step) {
  let low = 0, high = snapshots.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (snapshots[middle].step <= step) low = middle;
    else high = middle - 1;
  }
  const state = snapshots[low].copy();
  while (state.step < step) state.next();
  return state;
}

// --- in words ----------------------------------------------------------------------------------

const place = (site) => {
  const [file, line] = about.sites[site] ?? [0, 0];
  return line ? { file, line, text: `${about.files[file].name.replace(/.*\//, "")}:${line}` } : null;
};
function sentence(d) {
  if (!d) return "The run begins: main is alone, and runs.";
  const who = d.who.name, whom = d.whom.name;
  const with_ = d.value ? `, bringing ${d.value}` : "";
  switch (d.what) {
    case "start": return `${who} makes ${whom}, of which nothing has run yet.`;
    case "fork": return `${who} makes a twin: ${whom}.`;
    case "gone":
      if (d.who === d.whom) return `${who} ends.`;
      return `${who} lets go of ${whom}; nothing of it runs.`;
    case "unwind": return `${who} drops ${whom}, which goes on only to unwind.`;
    case "finish":
      if (d.how === "thrown") return `${who} ends by an exception, which ${whom} gets.`;
      return `${who} ${d.how === "dropped" ? "has unwound" : "ends"}; ${whom} goes on${with_}.`;
  }
  return `${who} waits, and ${whom} ${d.resumed ? "goes on" : "begins"}${with_}.`;
}
function told(c) {
  switch (c.what) {
    case "ready": return `${c.who.name} is ready (${c.why}).`;
    case "wait": return `${c.who.name} waits: ${c.for}.`;
    case "give": return `${c.who.name} gets ${c.value}.`;
    case "over": return `${c.who.name} is over.`;
  }
  return "";
}

// --- on the screen -----------------------------------------------------------------------------

const most_stacks = 24, most_named = 40;
const reduced = matchMedia("(prefers-reduced-motion: reduce)");

function node(tag, text, name) {
  const n = document.createElement(tag);
  if (text !== undefined) n.textContent = text;
  if (name) n.className = name;
  return n;
}
function shown(state) { // who ended just now is shown once more
  const all = [...state.there.values()];
  const d = state.done;
  if (d && d.what === "finish") all.push(d.who);
  if (d && d.what === "gone") all.push(d.whom);
  all.sort((a, b) => state.runs(b) - state.runs(a) || b.seen - a.seen);
  const some = all.slice(0, most_stacks);
  if (!some.some((c) => c.id === 0)) some[some.length - 1] = state.one(0);
  $("more").textContent = all.length > some.length
    ? `… and ${(all.length - some.length).toLocaleString("en")} more that have not run lately.` : "";
  return some.sort((a, b) => a.id - b.id);
}
function stateOf(c, state) {
  if (!state.there.has(c.id)) return "has ended";
  if (state.runs(c)) return "runs";
  if (c.waits) return "waits: " + c.waits;
  if (state.ready.has(c.id)) return c.fresh ? "ready, not begun" : `ready (${state.ready.get(c.id)})`;
  if (c.fresh) return "not begun";
  return place(c.site) ? "suspended, line " + place(c.site).line : "suspended";
}
function drawStacks(state) {
  const some = shown(state);
  const most = Math.max(1, ...some.map((c) => c.use));
  $("stacks").classList.toggle("many", some.length > 10);
  $("stacks").replaceChildren(...some.map((c) => {
    const li = node("li");
    li.dataset.id = c.id;
    const runs = state.runs(c);
    li.className = runs ? "running" : state.there.has(c.id) ? "suspended" : "ended";
    if (runs) li.setAttribute("aria-current", "true");
    const pit = node("div", undefined, "pit"), fill = node("i");
    fill.style.height = c.fresh ? "0" : `${20 + (60 * c.use) / most}%`;
    pit.append(fill, node("span", c.use && !runs && !c.fresh ? `${c.use.toLocaleString("en")} B` : ""));
    li.append(node("b", c.name), pit, node("div", stateOf(c, state), "state"),
      node("div", runs ? "● processor" : "○ unlinked", "link"));
    return li;
  }));
}
function drawArrow(d, moves) {
  const ends = d && d.who !== d.whom &&
    [d.who, d.whom].map((c) => $("stacks").querySelector(`[data-id="${c.id}"]`));
  const brought = $("brought");
  if (!ends || !ends[0] || !ends[1]) {
    $("way").setAttribute("d", "");
    brought.textContent = "";
    return;
  }
  const stage = $("stage").getBoundingClientRect();
  const [a, b] = ends.map((e) => {
    const r = e.getBoundingClientRect();
    return { x: r.x - stage.x + r.width / 2, left: r.left - stage.x, right: r.right - stage.x,
      top: r.top - stage.y, foot: r.bottom - stage.y };
  });
  const { rowGap, columnGap } = getComputedStyle($("stacks"));
  const way = wayBetween(a, b, { row: parseFloat(rowGap), column: parseFloat(columnGap),
    first: $("stacks").offsetTop + 1, width: stage.width });
  $("way").setAttribute("d", way);
  $("way").setAttribute("stroke-dasharray", d.what === "transfer" || d.what === "finish" ? "" : "5 6");
  brought.textContent = d.value ?? "";
  brought.style.offsetPath = `path("${way}")`;
  brought.style.offsetDistance = "50%";
  if (moves && !reduced.matches && brought.animate) {
    brought.animate([{ offsetDistance: "0%" }, { offsetDistance: "50%" }], 350);
  }
}
function pills(id, names) {
  const some = names.slice(0, most_named).map((n) => node("span", n));
  if (names.length > most_named) some.push(node("em", `and ${names.length - most_named} more`));
  $(id).replaceChildren(...(some.length ? some : ["nobody"]));
}
function drawThreads(state) {
  const all = [...state.there.values()].filter((c) => c.thread);
  if (all.length) $("threads").hidden = false;
  pills("runs", all.filter((c) => state.runs(c)).map((c) => c.name));
  pills("ready", [...state.ready.keys()].map((id) => state.one(id).name));
  pills("waits", all.filter((c) => c.waits).map((c) => `${c.name}: ${c.waits}`));
}
let file = -1;
function drawSource(d) {
  const left = d && place(d.site), goes = d && d.resumed ? place(d.resumed) : null;
  const at = left ?? goes;
  if (!at && file < 0 && !about.files.length) {
    $("file").textContent = "no line of the source is known";
    return;
  }
  const wanted = at ? at.file : Math.max(file, 0);
  if (wanted !== file) {
    file = wanted;
    $("file").textContent = about.files[file].name;
    $("source").replaceChildren(...about.files[file].text.replace(/\n$/, "").split("\n").map((t, i) => {
      const line = node("code", t || " ");
      line.dataset.line = i + 1;
      return line;
    }));
  }
  const pre = $("source");
  for (const line of pre.querySelectorAll(".left, .goes")) line.className = "";
  for (const [p, name] of [[goes, "goes"], [left, "left"]]) {
    const line = p && p.file === file && pre.children[p.line - 1];
    if (!line) continue;
    line.classList.add(name);
    if (p === at) pre.scrollTop = line.offsetTop - pre.clientHeight / 2;
  }
}

function inWords(step, d) {
  const where = d && place(d.site);
  const changed = d ? d.changes.map(told).filter(Boolean) : [];
  if (d && d.what === "start") changed.unshift(sentence(d));
  else changed.push(sentence(d));
  return [`${step}.`, ...changed, where ? `(${where.text})` : ""].join(" ");
}

let now = -1, state = null;
let note = 0; // browsers bear the address being changed now and then, not at each step
function show(step, how = {}) {
  step = Math.min(Math.max(Math.trunc(step) || 0, 0), about.steps);
  if (step === now && !how.again) return;
  const moves = step === now + 1;
  if (moves && state) state.next();
  else state = stateAt(step);
  now = step;
  const d = state.done;
  $("said").textContent = inWords(step, d);
  drawStacks(state);
  drawArrow(d, moves);
  drawThreads(state);
  drawSource(d);
  $("number").value = $("slider").value = step;
  $("first").disabled = $("back").disabled = step === 0;
  $("last").disabled = $("next").disabled = step === about.steps;
  clearTimeout(note);
  note = setTimeout(() => history.replaceState(null, "", `#step=${now}`), 200);
}

// On paper one cannot step: so the steps are listed there, those around this one.
const most_listed = 500;
function listSteps() {
  const from = Math.max(0, Math.min(now - most_listed / 2, about.steps - most_listed));
  const listed = stateAt(Math.trunc(from)), lines = [];
  while (listed.step < about.steps && lines.length < most_listed) {
    listed.next();
    const line = node("p", inWords(listed.step, listed.done));
    if (listed.step === now) line.className = "now";
    lines.push(line);
  }
  $("listed").replaceChildren(...lines);
}
function onPaper() {
  drawArrow(state.done, false);
  listSteps();
}

// --- the controls ------------------------------------------------------------------------------

let timer = 0;
function play(on) {
  clearTimeout(timer);
  timer = 0;
  $("play").textContent = on ? "pause" : "play";
  $("said").setAttribute("aria-live", on ? "off" : "polite");
  if (!on) return;
  timer = setTimeout(() => {
    show(now + 1);
    play(now < about.steps);
  }, Number($("pace").value));
}
function to(step) {
  play(false);
  show(step);
}
const acts = {
  first: () => to(0),
  back: () => to(now - 1),
  next: () => to(now + 1),
  last: () => to(about.steps),
  play: () => play(!timer),
};
const keys = { ArrowLeft: acts.back, ArrowRight: acts.next, Home: acts.first, End: acts.last,
  " ": acts.play, PageUp: () => to(now - 10), PageDown: () => to(now + 10) };

function listen() {
  for (const id in acts) $(id).addEventListener("click", acts[id]);
  $("slider").addEventListener("input", (e) => to(Number(e.target.value)));
  $("number").addEventListener("change", (e) => to(Number(e.target.value)));
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey || !keys[e.key]) return;
    if (/INPUT|SELECT/.test(e.target.tagName) || (e.key === " " && e.target.tagName === "BUTTON")) return;
    e.preventDefault();
    keys[e.key]();
  });
  // (What it has meanwhile noted itself could be the address by now.)
  addEventListener("hashchange", (e) => to(asked(e.newURL)));
  addEventListener("resize", () => drawArrow(state.done, false));
  addEventListener("beforeprint", onPaper);
}
const asked = (address) => Number(/#step=(\d+)/.exec(address)?.[1] ?? 0);

async function begin() {
  $("title").textContent = about.title;
  $("count").textContent = about.steps.toLocaleString("en");
  $("number").max = $("slider").max = about.steps;
  if (about.full) $("notes").textContent = "The run went on, but there was no room to record more.";
  readThrough(await unpacked());
  listen();
  show(asked(location.href));
  document.body.dataset.open = Math.round(performance.now());
}
const opened = begin();
