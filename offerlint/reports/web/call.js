// The path of a call that breaks a rule, lit step by step on the chart and in the list.
const walks = new WeakMap();

const light = (panel) => {
  const { steps, at } = walks.get(panel);
  const passed = new Set(steps.slice(0, at + 1));
  for (const stop of all("[data-step]", panel)) {
    stop.classList.toggle("passed", passed.has(stop.dataset.step));
    stop.classList.toggle("now", stop.dataset.step === steps[at]);
  }
  const ways = new Set(steps.slice(1, at + 1).map((step, before) => `${steps[before]} ${step}`));
  for (const way of all(".way", panel)) way.classList.toggle("passed", ways.has(way.dataset.way));
  const now = one(`.steps [data-step="${steps[at]}"]`, panel);
  const said = one("p", now);
  one("[role=status]", panel).textContent =
    `Step ${at + 1} of ${steps.length}: ${one("b", now).textContent}${at === steps.length - 1 ? ", where the rule is broken" : ""}.` +
    (said ? ` ${said.textContent}` : "");
  one("[data-by='-1']", panel).disabled = at === 0;
  one("[data-by='1']", panel).disabled = at === steps.length - 1;
  const stop = one(`.stop.now`, panel);
  if (stop) stop.scrollIntoView({ block: "nearest", inline: "nearest" });
};

const startWalk = (panel) => {
  const finding = byName.get(one(".walk select", panel).value);
  walks.set(panel, { steps: finding.card.dataset.path.split(" "), at: 0 });
  light(panel);
};

const walkOn = (panel, by) => {
  const walk = walks.get(panel);
  walk.at = Math.min(Math.max(walk.at + by, 0), walk.steps.length - 1);
  light(panel);
};

const walkPathOf = (card) => {
  const panel = one(".call-panel", current);
  openPanel(current, "call");
  one(".walk select", panel).value = card.id;
  startWalk(panel);
  bring(one(".walk", panel), one(".walk select", panel));
};

for (const panel of all(".call-panel")) {
  const walk = one(".walk", panel);
  if (!walk || !one("option", walk)) continue;
  walk.hidden = false;
  one("select", walk).addEventListener("change", () => startWalk(panel));
  for (const each of all("[data-by]", walk)) each.addEventListener("click", () => walkOn(panel, Number(each.dataset.by)));
  startWalk(panel);
}
for (const card of all(".card[data-path]")) {
  const path = one(".path", card);
  if (path) path.after(button("Walk this path", () => walkPathOf(card)));
}
