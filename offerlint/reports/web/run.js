// The page comes to life: without this script it is one long text that reads the same.
document.documentElement.classList.add("ready");
one(".desk").hidden = false;
one("#help").addEventListener("click", () => one("#keys").showModal());
one("#save").addEventListener("click", save);
if (filters) {
  filters.hidden = false;
  filters.addEventListener("input", readFilters);
  filters.addEventListener("submit", (event) => event.preventDefault());
  one(".told button", filters).addEventListener("click", clear);
}
for (const view of all(".view.document")) {
  const form = one(".choices", view);
  if (form) form.addEventListener("change", () => readChoices(view));
}
document.addEventListener("click", (event) => {
  const tab = event.target.closest("[role=tab]");
  if (tab) openPanel(current, tab.dataset.panel);
  const card = event.target.closest(".card:not(.here)");
  if (card && !event.target.closest("a, button, summary, input, label")) visit(card.id);
  const link = event.target.closest("a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.dataset.narrow) narrow(link.dataset.narrow);
  if (link.hash === location.hash.split("?")[0]) {
    event.preventDefault();
    visit(link.hash.slice(1));
  }
});
document.addEventListener("keydown", press);
document.addEventListener("keydown", turn);
addEventListener("hashchange", () => follow());
addEventListener("beforeunload", (event) => {
  if (!isStored && !isSaved) event.preventDefault();
});
restore();
for (const finding of findings) if (decisions.has(finding.name)) dress(finding);
filter();
follow(true);
tally();
