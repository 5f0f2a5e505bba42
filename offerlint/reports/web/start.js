// What the page holds: its views, and every finding with its entry in the list and its card in a document.
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

const views = all(".view");
const paths = new Map(all(".contents [data-d]").map((row) => [row.dataset.d, JSON.parse(row.dataset.path)]));

const findings = all(".entry").map((entry) => {
  const { card, s, r, t, d, a, p, path } = entry.dataset;
  return {
    entry,
    name: card,
    tone: s,
    rule: r,
    ruleset: r.split("/")[0],
    topic: t,
    document: d,
    authorities: a.split("|"),
    fingerprint: p,
    path: path ? JSON.parse(path) : paths.get(d),
    since: "new" in entry.dataset ? "new" : "standing",
    shown: true,
    words: "",
  };
});
const byName = new Map(findings.map((finding) => [finding.name, finding]));

// The findings in the order of the documents, in which one reads them.
const inOrder = all(".card").map((card) => {
  const finding = byName.get(card.id);
  finding.card = card;
  return finding;
});

const excerptOf = (finding) => (one(".excerpt", finding.entry) || { textContent: "" }).textContent;
