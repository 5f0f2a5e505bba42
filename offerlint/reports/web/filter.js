// Which findings are shown: chosen in the form, kept in the address, applied to the list and the open document.
const filters = one(".filters");
const NARROWED = ["q", "severity", "ruleset", "topic", "authority", "document", "since", "decision"];

const wordsOf = (finding) => {
  if (!finding.words) finding.words = `${finding.entry.textContent} ${finding.rule} ${finding.authorities}`.toLowerCase();
  return finding.words;
};

const isWanted = (finding, wanted) =>
  (!wanted.tones || wanted.tones.has(finding.tone)) &&
  (!wanted.ruleset || finding.ruleset === wanted.ruleset) &&
  (!wanted.topic || finding.topic === wanted.topic) &&
  (!wanted.authority || finding.authorities.includes(wanted.authority)) &&
  (!wanted.document || finding.document === wanted.document) &&
  (!wanted.since || (finding.since === wanted.since && finding.tone !== "allowed")) &&
  (!wanted.decision || (decisionOf(finding) || { decision: "none" }).decision === wanted.decision) &&
  (!wanted.q || wordsOf(finding).includes(wanted.q));

const filter = () => {
  const wanted = Object.fromEntries(NARROWED.map((name) => [name, address.chosen.get(name)]));
  if (wanted.severity !== null) wanted.tones = new Set(wanted.severity.split("."));
  if (wanted.q) wanted.q = wanted.q.trim().toLowerCase();
  let count = 0;
  for (const finding of findings) {
    finding.shown = isWanted(finding, wanted);
    if (finding.entry.hidden === finding.shown) finding.entry.hidden = !finding.shown;
    count += finding.shown;
  }
  for (const group of all(".group")) group.hidden = !one(".entry:not([hidden])", group);
  if (filters) {
    one("output", filters).textContent = `${count.toLocaleString("en-GB")} of ${findings.length.toLocaleString("en-GB")} shown`;
    one(".told button", filters).hidden = count === findings.length;
  }
  if (current && current.matches(".document")) prepareCards(current);
};

// Cards and marks of the open document; the others follow when they are opened.
const prepareCards = (view) => {
  const own = findings.filter((finding) => finding.document === view.id);
  const hidden = new Set();
  for (const finding of own) {
    finding.card.classList.toggle("left-out", !finding.shown);
    if (!finding.shown) hidden.add(finding.name.slice(2));
    dress(finding);
  }
  for (const badge of all("a.badge", view)) badge.classList.toggle("left-out", hidden.has(badge.hash.slice(3)));
  for (const mark of all("mark", view)) {
    mark.classList.toggle("faded", hidden.size > 0 && mark.dataset.f.split(" ").every((name) => hidden.has(name)));
  }
  const notice = one(".notice");
  notice.hidden = hidden.size === 0;
  notice.textContent = hidden.size ? `The filter leaves out ${hidden.size} of the ${own.length} findings here. ` : "";
  if (hidden.size) notice.append(button("Show all", clear));
};

const button = (words, does) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.textContent = words;
  made.addEventListener("click", does);
  return made;
};

const readFilters = () => {
  const boxes = all("[name=severity]", filters);
  const ticked = boxes.filter((box) => box.checked).map((box) => box.value);
  if (ticked.length === boxes.length) address.chosen.delete("severity");
  else address.chosen.set("severity", ticked.join("."));
  for (const field of all("select, [type=search]", filters)) {
    if (field.value) address.chosen.set(field.name, field.value);
    else address.chosen.delete(field.name);
  }
  write();
  filter();
};

const writeFilters = () => {
  if (!filters) return;
  const severity = address.chosen.get("severity");
  for (const box of all("[name=severity]", filters)) box.checked = severity === null || severity.split(".").includes(box.value);
  for (const field of all("select, [type=search]", filters)) field.value = address.chosen.get(field.name) || "";
};

const narrow = (query) => {
  for (const name of NARROWED) address.chosen.delete(name);
  for (const [name, value] of new URLSearchParams(query)) address.chosen.set(name, value);
  writeFilters();
  write();
  filter();
};

const clear = () => narrow("");
