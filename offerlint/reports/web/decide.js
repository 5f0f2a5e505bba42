// What a reviewer decides about each finding, kept in this browser under the name of the report.
const KEPT = `offerlint:${document.documentElement.dataset.report}`;
const NAMED = "offerlint:by";
const SAID = { fix: "To fix", accept: "Accepted", "not-a-fault": "Not a fault" };
const decisions = new Map();
let isStored = true;
let isSaved = true;

const today = () => {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
};

const store = (key, value) => {
  try {
    localStorage.setItem(key, value);
  } catch {
    isStored = false;
  }
};

const stored = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    isStored = false;
    return null;
  }
};

const restore = () => {
  let kept = [];
  try {
    kept = JSON.parse(stored(KEPT) || "[]");
  } catch {
    // what stands there is not ours
  }
  for (const [name, decision] of kept) if (byName.has(name)) decisions.set(name, decision);
};

const decisionOf = (finding) => decisions.get(finding.name);

const inFull = ({ decision, reason, until, by }) => `${SAID[decision]}${until ? ` until ${until}` : ""}: ${reason} (${by})`;

const decide = (finding, decision) => {
  if (decision) decisions.set(finding.name, decision);
  else decisions.delete(finding.name);
  isSaved = false;
  store(KEPT, JSON.stringify([...decisions]));
  dress(finding);
  tally();
  if (address.chosen.get("decision")) filter();
};

const tally = () => {
  const open = findings.filter((finding) => finding.tone !== "allowed").length;
  const made = decisions.size ? `${decisions.size} of ${open} decided` : "";
  one(".desk .tally").textContent = made + (decisions.size && !isStored ? "; this browser does not keep them, so save before you close" : "");
  one("#save").disabled = decisions.size === 0;
};

// The entry and the card of a finding say what was decided, and offer to decide.
const dress = (finding) => {
  const decision = decisionOf(finding);
  const told = one(".decided", finding.entry);
  told.textContent = decision ? inFull(decision) : "";
  if (!finding.card || finding.tone === "allowed") return;
  finding.card.classList.toggle("is-decided", Boolean(decision));
  let place = one(".decision", finding.card);
  if (!place) {
    place = document.createElement("div");
    place.className = "decision";
    const decide = button("Decide", () => openDecision(finding));
    decide.className = "";
    place.append(document.createElement("p"), decide);
    finding.card.append(place);
  }
  one("p", place).textContent = decision ? inFull(decision) : "";
  one(":scope > button", place).textContent = decision ? "Change" : "Decide";
};

const openDecision = (finding) => {
  if (finding.tone === "allowed" || one("form", finding.card)) return;
  if (!finding.card.matches(".here")) visit(finding.name);
  dress(finding);
  const before = decisionOf(finding);
  const form = one("#decide").content.cloneNode(true).firstElementChild;
  const { decision, reason, until, by } = form.elements;
  decision.value = before ? before.decision : "";
  reason.value = before ? before.reason : "";
  until.value = before ? before.until : "";
  by.value = before ? before.by : stored(NAMED) || "";
  const ask = () => {
    one(".until span", form).hidden = decision.value === "accept";
  };
  ask();
  form.addEventListener("change", ask);
  const close = () => {
    form.remove();
    finding.card.focus({ preventScroll: true });
  };
  one("[data-do=cancel]", form).addEventListener("click", close);
  one("[data-do=remove]", form).hidden = !before;
  one("[data-do=remove]", form).addEventListener("click", () => {
    decide(finding, null);
    close();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wrong = faultIn(decision.value, reason.value.trim(), until.value, by.value.trim());
    one(".wrong", form).textContent = wrong ? wrong.words : "";
    for (const field of [reason, until, by]) field.setAttribute("aria-invalid", wrong ? wrong.field === field.name : false);
    if (wrong) {
      (form.elements[wrong.field].focus ? form.elements[wrong.field] : one("[type=radio]", form)).focus();
      return;
    }
    store(NAMED, by.value.trim());
    decide(finding, {
      decision: decision.value,
      reason: reason.value.trim(),
      until: until.value,
      by: by.value.trim(),
      on: today(),
    });
    close();
  });
  one(".decision", finding.card).append(form);
  one("[type=radio]:checked, [type=radio]", form).focus();
};

const faultIn = (decision, reason, until, by) => {
  if (!decision) return { field: "decision", words: "Choose one of the three." };
  if (!reason) return { field: "reason", words: "Say why: whoever reads the waiver next needs the reason." };
  if (decision === "accept" && !until) return { field: "until", words: "Give the last day on which this is accepted." };
  if (until && until < today()) return { field: "until", words: "The last day has to be today or later." };
  if (!by) return { field: "by", words: "Say who decides." };
  return null;
};
