// Through the findings by keyboard: in a document from card to card and on to the next, in the list from line to line.
const stepThroughList = (by) => {
  const shown = findings.filter((finding) => finding.shown);
  const here = shown.findIndex((finding) => finding.entry.contains(document.activeElement));
  const next = shown[here < 0 ? 0 : Math.min(Math.max(here + by, 0), shown.length - 1)];
  if (next) bring(next.entry, one(".message a", next.entry));
};

const stepThroughCards = (by) => {
  const shown = inOrder.filter((finding) => finding.shown);
  const focused = document.activeElement.closest(".card");
  const at = shown.findIndex((finding) => finding.card === focused || (!focused && finding.name === address.place));
  const first = Math.max(shown.findIndex((finding) => finding.document === current.id), 0);
  const next = shown[at < 0 ? first : Math.min(Math.max(at + by, 0), shown.length - 1)];
  if (next) visit(next.name);
};

const step = (by) => (current.id === "findings" ? stepThroughList(by) : stepThroughCards(by));

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  o: () => visit("overview"),
  "?": () => one("#keys").showModal(),
  "/": () => {
    visit("findings");
    if (filters) one("[type=search]", filters).focus();
  },
  d: () => {
    const finding = byName.get((document.activeElement.closest(".card") || { id: address.place }).id);
    if (finding) openDecision(finding);
  },
  s: () => {
    if (!current.matches(".document") || !one(".source-panel", current)) return;
    const where = one(".card.here a.where", current);
    if (current.dataset.panel === "source") openPanel(current, "copy");
    else if (where) visit(where.hash.slice(1));
    else openPanel(current, "source");
  },
};

const press = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select")) return;
  if (one("dialog[open]") || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
};

// Left and right between tabs, as screen readers expect.
const turn = (event) => {
  const tabs = event.target.closest("[role=tablist]");
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!tabs || !by) return;
  const buttons = all("button", tabs);
  const next = buttons[(buttons.indexOf(event.target) + by + buttons.length) % buttons.length];
  openPanel(current, next.dataset.panel);
  next.focus();
};
