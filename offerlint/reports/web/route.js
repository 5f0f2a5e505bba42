// Which view is shown. The address says it: #place?what=is+chosen, the place being the name of an element.
const address = { place: "overview", chosen: new URLSearchParams() };
let current = null;

const read = () => {
  const [place, query] = location.hash.slice(1).split(/\?(.*)/s);
  let name = place;
  try {
    name = decodeURIComponent(place);
  } catch {
    // a name that is not encoded
  }
  return { place: name, query };
};

const write = () => {
  const query = address.chosen.toString();
  history.replaceState(null, "", `#${encodeURIComponent(address.place)}${query ? `?${query}` : ""}`);
};

const choose = (name, value) => {
  if (value) address.chosen.set(name, value);
  else address.chosen.delete(name);
  write();
};

const show = (view) => {
  if (view === current) return false;
  for (const other of views) other.classList.toggle("current", other === view);
  for (const link of all(".top nav a")) {
    const at = view.matches(".document") ? "documents" : view.id;
    if (link.hash === `#${at}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  current = view;
  if (view.matches(".document")) enter(view);
  return true;
};

const enter = (view) => {
  prepareTabs(view);
  prepareCards(view);
  applyChoices(view);
};

const prepareTabs = (view) => {
  const tabs = one(".tabs", view);
  if (!tabs || !tabs.hidden) return;
  tabs.hidden = false;
  tabs.setAttribute("role", "tablist");
  for (const button of all("button", tabs)) {
    const panel = one(`.${button.dataset.panel}-panel`, view);
    button.id = `${panel.id}-tab`;
    button.setAttribute("role", "tab");
    button.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", button.id);
  }
  if (one(".source-panel", view)) one(".source-panel details", view).open = true;
  openPanel(view, "copy");
};

const openPanel = (view, name) => {
  for (const button of all(".tabs button", view)) {
    const chosen = button.dataset.panel === name;
    button.setAttribute("aria-selected", chosen);
    button.tabIndex = chosen ? 0 : -1;
    one(`.${button.dataset.panel}-panel`, view).hidden = !chosen;
  }
  view.dataset.panel = name;
};

const point = (target) => {
  for (const other of all(".here, .lit")) other.classList.remove("here", "lit");
  target.classList.add("here");
  if (target.matches(".card")) for (const mark of all(`mark[data-f~="${target.id.slice(2)}"]`, current)) mark.classList.add("lit");
};

const bring = (target, focus) => {
  const closed = target.closest("details:not([open])");
  if (closed) closed.open = true;
  if (focus) focus.focus({ preventScroll: true });
  target.scrollIntoView({ block: target.matches(".card, .line, .entry") ? "center" : "start" });
};

const visit = (place, first = false) => {
  const target = document.getElementById(place) || one("#overview");
  const view = target.closest(".view") || one("#overview");
  address.place = place && target.id === place ? place : "overview";
  const changed = show(view);
  const finding = byName.get(target.id);
  if (finding) {
    openPanel(view, "copy");
    letStand(view, finding);
    point(target);
    bring(target, target);
  } else if (target.matches(".line")) {
    openPanel(view, "source");
    point(target);
    bring(target);
  } else if (target === view) {
    if (!first) bring(view, one("h2", view));
    if (changed) scrollTo(0, 0);
  } else {
    bring(target);
  }
  write();
};

const follow = (first = false) => {
  const { place, query } = read();
  if (query !== undefined) {
    address.chosen = new URLSearchParams(query);
    writeFilters();
    filter();
    if (current && current.matches(".document")) applyChoices(current);
  }
  visit(place, first === true);
};
