"use strict";
(() => {
  const tools = document.querySelector(".tools");
  const entries = [...document.querySelectorAll(".entry")];
  const card = (entry) => document.getElementById(entry.dataset.card);
  const known = new Map();
  const words = (entry) => {
    if (!known.has(entry)) known.set(entry, (entry.textContent + card(entry).textContent).toLowerCase());
    return known.get(entry);
  };

  const filter = () => {
    const wanted = tools.querySelector("[type=search]").value.trim().toLowerCase();
    const shown = new Set([...tools.querySelectorAll("[type=checkbox]:checked")].map((box) => box.value));
    let count = 0;
    for (const entry of entries) {
      const show = shown.has(entry.dataset.severity) && words(entry).includes(wanted);
      entry.hidden = card(entry).hidden = !show;
      count += show;
    }
    for (const group of document.querySelectorAll(".group")) group.hidden = !group.querySelector(".entry:not([hidden])");
    tools.querySelector("output").textContent = `${count} of ${entries.length} shown`;
  };

  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const closed = target && target.closest("details");
    if (closed && !closed.open) {
      closed.open = true;
      target.scrollIntoView();
    }
  };

  const step = (by) => {
    const cards = [...document.querySelectorAll(".card:not([hidden])")];
    const here = document.activeElement.closest(".card") || document.querySelector(".card:target");
    const at = cards.indexOf(here);
    const next = cards[at < 0 ? 0 : Math.min(Math.max(at + by, 0), cards.length - 1)];
    if (!next) return;
    history.replaceState(null, "", `#${next.id}`);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  };

  if (tools) {
    tools.hidden = false;
    tools.addEventListener("input", filter);
    tools.addEventListener("submit", (event) => event.preventDefault());
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
      if (event.key === "j") step(1);
      else if (event.key === "k") step(-1);
      else if (event.key === "/") {
        event.preventDefault();
        tools.querySelector("[type=search]").focus();
      }
    });
  }
  addEventListener("hashchange", open);
  open();
})();
